import { matchesGlob } from '../src/host/glob.ts';

/** `CHANGELOG.md` in any case, also with a language, component or year behind it: `CHANGELOG.ja.md`, `changelog-1.13.md`. */
const CHANGELOG_NAME = /^change[-_ ]?log(?:[._-][\w-]+)*\.(?:md|markdown)$/i;

/** The other names that changelogs go by. Written in lower case they are mostly pages about something else. */
const OTHER_NAME = /^(?:CHANGES|HISTORY|NEWS|RELEASES)\.(?:md|markdown)$/;

/**
 * True for a changelog by its name, or by a pattern of the policy.
 *
 * @param path relative to the policy's folder, with `/`
 */
export function isChangelogPath(path: string, patterns: readonly string[]): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return CHANGELOG_NAME.test(name) || OTHER_NAME.test(name) || patterns.some((pattern) => matchesGlob(path, pattern));
}
