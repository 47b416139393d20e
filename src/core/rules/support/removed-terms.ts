/** Words that every second entry about a removal has: they say nothing of what was removed. */
const COMMON = new Set(
  `removed remove removes removal removing deleted delete drop drops dropped deprecated deprecate deprecates deprecation deprecations
support supported supporting unused obsolete legacy instead option options method methods function functions class classes
parameter parameters argument arguments field fields command commands module modules package packages property properties
this that these those with from into have been were will which would when than then them they also only other
release releases version versions major minor future following breaking replaced favor favour using used uses please`.split(
    /\s+/,
  ),
);

/**
 * What a text is about, as far as words tell: the names in its code spans, and its longer words in lower case that other texts
 * of its kind do not have.
 */
export function termsOf(text: string): ReadonlySet<string> {
  const terms = new Set<string>();
  for (const [name] of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$-]{3,}/gu)) {
    const term = name.toLowerCase();
    if (!COMMON.has(term)) terms.add(term.replace(/(?<=\p{L}{3})s$/u, ''));
  }
  for (const [, code = ''] of text.matchAll(/`([^`\r\n]+)`/g)) terms.add(code.trim().toLowerCase());
  return terms;
}
