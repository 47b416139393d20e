import { Char } from './characters.ts';

/**
 * The runs of backticks of a text, each with the next run of the same length and the next one that is one shorter.
 *
 * Both are known from one pass from the back. Searching forward from each run instead costs the square of the length for a
 * text in which no run has a partner.
 */
export class BacktickRuns {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly partners: number[] = [];
  private readonly shorterPartners: number[] = [];
  private current = 0;

  constructor(text: string) {
    for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', this.ends.at(-1))) {
      let end = at + 1;
      while (end < text.length && text.charCodeAt(end) === Char.Backtick) end++;
      this.starts.push(at);
      this.ends.push(end);
    }
    const next = new Map<number, number>();
    for (let run = this.starts.length - 1; run >= 0; run--) {
      const length = (this.ends[run] as number) - (this.starts[run] as number);
      this.partners[run] = next.get(length) ?? -1;
      this.shorterPartners[run] = next.get(length - 1) ?? -1;
      next.set(length, run);
    }
  }

  /** Moves to the run that holds `at`, a backtick behind those that were asked for before, and returns its end. */
  moveTo(at: number): number {
    while ((this.ends[this.current] as number) <= at) this.current++;
    return this.ends[this.current] as number;
  }

  /**
   * The end of the code span (CommonMark 6.1) that `at` opens, a backtick of the current run, -1 where it opens none. It is
   * the run's first, or its second behind an escaped first one: then the run that opens the code is one shorter.
   */
  closerOf(at: number): number {
    const partners = at === this.starts[this.current] ? this.partners : this.shorterPartners;
    const partner = partners[this.current] as number;
    return partner < 0 ? -1 : (this.ends[partner] as number);
  }
}
