import type { Span } from '../text/source.ts';
import type { Entry } from './model.ts';

/** The text of an entry without its list marker, with every run of white space as one space. */
export function foldEntry(text: string, { contentStart, end }: Pick<Entry, 'contentStart' | 'end'>): string {
  return text.slice(contentStart, end).replace(/\s+/g, ' ').trim();
}

/** True where two pieces of a text are the same once every run of white space is one space. Ends at the first difference. */
export function isSameFolded(text: string, a: Span, b: Span): boolean {
  let left = skipWhiteSpace(text, a.start, a.end);
  let right = skipWhiteSpace(text, b.start, b.end);
  while (left < a.end && right < b.end) {
    const code = text.charCodeAt(left);
    const other = text.charCodeAt(right);
    if (isWhiteSpace(code) && isWhiteSpace(other)) {
      left = skipWhiteSpace(text, left, a.end);
      right = skipWhiteSpace(text, right, b.end);
    } else if (code === other) {
      left++;
      right++;
    } else break;
  }
  return skipWhiteSpace(text, left, a.end) === a.end && skipWhiteSpace(text, right, b.end) === b.end;
}

function skipWhiteSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isWhiteSpace(text.charCodeAt(at))) at++;
  return at;
}

const NO_BREAK_SPACE = 160;

/** What `\s` matches. */
function isWhiteSpace(code: number): boolean {
  if (code < NO_BREAK_SPACE) return code === 32 || (code >= 9 && code <= 13);
  return /\s/.test(String.fromCharCode(code));
}
