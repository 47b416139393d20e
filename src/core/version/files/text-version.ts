import { found, type Located, none, unreadable } from './version-file.ts';

/**
 * Finds the one place where a pattern matches; its first group is the version.
 *
 * @param pattern a global, linear expression of ours; never one that a repository brings.
 * @param what the thing that is looked for, in messages.
 */
export function locateByPattern(text: string, pattern: RegExp, what: string): Located {
  const matches = [...text.matchAll(pattern)];
  const [match, second] = matches;
  if (!match) return none(`it has no ${what}`);
  const version = match[1] as string;
  const start = match.index + match[0].lastIndexOf(version);
  if (second) {
    return unreadable(`it has ${matches.length} places like ${what}, expected exactly one`, {
      start: second.index,
      end: second.index + second[0].length,
    });
  }
  return found({ span: { start, end: start + version.length }, version, key: what });
}
