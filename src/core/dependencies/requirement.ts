import { NO_EXACT_VERSION } from './dependency-file.ts';

/** A requirement by PEP 508, without its marker. */
export interface Requirement {
  readonly name: string;
  readonly version: string | null;
  readonly range: string;
  readonly loose: string | null;
}

const NAME = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)[ \t]*(?:\[[^\]]*\])?[ \t]*/;
const CLAUSE = /^(?:===?|~=|!=|<=?|>=?)[ \t]*[^\s,;()]+(?:[ \t]*,[ \t]*(?:===?|~=|!=|<=?|>=?)[ \t]*[^\s,;()]+)*$/;
const COMMIT = /[@#/](?:rev=)?[0-9a-f]{40}(?:[0-9a-f]{24})?(?:[#&/.?]|$)/i;
const DIGEST = /[#&](?:sha(?:224|256|384|512)|md5|sha1)=[0-9a-f]{32,}/i;

/** Reads a requirement: `name[extra]>=1,<2 ; marker`, `name @ url`; null where the text is none. */
export function readRequirement(written: string): Requirement | null {
  const head = NAME.exec(written);
  if (!head) return null;
  const name = normalizePythonName(head[1] as string);
  const rest = written.slice(head[0].length);
  if (rest.startsWith('@')) {
    const url = /^@[ \t]*(\S+?)(?:[ \t]+;.*)?$/.exec(rest.trimEnd())?.[1];
    return url === undefined ? null : { name, version: null, range: url, loose: whyLooseUrl(url) };
  }
  const clause = (rest.split(';')[0] as string)
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .trim();
  if (clause === '') return { name, version: null, range: '', loose: NO_EXACT_VERSION };
  if (!CLAUSE.test(clause)) return null;
  const exact = /^===?[ \t]*([^\s,*]+)$/.exec(clause)?.[1] ?? null;
  return { name, version: exact, range: clause, loose: exact === null ? NO_EXACT_VERSION : null };
}

/** Why a URL may lead to something else tomorrow; null where it names a commit or a digest. */
export function whyLooseUrl(url: string): string | null {
  return COMMIT.test(url) || DIGEST.test(url) ? null : 'comes from a URL without commit or hash';
}

/** Python compares names so (PEP 503, “Normalized Names”). */
export function normalizePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
