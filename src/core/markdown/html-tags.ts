import { Char, isDigit, isLetter, isWhiteSpace, skipWhiteSpace } from './characters.ts';

/** The offset behind the tag name (CommonMark 6.6) at `at`; `at` where there is none. */
export function skipTagName(text: string, at: number, end: number): number {
  if (at >= end || !isLetter(text.charCodeAt(at))) return at;
  let next = at + 1;
  while (next < end && isNameCharacter(text.charCodeAt(next))) next++;
  return next;
}

function isNameCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === Char.HyphenMinus;
}

/** The offset behind the closing tag (CommonMark 6.6) whose name ends at `at`, -1 where it is not closed before `end`. */
export function skipClosingTag(text: string, at: number, end: number): number {
  const next = skipWhiteSpace(text, at, end);
  return next < end && text.charCodeAt(next) === Char.GreaterThan ? next + 1 : -1;
}

/**
 * The offset behind the open tag (CommonMark 6.6) whose name ends at `at`, -1 where it is not closed before `end`.
 *
 * White space includes line endings. In an HTML block, where it must not, the caller's `end` is the end of the line.
 */
export function skipOpenTag(text: string, at: number, end: number): number {
  let next = at;
  for (;;) {
    const behind = skipWhiteSpace(text, next, end);
    if (behind === end) return -1;
    const code = text.charCodeAt(behind);
    if (code === Char.GreaterThan) return behind + 1;
    if (code === Char.Slash)
      return behind + 1 < end && text.charCodeAt(behind + 1) === Char.GreaterThan ? behind + 2 : -1;
    if (behind === next) return -1;
    next = skipAttribute(text, behind, end);
    if (next < 0) return -1;
  }
}

function skipAttribute(text: string, at: number, end: number): number {
  if (!isAttributeStart(text.charCodeAt(at))) return -1;
  let next = at + 1;
  while (next < end && isAttributeCharacter(text.charCodeAt(next))) next++;
  const equals = skipWhiteSpace(text, next, end);
  if (equals === end || text.charCodeAt(equals) !== Char.EqualsSign) return next;
  return skipAttributeValue(text, skipWhiteSpace(text, equals + 1, end), end);
}

function isAttributeStart(code: number): boolean {
  return isLetter(code) || code === Char.Underscore || code === Char.Colon;
}

function isAttributeCharacter(code: number): boolean {
  return isAttributeStart(code) || isDigit(code) || code === Char.FullStop || code === Char.HyphenMinus;
}

function skipAttributeValue(text: string, at: number, end: number): number {
  if (at === end) return -1;
  const quote = text.charCodeAt(at);
  let next = at;
  if (quote === Char.QuotationMark || quote === Char.Apostrophe) {
    for (next++; next < end; next++) if (text.charCodeAt(next) === quote) return next + 1;
    return -1;
  }
  while (next < end && isBareValueCharacter(text.charCodeAt(next))) next++;
  return next === at ? -1 : next;
}

function isBareValueCharacter(code: number): boolean {
  return (
    !isWhiteSpace(code) &&
    code !== Char.QuotationMark &&
    code !== Char.Apostrophe &&
    code !== Char.EqualsSign &&
    code !== Char.LessThan &&
    code !== Char.GreaterThan &&
    code !== Char.Backtick
  );
}
