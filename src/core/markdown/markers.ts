import { Char, isDigit, isSpace, skipRun, skipSpaces, skipSpacesBack } from './characters.ts';

/** The longest number of an ordered list item (CommonMark 5.2). */
const MAX_ORDINAL_DIGITS = 9;

/**
 * The list marker at `at` (CommonMark 5.2): its width in characters in the low byte, the character that tells its list
 * from other lists (`-`, `+`, `*`, `.`, `)`) above it; 0 where there is no marker. One number instead of an object,
 * because every line of every list asks.
 */
export function listMarker(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  let last = at;
  if (isDigit(code)) {
    const limit = Math.min(end, at + MAX_ORDINAL_DIGITS);
    do last++;
    while (last < limit && isDigit(text.charCodeAt(last)));
    if (last === end) return 0;
    const delimiter = text.charCodeAt(last);
    if (delimiter !== Char.FullStop && delimiter !== Char.RightParenthesis) return 0;
  } else if (code !== Char.HyphenMinus && code !== Char.Asterisk && code !== Char.PlusSign) {
    return 0;
  }
  const behind = last + 1;
  if (behind < end && !isSpace(text.charCodeAt(behind))) return 0;
  return (behind - at) | (text.charCodeAt(last) << 8);
}

/** True where the ordered marker of `width` characters at `at` says 1, the only number that interrupts a paragraph. */
export function startsAtOne(text: string, at: number, width: number): boolean {
  return width === 2 && text.charCodeAt(at) === Char.One;
}

/**
 * Whether the line from `at`, a `-`, `*` or `_`, to `end` is a thematic break (CommonMark 4.1): -1 where it is, otherwise
 * the offset of the character that says no.
 *
 * The offset lets the caller remember the answer: on a line `- - - … x` each `-` asks, and all get the same answer.
 */
export function thematicBreakFailure(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at);
  let count = 0;
  for (let next = at; next < end; next++) {
    const code = text.charCodeAt(next);
    if (code === marker) count++;
    else if (!isSpace(code)) return next;
  }
  return count >= 3 ? -1 : end;
}

/** The level of the setext underline (CommonMark 4.3) that the line from `at`, a `=` or `-`, to `end` is; 0 for none. */
export function setextLevel(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at);
  const behind = skipRun(text, at, end, marker);
  if (behind < end && skipSpaces(text, behind, end) < end) return 0;
  return marker === Char.EqualsSign ? 1 : 2;
}

/** The level of the ATX heading (CommonMark 4.2) whose `#` stands at `at`; 0 where it is none. */
export function atxLevel(text: string, at: number, end: number): number {
  const behind = skipRun(text, at, Math.min(end, at + 7), Char.NumberSign);
  const level = behind - at;
  if (level > 6) return 0;
  return behind === end || isSpace(text.charCodeAt(behind)) ? level : 0;
}

/** The offset behind the inline content of an ATX heading that starts at `start`: without its closing `#`s. */
export function atxTextEnd(text: string, start: number, end: number): number {
  const last = skipSpacesBack(text, start, end);
  let closing = last;
  while (closing > start && text.charCodeAt(closing - 1) === Char.NumberSign) closing--;
  if (closing === start) return start;
  if (closing === last || !isSpace(text.charCodeAt(closing - 1))) return last;
  return skipSpacesBack(text, start, closing);
}

/** The length of the code fence (CommonMark 4.5) that opens at `at`, a backtick or tilde; 0 where none does. */
export function openingFence(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at);
  const behind = skipRun(text, at, end, marker);
  if (behind - at < 3) return 0;
  if (marker === Char.Tilde) return behind - at;
  for (let next = behind; next < end; next++) if (text.charCodeAt(next) === Char.Backtick) return 0;
  return behind - at;
}

/** True where the line from `at` to `end` closes a fence of `length` times `marker`. */
export function closesFence(text: string, at: number, end: number, marker: number, length: number): boolean {
  if (text.charCodeAt(at) !== marker) return false;
  const behind = skipRun(text, at, end, marker);
  return behind - at >= length && skipSpaces(text, behind, end) === end;
}
