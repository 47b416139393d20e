/**
 * False for a text in which an editor's Markdown would find something besides CommonMark: addresses that GitHub's flavour makes
 * links of by themselves (GFM 0.29 section 6.9), tables, strike-through, mathematics.
 */
export function isSafeText(markdown: string): boolean {
  return !/(?<!\\):\/\/|(?<!\\)@|\bwww\.|(?<!\\)[|~$]/i.test(markdown);
}
