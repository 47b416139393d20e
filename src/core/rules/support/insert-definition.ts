import type { LinkedRelease } from '../../changelog/links/gather-links.ts';
import type { Changelog } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';

/**
 * Writes the definition of a release's link where it belongs among the others: behind that of the next newer release that has
 * one, else in front of that of the next older one, else at the end of the text.
 */
export function insertDefinition(
  { source }: Changelog,
  links: readonly LinkedRelease[],
  index: number,
  label: string,
  url: string,
): Edit {
  const line = `[${label}]: ${url}`;
  const newer = links.slice(0, index).findLast(({ definition }) => definition?.parent === -1)?.definition;
  if (newer) return { start: newer.end, end: newer.end, text: source.eol + line };
  const older = links.slice(index + 1).find(({ definition }) => definition?.parent === -1)?.definition;
  if (older) return { start: older.start, end: older.start, text: line + source.eol };
  return appendDefinitions(source.text, source.eol, [line]);
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
