/**
 * The lines of the paragraph that is open: where each one's content starts and ends in the document.
 *
 * Link reference definitions are read when their paragraph ends, and their labels and titles run over several lines, of
 * which each may have the markers of containers in front of it.
 */
export class ParagraphLines {
  count = 0;
  private starts = new Int32Array(16);
  private ends = new Int32Array(16);

  clear(): void {
    this.count = 0;
  }

  push(start: number, end: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  startOf(line: number): number {
    return this.starts[line] as number;
  }

  endOf(line: number): number {
    return this.ends[line] as number;
  }

  private grow(): void {
    const starts = new Int32Array(this.starts.length * 2);
    const ends = new Int32Array(this.starts.length * 2);
    starts.set(this.starts);
    ends.set(this.ends);
    this.starts = starts;
    this.ends = ends;
  }
}
