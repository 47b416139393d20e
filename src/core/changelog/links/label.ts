import { Char, isDigit } from '../../markdown/characters.ts';

/**
 * Makes two link labels comparable as CommonMark 0.31 section 4.7 matches them: case-folded, white space stripped at the ends
 * and collapsed within.
 */
export function foldLabel(label: string): string {
  if (isPlain(label)) return label;
  // Lower case first, so that characters with several capital forms (ẞ and ß) meet in one.
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

/** Labels of digits and dots, which most are, have no case and no white space to fold. */
function isPlain(label: string): boolean {
  for (let i = 0; i < label.length; i++) {
    const code = label.charCodeAt(i);
    if (code !== Char.FullStop && !isDigit(code)) return false;
  }
  return label !== '';
}
