/** `CHANGELOG.md` in any case, also with a language, component or year behind it: `CHANGELOG.ja.md`, `changelog-1.13.md`. */
const CHANGELOG_NAME = /^change[-_ ]?log(?:[._-][\w-]+)*\.(?:md|markdown)$/i;

/** The other names that changelogs go by. Written in lower case they are mostly pages about something else. */
const OTHER_NAME = /^(?:CHANGES|HISTORY|NEWS|RELEASES)\.(?:md|markdown)$/;

/** True for the name of a file that people keep a changelog in. */
export function isChangelogName(name: string): boolean {
  return CHANGELOG_NAME.test(name) || OTHER_NAME.test(name);
}

/**
 * True where the path matches a glob of the policy. `*` and `?` stay within a segment, `**` is any number of segments; a
 * pattern without a slash is a path at the root. Never takes longer than the product of both lengths.
 *
 * @param path relative to the policy's folder, with `/`
 */
export function matchesGlob(path: string, glob: string): boolean {
  const pattern = glob.replace(/^\.\//, '').split('/');
  const segments = path.split('/');
  return matchesSequence(segments, pattern, (part) => part === '**', matchesSegment);
}

function matchesSegment(segment: string, pattern: string): boolean {
  return matchesSequence(
    [...segment],
    [...pattern],
    (part) => part === '*',
    (part, wanted) => wanted === '?' || part === wanted,
  );
}

/** Matches greedily and comes back to the last wildcard only, which is enough because an earlier one could take no more. */
function matchesSequence<T>(
  parts: readonly T[],
  pattern: readonly T[],
  isWildcard: (part: T) => boolean,
  matches: (part: T, wanted: T) => boolean,
): boolean {
  let at = 0;
  let wanted = 0;
  let wildcard = -1;
  let resume = 0;
  while (at < parts.length) {
    if (wanted < pattern.length && isWildcard(pattern[wanted] as T)) {
      wildcard = wanted++;
      resume = at;
    } else if (wanted < pattern.length && matches(parts[at] as T, pattern[wanted] as T)) {
      at++;
      wanted++;
    } else if (wildcard >= 0) {
      wanted = wildcard + 1;
      at = ++resume;
    } else return false;
  }
  while (wanted < pattern.length && isWildcard(pattern[wanted] as T)) wanted++;
  return wanted === pattern.length;
}
