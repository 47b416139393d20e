import type { Edit } from '../../text/edit.ts';
import { lineEnd } from '../../text/source.ts';
import type { Changelog, Release } from '../model.ts';

/**
 * Marks a release as pulled (Keep a Changelog 2.0.0, “What about yanked releases?”: `## [0.0.5] - 2014-12-13 [YANKED]`), and
 * says when and why in a line below its headings.
 *
 * @param date `YYYY-MM-DD`
 */
export function yankSection({ source }: Changelog, release: Release, date: string, reason: string): readonly Edit[] {
  const { eol } = source;
  const edits: Edit[] = [];
  if (!release.yanked)
    edits.push({ start: release.heading.text.end, end: release.heading.text.end, text: ' [YANKED]' });
  const said = reason.replace(/\s+/g, ' ').trim();
  if (said !== '') {
    const above = release.titleHeading ?? release.heading;
    const at = lineEnd(source, above.lastLine);
    edits.push({ start: at, end: at, text: `${eol}${eol}Yanked on ${date}: ${said}` });
  }
  return edits;
}
