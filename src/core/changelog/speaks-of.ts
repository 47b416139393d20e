/** True where a text has an entry with the same words, or one that names the same pull request. @param present folded */
export function speaksOf(present: string, draft: string): boolean {
  const number = /\(#(\d{1,9})\)$/.exec(draft)?.[1];
  if (number !== undefined && new RegExp(`#${number}(?!\\d)`).test(present)) return true;
  return present.includes(foldText(draft));
}

/** A text in which neither line breaks nor capital letters make a difference. */
export function foldText(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}
