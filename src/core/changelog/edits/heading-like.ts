import { describeReleaseForm } from '../../documents/release-form.ts';
import type { Policy } from '../../policy/policy.ts';
import { isDay } from '../../version/version.ts';
import { mainReleases } from '../component.ts';
import { isPending } from '../links/propose-link.ts';
import type { Changelog, Release } from '../model.ts';

/** A release that a heading is to be written for. */
export interface NewRelease {
  /** As it is to be written, without a prefix: `1.2.0`. */
  readonly version: string;
  /** `YYYY-MM-DD`; null for a release whose date is still to come. */
  readonly date: string | null;
}

/** What stands for the date of a version that is in the making. */
export const PENDING_DATE = 'Unreleased';

/**
 * The heading of a new release, written as the newest one of its main component is: with its brackets, its prefix, its separator
 * and its form of link. Without one to learn from it is written as the policy shows it.
 */
export function headingLike(changelog: Changelog, { version, date }: NewRelease, policy: Policy): string {
  const written = date ?? PENDING_DATE;
  const own = mainReleases(changelog.releases);
  const example = own.find(isExample) ?? own.find(isOtherExample);
  if (!example) {
    const [form = ''] = describeReleaseForm(policy);
    const level = '#'.repeat(changelog.releaseLevel);
    // Where the unreleased section has no brackets nothing is linked, as in a repository without a remote.
    const isLinked = changelog.releases.every(({ unreleased, form: { bracketed } }) => !unreleased || bracketed);
    return (isLinked ? form : form.replace(/[[\]]/g, ''))
      .replace(/^#+/, level)
      .replace('1.0.0', () => version)
      .replace('2026-01-31', () => written);
  }
  const { text } = changelog.source;
  const { heading, label, labelSpan, dateSpan } = example;
  const close = dateSpan && text.slice(dateSpan.end, heading.text.end);
  const { raw } = example.version ?? { raw: label };
  // Where a version is a day and the others say no other, it says it.
  const isSaid = dateSpan === null && date !== null && example.version !== null && isDay(example.version);
  const behind = text.slice(labelSpan.end, dateSpan?.start ?? heading.text.end);
  const title = [
    text.slice(heading.text.start, labelSpan.start),
    // A `v` is part of the label.
    label.replace(raw, () => version),
    // `[`1.0.0`][1.0.0]` names the version of its definition once more; a URL is written by who knows the tags.
    example.form.inlineUrl ? behind : behind.replace(raw, () => version),
    ...(isSaid ? [] : [dateSpan ? '' : ' - ', written]),
    close,
  ].join('');
  if (heading.form === 'atx') return `${'#'.repeat(heading.level)} ${title}`;
  return `${title}${changelog.source.eol}${(heading.level === 1 ? '=' : '-').repeat(title.length)}`;
}

/** A heading whose parts are all understood, and that says nothing beside one version and its date. */
function isExample(release: Release): boolean {
  return isPlain(release) && release.date !== null && hasDateBehind(release);
}

/** The same with a date in another form, or without one: by that, a file is written whose releases have no better. */
function isOtherExample(release: Release): boolean {
  if (!isPlain(release) || isPending(release)) return false;
  return release.dateText === null || hasDateBehind(release);
}

function hasDateBehind({ dateSpan, labelSpan }: Release): boolean {
  return dateSpan !== null && dateSpan.start > labelSpan.end;
}

function isPlain({ unreleased, version, label, yanked, form }: Release): boolean {
  const saysOneVersion = !unreleased && version !== null && form.rest === '' && label.endsWith(version.raw);
  return saysOneVersion && !yanked;
}
