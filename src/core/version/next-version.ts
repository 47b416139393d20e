import { mainComponentOf } from '../changelog/component.ts';
import type { Changelog, Release } from '../changelog/model.ts';
import { gatherVersionOrders, type VersionedRelease } from '../changelog/version-order.ts';
import { isDatePlaceholder, readWrittenDate } from '../changelog/written-date.ts';
import type { Policy } from '../policy/policy.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { type BumpReason, requiredBump } from './bump.ts';
import { incrementRelease, type Level, largerLevel, levelBetween, releaseOf } from './increment.ts';
import { nextCalendarVersion } from './next-calendar-version.ts';
import { nextPrerelease } from './next-prerelease.ts';
import type { ReleasedVersion } from './released-version.ts';
import { compareVersions, isPrerelease, isSemver, parseVersion, type Version } from './version.ts';

export interface NextVersionRequest {
  /** The level to take instead of the one that the entries ask for. */
  readonly level?: Level | null;
  /** The first identifier of a pre-release: `rc`. Without it, a pre-release is followed by its release. */
  readonly pre?: string | null;
  /** Today's date, `YYYY-MM-DD`; versions that are dates need it. */
  readonly today?: string | null;
  /** Versions that were released by other records than the changelog: those of its tags. */
  readonly released?: readonly Version[];
  /** True for a version that is tagged, on whichever branch: it is never the next one. */
  readonly isTagged?: (version: Version) => boolean;
}

export interface NextVersion {
  /** The highest version that is released, null before the first release. */
  readonly current: string | null;
  readonly next: string;
  readonly level: Level | 'prerelease';
  /** The entries that decide the level, in the order of the text; none where it was asked for. */
  readonly reasons: readonly BumpReason[];
  /** The versions that would have come before it, and that are tagged on another branch. */
  readonly skipped: readonly string[];
}

export type NextVersionRefusal = Refusal<'nothing-unreleased' | 'no-version'>;

/** The first version of a project, by what it announces. */
const FIRST: Readonly<Record<Level, string>> = { major: '1.0.0', minor: '0.1.0', patch: '0.0.1' };

/**
 * The version that the unreleased entries lead to, and why (SemVer 2.0.0, items 4 and 6 to 9).
 *
 * A pre-release leads to its release as long as the entries ask for no more than it announced. Below 1.0.0 a breaking change
 * asks for a minor release: SemVer leaves 0.y.z open, and that is how its users read it. A section whose date is still to
 * come (`## [1.3.0] - TBD`) has named the next version itself. What is tagged on another branch is skipped.
 */
export function nextVersion(
  changelog: Changelog,
  policy: Policy,
  request: NextVersionRequest = {},
): NextVersion | NextVersionRefusal {
  const known = versionsOf(changelog, releasedFor(request));
  // Where nothing else is released, a tagged pre-release is what there is to go on from.
  const { sorted, planned } = known.sorted.length > 0 ? known : versionsOf(changelog, request.released ?? []);
  const current = sorted.at(-1) ?? null;
  const bump = gatherBump(changelog, policy, planned);
  if (planned && !request.level && !request.pre) return toPlanned(planned, current, bump.reasons, request);
  const asked = request.level ?? bump.level;
  if (!current) return firstVersion(changelog, policy, request, asked, request.level ? [] : bump.reasons);
  const { version } = current;
  if (!asked && !isPrerelease(version)) return nothingUnreleased(changelog);
  if (policy.version.scheme === 'semver' && !isSemver(version)) {
    return noVersion(`${version.raw} is no version of Semantic Versioning, which the policy asks for`);
  }
  const reasons = request.level ? [] : bump.reasons;
  if (followsCalendar(current, policy, changelog)) {
    const free = findFree(request, (taken) =>
      nextCalendarVersion(taken ? [...sorted, { version: taken, date: null }] : sorted, request.today ?? null),
    );
    return 'code' in free ? free : { current: version.raw, ...free, level: asked ?? 'patch', reasons };
  }
  const base = sorted.findLast((each) => !isPrerelease(each.version))?.version ?? null;
  const level = request.level ?? softened(bump.level, base ?? version);
  const core = coreOf(version, base, level, request);
  if ('code' in core) return core;
  const found = {
    current: version.raw,
    ...core,
    reasons: level === null ? reasons : reasons.map((reason) => ({ ...reason, level })),
  };
  return request.pre ? withPrerelease(found, request, version, policy, sorted) : found;
}

/** A pre-release that only a tag knows of counts where another one is to follow it; by itself it announces nothing. */
function releasedFor({ released = [], pre }: NextVersionRequest): readonly Version[] {
  return pre ? released : released.filter((version) => !isPrerelease(version));
}

function firstVersion(
  changelog: Changelog,
  policy: Policy,
  request: NextVersionRequest,
  level: Level | null,
  reasons: readonly BumpReason[],
): NextVersion | NextVersionRefusal {
  if (!level) return nothingUnreleased(changelog);
  if (policy.version.scheme === 'calver')
    return noVersion('Without a first release the form of its dates is not known');
  const free = findFree(request, (taken) => (taken ? incrementRelease(taken, level) : FIRST[level]));
  if ('code' in free) return free;
  const found: NextVersion = { current: null, ...free, level, reasons };
  return request.pre ? withPrerelease(found, request, null, policy, []) : found;
}

/**
 * The first version that is not tagged.
 *
 * @param follow the version behind one that is; of null, the one that would be next
 */
function findFree(
  { isTagged }: NextVersionRequest,
  follow: (taken: Version | null) => string | NextVersionRefusal,
): Pick<NextVersion, 'next' | 'skipped'> | NextVersionRefusal {
  const skipped: string[] = [];
  let next = follow(null);
  while (typeof next === 'string') {
    const version = parseVersion(next);
    if (!version || !isTagged?.(version)) return { next, skipped };
    // What does not count up would come again and again.
    if (skipped.includes(next)) return noVersion(`${next} is tagged, and no version follows it by itself`);
    skipped.push(next);
    next = follow(version);
  }
  return next;
}

/** True where versions follow the calendar: `2024.1.0` is a version by SemVer's grammar, and a year to everybody who reads it. */
export function followsCalendar(
  { version, date }: ReleasedVersion,
  policy: Policy,
  { head, source }: Changelog,
): boolean {
  if (policy.version.scheme !== 'any') return policy.version.scheme === 'calver';
  const [year = ''] = version.release;
  if (version.scheme === 'calver' || /^(?:19|20)\d\d$/.test(year)) return true;
  // `26.1.0` is one where the head of the file says so, and its date.
  return year === date?.slice(2, 4) && CALVER.test(source.text.slice(head.start, head.end));
}

const CALVER = /calver\.org|\bcalver\b|\bcalendar versioning\b/i;

/**
 * The released versions of the changelog's main component, lowest first, and one that is announced above all of them. What stands
 * above Unreleased is planned for later.
 */
function versionsOf(
  changelog: Changelog,
  released: readonly Version[],
): {
  readonly sorted: readonly ReleasedVersion[];
  readonly planned: VersionedRelease | null;
} {
  const all = gatherVersionOrders(changelog).get(mainComponentOf(changelog.releases))?.sorted ?? [];
  const last = all.at(-1);
  const isOut = ({ version }: VersionedRelease): boolean =>
    released.some((each) => compareVersions(each, version) === 0);
  const listed = all.filter((release) => !isPlanned(release) || isOut(release)).map(withDay);
  const unreleased = changelog.releases.findIndex((release) => release.unreleased);
  const planned = last && isPlanned(last) && last.index > unreleased ? last : null;
  const others = released.filter((version) => !all.some((each) => compareVersions(each.version, version) === 0));
  if (others.length === 0) return { sorted: listed, planned };
  const sorted = [...listed, ...others.map((version) => ({ version, date: null }))];
  return { sorted: sorted.sort((a, b) => compareVersions(a.version, b.version)), planned };
}

function withDay(release: VersionedRelease): ReleasedVersion {
  const reading = release.date === null && release.dateText !== null ? readWrittenDate(release.dateText) : null;
  return reading?.kind === 'day' ? { version: release.version, date: reading.day } : release;
}

function isPlanned({ dateText }: Release): boolean {
  return dateText !== null && isDatePlaceholder(dateText);
}

/** What everything that is not released yet asks for. */
function gatherBump(
  changelog: Changelog,
  policy: Policy,
  planned: Release | null,
): { readonly level: Level | null; readonly reasons: readonly BumpReason[] } {
  let level: Level | null = null;
  const reasons: BumpReason[] = [];
  for (const release of changelog.releases) {
    if (!release.unreleased && release !== planned) continue;
    const bump = requiredBump(changelog, release, policy);
    level = largerLevel(level, bump.level);
    reasons.push(...bump.reasons);
  }
  return { level, reasons: reasons.filter((reason) => reason.level === level) };
}

function softened(level: Level | null, { release }: Version): Level | null {
  return level === 'major' && release[0] === '0' ? 'minor' : level;
}

/** The release that follows, without a pre-release: the one that was announced, where that is enough. */
function coreOf(
  version: Version,
  base: Version | null,
  level: Level | null,
  request: NextVersionRequest,
): (Pick<NextVersion, 'next' | 'skipped'> & { readonly level: Level }) | NextVersionRefusal {
  const announced = isPrerelease(version) ? (base ? levelBetween(base, version) : 'major') : null;
  const enough = largerLevel(announced, level) === announced ? announced : null;
  const asked = level ?? 'patch';
  const free = findFree(request, (taken) => {
    if (taken) return incrementRelease(taken, asked);
    return enough ? releaseOf(version) : incrementRelease(base ?? version, asked);
  });
  if ('code' in free) return free;
  return { ...free, level: enough && free.skipped.length === 0 ? enough : asked };
}

function withPrerelease(
  found: NextVersion,
  request: NextVersionRequest,
  version: Version | null,
  policy: Policy,
  sorted: readonly ReleasedVersion[],
): NextVersion | NextVersionRefusal {
  const name = request.pre ?? '';
  const { identifiers } = policy.version;
  if (identifiers.length > 0 && !identifiers.includes(name))
    return noVersion(`“${name}” is no pre-release of the policy`, `Identifiers: ${identifiers.join(', ')}`);
  const free = findFree(
    request,
    (taken) =>
      nextPrerelease(found.next, taken ?? version, name, policy.version.prerelease, sorted) ??
      noVersion(`“${name}” is no pre-release identifier`, 'Use letters, digits and hyphens'),
  );
  if ('code' in free) return free;
  const { next } = free;
  const read = parseVersion(next);
  if (version && (!read || compareVersions(read, version) <= 0)) {
    return noVersion(`${next} would come before ${version.raw}`, 'Choose an identifier that sorts after the last one');
  }
  const continues = version !== null && isPrerelease(version) && releaseOf(version) === found.next;
  const skipped = [...found.skipped, ...free.skipped];
  return { ...found, next, skipped, level: continues ? 'prerelease' : found.level };
}

function toPlanned(
  planned: VersionedRelease,
  current: ReleasedVersion | null,
  reasons: readonly BumpReason[],
  { isTagged }: NextVersionRequest,
): NextVersion | NextVersionRefusal {
  const { raw } = planned.version;
  if (isTagged?.(planned.version)) {
    const hint = `Write the date of its release into its heading, or give the section another version`;
    return noVersion(`${raw} is tagged, and its section still waits for its release`, hint);
  }
  const level = current ? (levelBetween(current.version, planned.version) ?? 'prerelease') : 'major';
  return { current: current?.version.raw ?? null, next: raw, level, reasons, skipped: [] };
}

function nothingUnreleased({ releases }: Changelog): NextVersionRefusal {
  const what = releases.some(({ unreleased }) => unreleased)
    ? 'The Unreleased section has no entries'
    : 'There is no Unreleased section';
  return refusal(
    'nothing-unreleased',
    what,
    'Add an entry: release-ledger add CATEGORY TEXT. Or name a level: patch, minor or major',
  );
}

function noVersion(message: string, hint: string | null = null): NextVersionRefusal {
  return refusal('no-version', message, hint);
}
