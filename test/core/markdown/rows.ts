import type { Span } from '../../../src/core/text/source.ts';

/** One block as the differential tests compare it, whoever found it. */
export interface Row extends Span {
  readonly kind: 'quote' | 'list' | 'item' | 'paragraph' | 'heading' | 'break' | 'code' | 'html' | 'definition';
  /** How many quotes, lists and items it stands in. */
  readonly depth: number;
  readonly fenced?: boolean;
  readonly level?: number;
  readonly form?: 'atx' | 'setext';
  /** A heading's inline content. */
  readonly inner?: Span | null;
  readonly label?: string | null;
  readonly url?: string | null;
}

/**
 * Writes a row down as a line that is equal for both sides where they mean the same.
 *
 * Spans are compared by their first and last characters that are neither white space nor the `>` of a quote's line: mdast
 * counts the indentation of HTML blocks and indented code to the block, blank lines with four spaces to the indented code
 * above them, and a quote's blank lines sometimes to its last list and sometimes not.
 */
export function toLine(text: string, row: Row): string {
  const start = row.start + leading(text.slice(row.start, row.end));
  const end = row.end - trailing(text.slice(start, row.end));
  const parts: (string | number)[] = [`${'  '.repeat(row.depth)}${row.kind}`, `${start}-${Math.max(start, end)}`];
  if (row.fenced) parts.push('fenced');
  if (row.level) parts.push(row.level, row.form ?? '');
  if (row.inner) parts.push(`${row.inner.start}-${row.inner.end}`);
  if (row.label != null) parts.push(JSON.stringify(row.label));
  if (row.url != null) parts.push(JSON.stringify(row.url));
  return parts.join(' ');
}

/**
 * A definition's label and destination, decoded, where both sides can be expected to spell them alike: character
 * references are not decoded here, and of a label on several lines the scanner's span has the containers' markers in it.
 */
export function definitionTexts(source: string, label: string, url: string): Pick<Row, 'label' | 'url'> {
  if (/[&\0]/.test(source)) return {};
  return { label: /[\r\n]/.test(label) ? null : label, url };
}

/** Takes the backslash from escaped ASCII punctuation (CommonMark 2.4). */
export function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function leading(slice: string): number {
  return (/^[ \t]*/.exec(slice) as RegExpExecArray)[0].length;
}

function trailing(slice: string): number {
  let count = 0;
  while (count < slice.length && ' \t\r\n>'.includes(slice[slice.length - 1 - count] as string)) count++;
  return count;
}
