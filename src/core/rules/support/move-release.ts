import type { Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import type { Source } from '../../text/source.ts';

/** Moves the section of a release in front of one that stands above it. */
export function moveRelease({ text, eol, contentStart }: Source, release: Release, above: Release): readonly Edit[] {
  const section = text.slice(release.start, release.end).trimEnd();
  const at = Math.max(contentStart, above.start);
  const moved = { start: at, end: at, text: section + eol + eol };
  if (release.end < text.length) return [moved, { start: release.start, end: release.end, text: '' }];
  // The text goes on to end as it did: with a line ending or without.
  const start = text.slice(0, release.start).trimEnd().length;
  return [moved, { start, end: release.end, text: text.slice(release.start + section.length) }];
}
