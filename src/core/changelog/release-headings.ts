import type { Heading } from '../markdown/blocks.ts';
import { Char, isDigit } from '../markdown/characters.ts';
import { isCalendarDate } from '../version/calendar.ts';
import { beforeNumbers, isDay } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import { findFrontMatter } from './front-matter.ts';
import type { ReleaseHeading } from './model.ts';
import { readAnyForm, readReleaseHeading } from './release-heading.ts';
import { readUpcomingHeading } from './upcoming-name.ts';

export interface FoundRelease {
  /** Where its heading stands among all headings. */
  readonly place: number;
  readonly heading: Heading;
  readonly reading: ReleaseHeading;
}

export interface FoundHeadings {
  readonly releases: readonly FoundRelease[];
  /** The level that most releases stand at. */
  readonly level: number;
  /** Level-1 headings that are no releases. */
  readonly titles: readonly Heading[];
  /** Other headings at the releases' level, those of the head included. */
  readonly strays: readonly Heading[];
}

/** Below this level a version in a heading belongs to prose ("#### 1.2 compatibility"). */
const DEEPEST_LEVEL = 3;

/**
 * Tells which headings start a release.
 *
 * The standard's level is 2. Generated logs alternate levels 1 and 2, so both count where either is used; level 3 counts as they
 * do only in a file that has no release above it, and level 4 where there is none at level 3 either. Elsewhere a deeper heading is one where it is a full version and nothing else,
 * as some tools and people write patch releases. Headings inside quotes and lists are never releases.
 */
export function findReleaseHeadings(text: string, headings: readonly Heading[]): FoundHeadings {
  const start = findFrontMatter(text)?.end ?? 0;
  const read = (isAsked: (heading: Heading) => boolean): FoundRelease[] => readAll(text, headings, start, isAsked);
  let releases = read(({ level }) => level < DEEPEST_LEVEL);
  // Reading is the dear part, and in most files the third level is full of categories and nothing else.
  if (!releases.some(isClear)) {
    const deeper = read(({ level }) => level === DEEPEST_LEVEL);
    if (deeper.some(isClear)) releases = deeper;
    else if (
      headings.filter((each) => isDeepest(each) && startsWithDigit(text, each.text.start)).length >= FEWEST_NAMED
    ) {
      releases = deepest(read(isDeepest), releases);
    }
  } else {
    releases = releases.filter((release) => isClear(release) || !isYear(release.reading));
    const deeper = read(({ level, text: { start: at } }) => isDeeper(level) && startsWithDigit(text, at));
    if (deeper.length > 0) releases = withDeeper(releases, deeper);
  }
  const isPlain = ({ reading: { version, form } }: FoundRelease): boolean =>
    version !== null && !NAME.test(form.prefix);
  releases = releases.some(isPlain) ? withDaysFirst(text, releases) : withNamed(text, headings, start, releases);
  const level = mostUsedLevel(releases);
  releases = withUpcoming(text, headings, start, level, releases);
  const titles: Heading[] = [];
  const strays: Heading[] = [];
  let next = 0;
  for (let i = 0; i < headings.length; i++) {
    if (releases[next]?.place === i) {
      next++;
      continue;
    }
    const heading = headings[i] as Heading;
    if (heading.parent !== -1 || heading.start < start) continue;
    if (heading.level === 1) titles.push(heading);
    else if (heading.level === level) strays.push(heading);
  }
  return { releases, level, titles, strays };
}

/** `Fourmolu `, and not `Version `. */
const NAME = /^(?!(?:version|release|ver\.?|rel\.?)\s)\p{L}.*\s/iu;
/** What headings say of what is below them, `Fourmolu 0.19.0 Release Notes`, and not of the release. */
const RELEASE_NOTES = /^(?:(?:patch|minor|major) )?release notes$/i;
/** Fewer headings of one name may be of anything. */
const FEWEST_NAMED = 2;

/**
 * `## Fourmolu 0.19.0`, `## Fourmolu 0.18.0`: where no heading names a version alone, those of a level that are most of them a
 * name, always the same, and a version, dated or not.
 *
 * @param releases those that are told by themselves
 */
function withNamed(
  text: string,
  headings: readonly Heading[],
  start: number,
  releases: FoundRelease[],
): FoundRelease[] {
  const byName = new Map<string, FoundRelease[]>();
  const ofLevel = new Map<number, number>();
  for (let place = 0; place < headings.length; place++) {
    const heading = headings[place] as Heading;
    if (heading.parent !== -1 || heading.start < start || heading.level >= DEEPEST_LEVEL) continue;
    ofLevel.set(heading.level, (ofLevel.get(heading.level) ?? 0) + 1);
    const read = readAnyForm(text.slice(heading.text.start, heading.text.end), heading.text.start, true);
    const reading = read && RELEASE_NOTES.test(read.form.rest) ? withoutRest(read) : read;
    if (!reading?.version || reading.version.release.length < 2 || reading.form.rest !== '') continue;
    const key = `${heading.level} ${reading.form.prefix.toLowerCase()}`;
    const known = byName.get(key);
    if (known) known.push({ place, heading, reading });
    else byName.set(key, [{ place, heading, reading }]);
  }
  const most = [...byName.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
  const unreleased = releases.filter(({ reading }) => reading.unreleased).length;
  const all = (ofLevel.get(most[0]?.heading.level ?? 0) ?? 0) - unreleased;
  if (most.length < FEWEST_NAMED || most.length * 2 <= all) return releases;
  const byPlace = new Map([...most, ...releases].map((each) => [each.place, each]));
  return [...byPlace.values()].sort((a, b) => a.place - b.place);
}

function withoutRest(reading: ReleaseHeading): ReleaseHeading {
  return { ...reading, form: { ...reading.form, rest: '', restSpan: null } };
}

/**
 * The last heading above the first version, where it has a name for changes to come and no section is called “Unreleased”: the
 * section is what it says, and only its name is to be told.
 */
function withUpcoming(
  text: string,
  headings: readonly Heading[],
  start: number,
  level: number,
  releases: FoundRelease[],
): FoundRelease[] {
  const [first] = releases;
  if (!first || releases.some(({ reading }) => reading.unreleased)) return releases;
  for (let place = first.place - 1; place >= 0; place--) {
    const heading = headings[place] as Heading;
    if (heading.parent !== -1 || heading.level > level) continue;
    if (heading.start < start || heading.level !== level) return releases;
    const reading = readUpcomingHeading(text, heading.text);
    return reading ? [{ place, heading, reading }, ...releases] : releases;
  }
  return releases;
}

/** Days that a project named its releases by before it numbered them come before the numbers. */
function withDaysFirst(text: string, releases: FoundRelease[]): FoundRelease[] {
  const newest = releases.find(({ reading }) => reading.version)?.reading.version;
  const isNamedByDay = ({ reading: { version } }: FoundRelease): boolean => version !== null && isDay(version);
  if (!newest || isDay(newest) || !releases.some(isNamedByDay)) return releases;
  return releases.map((release) => {
    const { version } = release.reading;
    if (!version || !isDay(version)) return release;
    const { start, end } = release.heading.text;
    const reading = readAnyForm(text.slice(start, end), start) ?? release.reading;
    return { ...release, reading: { ...reading, version: beforeNumbers(version) } };
  });
}

function readAll(
  text: string,
  headings: readonly Heading[],
  start: number,
  isAsked: (heading: Heading) => boolean,
): FoundRelease[] {
  const found: FoundRelease[] = [];
  for (let place = 0; place < headings.length; place++) {
    const heading = headings[place] as Heading;
    if (heading.parent !== -1 || heading.start < start || !isAsked(heading)) continue;
    const reading = readReleaseHeading(text, heading.text);
    if (reading && isPlausible(heading, reading)) found.push({ place, heading, reading });
  }
  return found;
}

/** Deeper than the usual level, and not so deep that nobody would look for a release there. */
function isDeeper(level: number): boolean {
  return level === DEEPEST_LEVEL || level === DEEPEST_LEVEL + 1;
}

function isDeepest({ level }: Heading): boolean {
  return level === DEEPEST_LEVEL + 1;
}

const SMALL_V = 118;
const LONGEST_ANCHOR = 120;

/**
 * True for `1.0.0`, `v1.0.0`, `[1.0.0]` and one of them behind an anchor: most deeper headings are categories, and reading them
 * would be dear.
 */
function startsWithDigit(text: string, start: number): boolean {
  let at = start;
  if (text.charCodeAt(at) === Char.LessThan) {
    at = text.indexOf('>', at) + 1;
    if (at <= start || at - start > LONGEST_ANCHOR) return false;
    while (text.charCodeAt(at) === Char.Space) at++;
  }
  if (text.charCodeAt(at) === Char.LeftBracket) at++;
  if (text.charCodeAt(at) === SMALL_V) at++;
  return isDigit(text.charCodeAt(at));
}

/** `[#12](url)`: the change that a release is made of. */
const REFERENCE = /^\[#\d+\](?:\([^\s()]*\))?$/;

/** Full versions of their own, by themselves: `### 1.2.3`, but neither `### 1.2.3 compatibility` nor one that has a section. */
function withDeeper(releases: readonly FoundRelease[], deeper: readonly FoundRelease[]): FoundRelease[] {
  const known = new Set(releases.flatMap(({ reading: { version } }) => (version ? [versionKey(version)] : [])));
  const added = deeper.filter(({ reading: { version, form } }) => {
    if (!version || version.release.length < 3 || form.prefix.length > 1) return false;
    if (form.rest !== '' && !REFERENCE.test(form.rest)) return false;
    return !known.has(versionKey(version)) && !isCalendarDate(version.raw);
  });
  // By itself the level below that is one of prose.
  if (!added.some(({ heading }) => heading.level === DEEPEST_LEVEL)) return [...releases];
  return [...releases, ...added].sort((a, b) => a.heading.start - b.heading.start);
}

/** Where no heading above level 4 names a release: those there that are several versions. By itself one is of prose. */
function deepest(found: readonly FoundRelease[], above: FoundRelease[]): FoundRelease[] {
  const releases = found.filter(
    ({ reading: { version, form, unreleased } }) =>
      unreleased || (version && version.release.length > 1 && form.rest === ''),
  );
  return releases.length < FEWEST_NAMED ? above : releases;
}

/** "# Changelog of 1.x" is a title: at level 1 a version with words behind it counts only with a date. */
function isPlausible(heading: Heading, reading: ReleaseHeading): boolean {
  const { rest } = reading.form;
  return heading.level > 1 || reading.dateText !== null || rest === '' || REFERENCE.test(rest);
}

/** A lone number without a date or brackets may be a release, or a year over the releases of that year. */
function isClear({ reading }: FoundRelease): boolean {
  return reading.version?.release.length !== 1 || reading.dateText !== null || reading.form.bracketed;
}

function isYear(reading: ReleaseHeading): boolean {
  return /^(?:19|20)\d\d$/.test(reading.label);
}

function mostUsedLevel(releases: readonly FoundRelease[]): number {
  if (releases.length === 0) return 2;
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (const { heading } of releases) counts[heading.level] = (counts[heading.level] as number) + 1;
  const [, ones = 0, twos = 0, threes = 0, fours = 0] = counts;
  // Generated logs head patch releases one level deeper, which may be most of them.
  if (threes > NEARLY_ALL * (ones + twos) || (ones + twos === 0 && threes > 0)) return DEEPEST_LEVEL;
  if (ones + twos === 0 && fours > 0) return DEEPEST_LEVEL + 1;
  return twos > 0 && twos >= ones ? 2 : 1;
}

/** So many times as many releases at a level make what stands above them a slip. */
const NEARLY_ALL = 8;
