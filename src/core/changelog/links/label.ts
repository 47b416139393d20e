import { Char } from '../../markdown/characters.ts';

/**
 * Makes two link labels comparable as CommonMark 0.31 section 4.7 matches them: case-folded, white space stripped at the ends
 * and collapsed within.
 */
export function foldLabel(label: string): string {
  let hasLetters = false;
  for (let i = 0; i < label.length; i++) {
    const code = label.charCodeAt(i);
    if (code <= Char.Space || code >= DELETE) return foldAny(label);
    // Labels of digits and dots, which most are, have no case to fold.
    if (code > DIGIT_NINE) hasLetters = true;
  }
  return hasLetters ? label.toUpperCase() : label;
}

const DIGIT_NINE = 0x39;
const DELETE = 0x7f;

function foldAny(label: string): string {
  // Lower case first, so that characters with several capital forms (ẞ and ß) meet in one.
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}
