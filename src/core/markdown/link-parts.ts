import type { Span } from '../text/source.ts';
import { Char, isControl, isWhiteSpace, skipWhiteSpace } from './characters.ts';

/** How deep parentheses in a bare destination may nest: CommonMark 6.3 asks for three, cmark and micromark take 32. */
const MAX_PARENTHESES = 32;

/** The longest link label in characters (CommonMark 4.7). */
const MAX_LABEL = 999;

/** A part of a link and the offset behind it. */
export interface LinkPart {
  readonly span: Span;
  readonly end: number;
}

/** Reads `(destination "title")` (CommonMark 6.3) at `at`, a `(`. The span is the destination without `<` and `>`. */
export function readResource(text: string, at: number): LinkPart | null {
  const start = skipWhiteSpace(text, at + 1, text.length);
  const destination = text.charCodeAt(start) === Char.LessThan ? readEnclosed(text, start) : readBare(text, start);
  if (!destination) return null;
  let end = skipWhiteSpace(text, destination.end, text.length);
  if (end > destination.end && isTitleOpener(text.charCodeAt(end))) {
    end = skipTitle(text, end);
    if (end < 0) return null;
    end = skipWhiteSpace(text, end, text.length);
  }
  return text.charCodeAt(end) === Char.RightParenthesis ? { span: destination.span, end: end + 1 } : null;
}

function readEnclosed(text: string, at: number): LinkPart | null {
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === Char.GreaterThan) return { span: { start: at + 1, end: next }, end: next + 1 };
    if (code === Char.LessThan || code === Char.LineFeed || code === Char.CarriageReturn) return null;
    if (code === Char.Backslash && isEscapable(text.charCodeAt(next + 1))) next++;
  }
  return null;
}

function readBare(text: string, at: number): LinkPart | null {
  let depth = 0;
  let next = at;
  for (; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === Char.Space || isControl(code)) break;
    if (code === Char.Backslash && isEscapable(text.charCodeAt(next + 1))) next++;
    else if (code === Char.LeftParenthesis && ++depth > MAX_PARENTHESES) return null;
    else if (code === Char.RightParenthesis && --depth < 0) break;
  }
  return depth > 0 ? null : { span: { start: at, end: next }, end: next };
}

function isTitleOpener(code: number): boolean {
  return code === Char.QuotationMark || code === Char.Apostrophe || code === Char.LeftParenthesis;
}

function skipTitle(text: string, at: number): number {
  const opener = text.charCodeAt(at);
  const closer = opener === Char.LeftParenthesis ? Char.RightParenthesis : opener;
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === closer) return next + 1;
    if (code === Char.LeftParenthesis && closer === Char.RightParenthesis) return -1;
    if (code === Char.Backslash) next++;
  }
  return -1;
}

/** Reads the link label (CommonMark 6.3) at `at`, a `[`; it may be empty. The span is what stands between the brackets. */
export function readLabel(text: string, at: number): LinkPart | null {
  const limit = Math.min(text.length, at + MAX_LABEL + 2);
  for (let next = at + 1; next < limit; next++) {
    const code = text.charCodeAt(next);
    if (code === Char.RightBracket) return { span: { start: at + 1, end: next }, end: next + 1 };
    if (code === Char.LeftBracket) return null;
    if (code === Char.Backslash && isEscapable(text.charCodeAt(next + 1))) next++;
  }
  return null;
}

/** True where `span` can be a label: not too long and not only white space. That it holds no bracket is known. */
export function isLabel(text: string, { start, end }: Span): boolean {
  if (end - start > MAX_LABEL) return false;
  for (let at = start; at < end; at++) if (!isWhiteSpace(text.charCodeAt(at))) return true;
  return false;
}

/** True for the punctuation that a backslash makes literal (CommonMark 2.4). */
export function isEscapable(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}
