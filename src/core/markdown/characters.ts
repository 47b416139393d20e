/** The UTF-16 code units that CommonMark's block structure is made of. */
export const enum Char {
  Tab = 9,
  LineFeed = 10,
  CarriageReturn = 13,
  Space = 32,
  ExclamationMark = 33,
  QuotationMark = 34,
  NumberSign = 35,
  Apostrophe = 39,
  LeftParenthesis = 40,
  RightParenthesis = 41,
  Asterisk = 42,
  PlusSign = 43,
  HyphenMinus = 45,
  FullStop = 46,
  Slash = 47,
  Zero = 48,
  One = 49,
  Nine = 57,
  Colon = 58,
  LessThan = 60,
  EqualsSign = 61,
  GreaterThan = 62,
  QuestionMark = 63,
  LeftBracket = 91,
  Backslash = 92,
  RightBracket = 93,
  Underscore = 95,
  Backtick = 96,
  Tilde = 126,
  Delete = 127,
}

/** True for the space and the tab, the only white space inside a line that CommonMark's block structure knows. */
export function isSpace(code: number): boolean {
  return code === Char.Space || code === Char.Tab;
}

/** True for the space, the tab and the characters of line endings (CommonMark 2.1). */
export function isWhiteSpace(code: number): boolean {
  return isSpace(code) || code === Char.LineFeed || code === Char.CarriageReturn;
}

/** The first offset in `at`..`end` that holds no white space, `end` where there is none. */
export function skipWhiteSpace(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && isWhiteSpace(text.charCodeAt(next))) next++;
  return next;
}

/** The first offset in `at`..`end` that holds neither space nor tab, `end` where there is none. */
export function skipSpaces(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && isSpace(text.charCodeAt(next))) next++;
  return next;
}

/** The offset behind the last character of `start`..`at` that is neither space nor tab, `start` where there is none. */
export function skipSpacesBack(text: string, start: number, at: number): number {
  let last = at;
  while (last > start && isSpace(text.charCodeAt(last - 1))) last--;
  return last;
}

/** The first offset in `at`..`end` that does not hold `code`. */
export function skipRun(text: string, at: number, end: number, code: number): number {
  let next = at;
  while (next < end && text.charCodeAt(next) === code) next++;
  return next;
}

/** True where nothing but spaces and tabs stands in `at`..`end`. */
export function isBlank(text: string, at: number, end: number): boolean {
  return skipSpaces(text, at, end) === end;
}

export function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 97 && lower <= 122;
}

export function isDigit(code: number): boolean {
  return code >= Char.Zero && code <= Char.Nine;
}

/**
 * True for the ASCII control characters that end a bare link destination (CommonMark 6.3).
 *
 * NUL is none of them: CommonMark 2.3 reads it as U+FFFD.
 */
export function isControl(code: number): boolean {
  return (code < Char.Space && code !== 0) || code === Char.Delete;
}
