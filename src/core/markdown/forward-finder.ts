/**
 * `indexOf` for callers that move forward through a text.
 *
 * It remembers where it found each needle: without that, each line of an unclosed comment, and each of a thousand unclosed
 * comments, would search the rest of the text.
 */
export class ForwardFinder {
  private readonly text: string;
  private readonly found = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
  }

  /** The first offset from `at` on that holds `needle`, -1 where none does. */
  find(needle: string, at: number): number {
    const known = this.found.get(needle);
    if (known !== undefined && (known < 0 || known >= at)) return known;
    const next = this.text.indexOf(needle, at);
    this.found.set(needle, next);
    return next;
  }
}
