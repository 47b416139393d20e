import { lineAt, lineEnd, type Source, type Span } from '../../core/index.ts';
import { toVisibleLine } from '../../core/text/visible.ts';
import { widthOf } from './width.ts';

/** A line of a file around a span, and the place of the span in it. */
export interface Excerpt {
  readonly before: string;
  readonly marked: string;
  readonly behind: string;
  /** Blanks and carets that stand under the marked text, in the columns of a terminal. */
  readonly pointer: string;
}

const CONTEXT = 40;

/**
 * The part of a span's first line that fits into `width` columns, with hidden characters made visible.
 *
 * @returns null where there is nothing to see: an empty line, or a span as wide as all that could be shown.
 */
export function toExcerpt(source: Source, span: Span, width: number): Excerpt | null {
  const line = lineAt(source, span.start);
  const start = Math.max(source.lineStarts[line] as number, source.contentStart);
  const end = lineEnd(source, line);
  const { text } = source;
  const markedEnd = Math.min(span.end, end);
  let before = toVisibleLine(text.slice(Math.max(start, span.start - 4 * CONTEXT), span.start));
  if (span.start - start > 4 * CONTEXT || before.length > CONTEXT) before = `…${lastCharacters(before, CONTEXT)}`;
  before = before.trimStart();
  const marked = toVisibleLine(text.slice(span.start, Math.min(markedEnd, span.start + width)));
  if (before === '' && marked === '') return null;
  const room = width - widthOf(before) - widthOf(marked);
  if (room < 0) return null;
  const behind = toVisibleLine(text.slice(markedEnd, Math.min(end, markedEnd + width)));
  const pointer = `${' '.repeat(widthOf(before))}${'^'.repeat(Math.max(1, widthOf(marked)))}`;
  return { before, marked, behind: firstColumns(behind, room), pointer };
}

function lastCharacters(text: string, count: number): string {
  return [...text].slice(-count).join('');
}

function firstColumns(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let shown = '';
  let width = 1;
  for (const character of text) {
    width += widthOf(character);
    if (width > columns) break;
    shown += character;
  }
  return `${shown}…`;
}
