import { applyEdits } from '../../text/edit.ts';
import { lineAt, lineText, type Source } from '../../text/source.ts';
import { compareVersions } from '../../version/version.ts';
import type { Changelog, Release } from '../model.ts';
import { beforeRelease, gapBehind } from './blank-lines.ts';
import { type LinkOptions, linkRelease } from './link-release.ts';

/**
 * Puts the section of a release from one changelog into another one of the same project: above the first one with a lower
 * version, so that a fix of an older line stands among the releases of that line. It is linked like the others there.
 *
 * @returns the new text; the same text where the version has a section already.
 */
export function insertSection(from: Changelog, section: Release, into: Changelog, options: LinkOptions): string {
  const { version } = section;
  if (version === null) return into.source.text;
  const isSame = (each: Release): boolean => each.version !== null && compareVersions(each.version, version) === 0;
  if (into.releases.some(isSame)) return into.source.text;
  const { source } = into;
  const lines = linesOf(from.source, section);
  const below = into.releases.find((each) => each.version !== null && compareVersions(each.version, version) < 0);
  const text = below ? insertBefore(into, below, [...lines, '', ''].join(source.eol)) : insertLast(into, lines);
  return linkRelease(text, ({ releases }) => releases.find(isSame), options);
}

function insertBefore(changelog: Changelog, below: Release, text: string): string {
  const at = beforeRelease(changelog, below);
  return applyEdits(changelog.source.text, [{ start: at, end: at, text }]);
}

function insertLast({ source, releases, head }: Changelog, lines: readonly string[]): string {
  const { text, eol } = source;
  const end = releases.at(-1)?.end ?? head.end;
  const below = end < text.length ? eol + eol : eol;
  const inserted = gapBehind(text.slice(0, end), eol) + lines.join(eol) + below;
  return applyEdits(text, [{ start: end, end, text: inserted }]);
}

/**
 * The lines of a section without the blank ones at its end; the other changelog may end its lines in another way, and a
 * byte-order mark in front of the first one is the file’s.
 */
function linesOf(source: Source, { start, end }: Release): readonly string[] {
  const first = lineAt(source, start);
  let last = lineAt(source, Math.max(start, end - 1));
  while (last > first && lineText(source, last).trim() === '') last--;
  const lines = Array.from({ length: last - first + 1 }, (_, i) => lineText(source, first + i));
  return first === 0 ? [(lines[0] ?? '').slice(source.contentStart), ...lines.slice(1)] : lines;
}
