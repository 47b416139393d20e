import { TITLES, UNRELEASED } from './words.ts';

/**
 * Pieces of Oniguruma expressions.
 *
 * **Invariant:** everything that repeats is atomic or bounded, so that no line makes the editor's tokenizer back-track.
 */
export const VERSION = String.raw`(?>\d+(?:\.\d+){1,4}[0-9A-Za-z]*(?:[-+._][0-9A-Za-z]+)*)`;

/** `v`, `Version `, `@scope/package@` in front of a version. */
export const PREFIX = String.raw`(?>(?:(?i:version|release)[ \t]+)?(?:@?[A-Za-z][\w./-]{0,100}@)?[vV]?)(?=\d)`;

/** What stands between the brackets of a release heading: several modules released together share one heading. */
export const BRACKETED_VERSION = String.raw`(?>${VERSION}(?: ?/ ?v?${VERSION})*|\d+(?=\](?:\([^()\s]*\))? - \d{4}-\d))`;

export const DATE = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}`;

/** A version without brackets, and nothing behind it that would make a sentence of the heading. */
export const BARE_VERSION = String.raw`${VERSION}(?=[ \t]*(?:$|[-–—−(\[,:/|"'])|[ \t]+(?:on[ \t]+)?\d{4}\b)`;

export const BOLD_VERSION = String.raw`\*\*${PREFIX}${VERSION}\*\*`;

export const UNRELEASED_WORDS = alternatives(UNRELEASED);

export const HEADING_END = String.raw`[ \t]*(?:#+[ \t]*)?$`;

/** A heading that can only be a changelog's title. */
export const TITLE_HEADING = `${alternatives(TITLES)}${HEADING_END}`;

/** A heading that can only be a release's: the unreleased section, a version in brackets, in bold, or with a date. */
export const RELEASE_HEADING = [
  `${UNRELEASED_WORDS}${HEADING_END}`,
  String.raw`\[(?:${UNRELEASED_WORDS}|${PREFIX}${BRACKETED_VERSION})\]`,
  `${BOLD_VERSION}${HEADING_END}`,
  String.raw`${PREFIX}${VERSION}(?:[ \t]+[-–—:/|][ \t]+|[ \t]*[(\[]|[ \t]+(?:on[ \t]+)?)${DATE}\b`,
  String.raw`(?i:version)[ \t]+v?(?=\d+\.\d+\.\d)${BARE_VERSION}`,
  String.raw`${DATE},[ \t]+(?i:version)[ \t]+v?${VERSION}`,
].join('|');

/** The words as one case-insensitive group; the longest first, so that `Change` does not hide `Changes`. */
export function alternatives(words: readonly string[]): string {
  const escaped = [...words].sort((a, b) => b.length - a.length).map(toExpression);
  return `(?i:${escaped.join('|')})`;
}

function toExpression(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|#]/g, '\\$&').replace(/\s+/g, '[ \\t]+');
}
