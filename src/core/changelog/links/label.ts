/** Labels of digits and dots, which most are, have no case and no white space to fold. */
const PLAIN = /^[0-9.]+$/;

/**
 * Makes two link labels comparable as CommonMark 0.31 section 4.7 matches them: case-folded, white space stripped at the ends
 * and collapsed within.
 */
export function foldLabel(label: string): string {
  if (PLAIN.test(label)) return label;
  // Lower case first, so that characters with several capital forms (ẞ and ß) meet in one.
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}
