import type { LinkedRelease } from '../../changelog/links/gather-links.ts';
import type { Changelog } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import { lineEnd } from '../../text/source.ts';

/**
 * Writes the definition of a release's link where it belongs among the others: in the release's own section where the next older
 * one has it there, else behind that of the next newer release that has one, else in front of that of the next older one, else at
 * the end of the text. In a file that lists the oldest first it stands behind that of the next older one.
 */
export function insertDefinition(
  changelog: Changelog,
  links: readonly LinkedRelease[],
  index: number,
  label: string,
  url: string,
): Edit {
  const { source } = changelog;
  const isEnclosed = links.some(({ definition }) => definition && source.text[definition.url.start - 1] === '<');
  const line = `[${label}]: ${isEnclosed ? `<${url}>` : url}`;
  const within = placeWithin(changelog, links, index);
  if (within !== null) return { start: within, end: within, text: source.eol + source.eol + line };
  const [older, oldest] = links
    .slice(index + 1)
    .flatMap(({ definition }) => (definition?.parent === -1 ? definition : []));
  if (older && oldest && older.start > oldest.start)
    return { start: older.end, end: older.end, text: source.eol + line };
  const newer = links.slice(0, index).findLast(({ definition }) => definition?.parent === -1)?.definition;
  if (newer) return { start: newer.end, end: newer.end, text: source.eol + line };
  if (older) return { start: older.start, end: older.start, text: line + source.eol };
  return appendDefinitions(source.text, source.eol, [line]);
}

/** The end of the line in the release's own section that its definition goes behind; null where sections have none of their own. */
function placeWithin(
  { source, blocks, tail }: Changelog,
  links: readonly LinkedRelease[],
  index: number,
): number | null {
  const own = links[index]?.release;
  const older = links.slice(index + 1).find(({ definition }) => definition?.parent === -1);
  if (!own || !older?.definition) return null;
  const { definition, release } = older;
  if (definition.start < release.start || definition.start >= Math.min(release.end, tail.start)) return null;
  const { table } = blocks;
  const isFirst = definition.block === (release.titleHeading ?? release.heading).block + 1;
  if (isFirst) return lineEnd(source, (own.titleHeading ?? own.heading).lastLine);
  // Below the last release stand the definitions of all, whatever else stands there.
  if (release.index === links.length - 1) return null;
  let last = own.heading.block;
  for (let block = last + 1; block < table.count && (table.start[block] as number) < own.end; block++) last = block;
  return lineEnd(source, table.lastLine[last] as number);
}

/** Writes definitions behind everything else, with a blank line before the first where text stands there. */
export function appendDefinitions(text: string, eol: string, lines: readonly string[]): Edit {
  const end = text.length;
  const endsLine = text === '' || /[\r\n]$/.test(text);
  const lastLines = text.slice(-2000).replace(/(?:\r\n|\r|\n)$/, '');
  const followsOn =
    lastLines === '' || /[\r\n]$/.test(lastLines) || /(?:^|[\r\n]) {0,3}\[[^\][\r\n]+\]:[^\r\n]*$/.test(lastLines);
  const before = (endsLine ? '' : eol) + (followsOn ? '' : eol);
  return { start: end, end, text: before + lines.join(eol) + (endsLine ? eol : '') };
}
