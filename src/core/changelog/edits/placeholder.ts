import { applyEdits } from '../../text/edit.ts';
import { lineEnd } from '../../text/source.ts';
import { parseVersion, type Version } from '../../version/version.ts';
import { findMainRelease } from '../component.ts';
import type { Changelog } from '../model.ts';
import { beforeRelease, gapBehind } from './blank-lines.ts';
import { headingLike } from './heading-like.ts';
import { type LinkOptions, linkRelease } from './link-release.ts';

/**
 * Sees to it that a changelog has a place for what comes next: a section Unreleased, or one of a version whose date is still to
 * come, into which what stands under Unreleased goes.
 *
 * @param version null for Unreleased
 * @returns the text; the same text where that section is there.
 */
export function addPlaceholder(changelog: Changelog, version: string | null, options: LinkOptions): string {
  const { source, releases, head, vocabulary, releaseLevel } = changelog;
  const { text, eol } = source;
  const unreleased = releases.find((each) => each.unreleased);
  if (version === null) {
    if (unreleased) return text;
    const first = releases[0];
    const word = vocabulary.unreleased[0] ?? 'Unreleased';
    const bracketed = !first || (first.form.bracketed && !first.form.inlineUrl);
    const heading = `${'#'.repeat(releaseLevel)} ${bracketed ? `[${word}]` : word}`;
    const added = insertAt(text, first ? beforeRelease(changelog, first) : head.end, heading, eol);
    return linkRelease(added, () => undefined, options);
  }
  const wanted = parseVersion(version) as Version;
  if (findMainRelease(releases, wanted)) return text;
  const heading = headingLike(changelog, { version, date: null }, options.policy);
  if (!unreleased) {
    const [first] = releases;
    return insertAt(text, first ? beforeRelease(changelog, first) : head.end, heading, eol);
  }
  const at = lineEnd(source, unreleased.heading.lastLine);
  return applyEdits(text, [{ start: at, end: at, text: `${eol}${eol}${heading}` }]);
}

/** A heading of its own at the start of a line, with blank lines around it. */
function insertAt(text: string, at: number, heading: string, eol: string): string {
  const inserted = gapBehind(text.slice(0, at), eol) + heading + eol + (at < text.length ? eol : '');
  return applyEdits(text, [{ start: at, end: at, text: inserted }]);
}
