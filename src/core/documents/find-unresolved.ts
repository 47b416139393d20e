import { foldLabel } from '../changelog/links/label.ts';
import { parseChangelog } from '../changelog/parse.ts';
import { gatherProse } from '../rules/support/prose.ts';
import type { Span } from '../text/source.ts';

/**
 * What people leave to be filled in: `[link]`, `[date]`, `[Customer]`, `[Release Manager]`, `TBD`, `YYYY-MM-DD`, `vX.Y.Z`,
 * `CVE-XXXX`, `{VERSION}`. Words in brackets are such only where no address follows and nothing defines them.
 */
const PATTERNS: readonly RegExp[] = [
  /(?<!\])\[(?:link|url|date|name|contact|customer|description|version|title|topic|feature|manager|release manager|critical issue|issue description|(?:your|insert) [a-z ]{1,30})\](?![([:])/gi,
  /\bTBD\b|(?<=^[ \t>*+-]{0,8}|[:([–—] {0,2})(?:TBA|TODO|FIXME)\b/gm,
  /\b(?:YYYY-MM-DD|MM\/DD\/YYYY|v?X\.Y\.Z|CVE-(?:YYYY-)?X{4,6})\b|\{[A-Z][A-Z_]{2,30}\}/g,
  /\blorem ipsum\b/gi,
];

/** The placeholders that stand in a document for people to read; what stands in code is shown on purpose. Linear. */
export function findUnresolved(text: string): readonly Span[] {
  const found = PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: written, index }) => ({ start: index, end: index + written.length })),
  ).sort((a, b) => a.start - b.start);
  if (found.length === 0) return found;
  const changelog = parseChangelog(text);
  const { isCode } = gatherProse(changelog);
  const isDefined = ({ start, end }: Span): boolean =>
    text[start] === '[' && changelog.definitionsByLabel.has(foldLabel(text.slice(start + 1, end - 1)));
  return found.filter((span) => !isCode(span.start) && !isDefined(span));
}
