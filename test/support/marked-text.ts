/** A text in which `‸` marks the caret and `⟦…⟧` a range; the marks are taken out. */
export interface MarkedText {
  readonly text: string;
  readonly caret: Position;
  readonly range: { readonly start: Position; readonly end: Position };
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export function readMarks(marked: string): MarkedText {
  const at = new Map<string, number>();
  let text = '';
  for (const unit of marked.split(/([‸⟦⟧])/)) {
    if (/^[‸⟦⟧]$/.test(unit)) at.set(unit, text.length);
    else text += unit;
  }
  const caret = toPosition(text, at.get('‸') ?? at.get('⟦') ?? 0);
  const start = toPosition(text, at.get('⟦') ?? at.get('‸') ?? 0);
  return { text, caret, range: { start, end: toPosition(text, at.get('⟧') ?? at.get('‸') ?? text.length) } };
}

/** Draws ranges into a text, the reverse of reading marks. */
export function drawRanges(
  text: string,
  ranges: readonly { readonly start: Position; readonly end: Position }[],
): string {
  const marks = ranges.flatMap(({ start, end }, i) => [
    { at: toOffset(text, start), order: 2 * i, mark: '⟦' },
    { at: toOffset(text, end), order: 2 * i + 1, mark: '⟧' },
  ]);
  marks.sort((a, b) => b.at - a.at || b.order - a.order);
  return marks.reduce((drawn, { at, mark }) => drawn.slice(0, at) + mark + drawn.slice(at), text);
}

export function toPosition(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r(?!\n)/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

export function toOffset(text: string, { line, character }: Position): number {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  return lines.slice(0, line).join('').length + character;
}
