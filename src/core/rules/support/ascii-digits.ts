/** Digits of other scripts, and the fullwidth ones of East Asian input methods. */
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/gu;

/** True where a text holds a decimal digit that is not one of `0` to `9`. */
export function hasForeignDigit(text: string): boolean {
  // Nothing below U+0100 is one, and that is a cheaper question.
  return /[\u0100-\uffff]/.test(text) && text.search(FOREIGN_DIGIT) >= 0;
}

/** The text with every decimal digit as one of `0` to `9`, and the places of those that were others. */
export function toAsciiDigits(text: string): {
  readonly text: string;
  readonly digits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
} {
  const digits: { start: number; end: number; text: string }[] = [];
  const ascii = text.replace(FOREIGN_DIGIT, (digit, offset: number) => {
    const value = String(digitValue(digit.codePointAt(0) as number));
    digits.push({ start: offset, end: offset + digit.length, text: value });
    return value;
  });
  return { text: ascii, digits };
}

/** Unicode keeps the decimal digits of a script together in runs of ten, in order (section 4.6). */
function digitValue(codePoint: number): number {
  let first = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (codePoint - first) % 10;
}
