/** True where a relative path with `/` matches a pattern. Takes at most the product of both lengths. */
export function matchesGlob(path: string, pattern: string): boolean {
  if (pattern === '**') return true;
  // Most paths differ in their first folder from what is looked for.
  const folder = /^\w[^/*?]*(?=\/)/.exec(pattern)?.[0];
  if (folder !== undefined && !path.startsWith(folder)) return false;
  const wanted = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  return matchSequence(path.split('/'), wanted, '**', matchesSegment);
}

/** True where a name matches one segment of a pattern. */
export function matchesSegment(name: string, pattern: string): boolean {
  return matchSequence([...name], [...pattern], '*', (character, wanted) => wanted === '?' || character === wanted);
}

/** Matches greedily and comes back to the last wildcard only: an earlier one could take no more than that one can. */
function matchSequence(
  parts: readonly string[],
  pattern: readonly string[],
  wildcard: string,
  matches: (part: string, wanted: string) => boolean,
): boolean {
  let at = 0;
  let wanted = 0;
  let lastWildcard = -1;
  let resume = 0;
  while (at < parts.length) {
    if (wanted < pattern.length && pattern[wanted] === wildcard) {
      lastWildcard = wanted++;
      resume = at;
    } else if (wanted < pattern.length && matches(parts[at] as string, pattern[wanted] as string)) {
      at++;
      wanted++;
    } else if (lastWildcard >= 0) {
      wanted = lastWildcard + 1;
      at = ++resume;
    } else return false;
  }
  while (wanted < pattern.length && pattern[wanted] === wildcard) wanted++;
  return wanted === pattern.length;
}
