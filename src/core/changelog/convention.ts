import type { Changelog } from './model.ts';

/** The conventions that a file is told apart by. */
export type Convention = 'keep-a-changelog' | 'conventional-commits' | 'other';

/** What the other conventions are called in a sentence. */
export const CONVENTION_NAMES: Readonly<Record<Exclude<Convention, 'keep-a-changelog'>, string>> = {
  'conventional-commits': 'logs generated from Conventional Commits',
  other: 'a convention of its own',
};

const DECLARATION = 'keepachangelog.com';

/**
 * Tells which convention a changelog follows.
 *
 * A file that links to Keep a Changelog follows it. So does one without a single release, since nothing says otherwise yet,
 * and one in which at least half of the releases that have headings have a category of the standard. A bracketed release
 * with an inline compare link and its date in parentheses is the mark of generated commit logs.
 */
export function detectConvention(changelog: Changelog): Convention {
  const { source, head, releases } = changelog;
  const declaration = source.text.indexOf(DECLARATION);
  if (declaration >= 0 && declaration < head.end) return 'keep-a-changelog';
  let withHeadings = 0;
  let withCategory = 0;
  let generated = 0;
  for (const { sections, form } of releases) {
    if (form.parenthesised) generated++;
    if (sections.length === 0) continue;
    withHeadings++;
    if (sections.some((section) => section.category !== null)) withCategory++;
  }
  if (generated > 0 && generated * 2 >= releases.length) return 'conventional-commits';
  if (releases.length === 0 || withCategory * 2 >= Math.max(1, withHeadings))
    return withCategory > 0 || releases.length === 0 ? 'keep-a-changelog' : 'other';
  return 'other';
}
