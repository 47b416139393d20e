/**
 * A version as it is written in a changelog, a tag or a version file, read leniently.
 *
 * Numbers are kept as digit strings, so that a number of any size compares right. Two versions are the same release when
 * `compareVersions` is 0: `1.2.0rc1` (PEP 440) and `1.2.0-rc.1` (SemVer) are.
 */
export interface Version {
  readonly raw: string;
  readonly scheme: VersionScheme;
  /** The dotted numbers in front, without leading zeros: `['1', '2', '0']`. */
  readonly release: readonly string[];
  /** Pre-release identifiers, letters and digits apart: `rc10` and `rc.10` are both `['rc', '10']`. Empty for a release. */
  readonly prerelease: readonly string[];
  /** Behind `+`; it has no part in the order (SemVer 2.0.0 item 10). */
  readonly build: string | null;
}

/**
 * `semver`: exactly SemVer 2.0.0 · `calver`: starts with a year and is no SemVer (`2024.01.15`) · `pep440`: letters directly
 * behind the numbers (`1.2.0rc1`, `1.2.post1`) · `loose`: any other dotted number (`1.2`, `1.2.3.4`).
 */
export type VersionScheme = 'semver' | 'calver' | 'pep440' | 'loose';

const LENGTH_LIMIT = 256;
const DOT = 46;
const ZERO = 48;
const NOTHING: readonly string[] = [];

const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;
const LOOSE = /^(\d+(?:\.\d+)*)(?:[-._]?([A-Za-z][0-9A-Za-z.-]*)|-(\d[0-9A-Za-z.-]*))?(?:\+([0-9A-Za-z.-]+))?$/;
/** `5-r.4` and `5-r.1-beta.2`: the releases of a generation are counted behind an `r`. */
const COUNTER = /^r\.(\d+(?:\.\d+)*)(?:-([A-Za-z].*))?$/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const PEP440_SUFFIX = /^\d+(?:\.\d+)*(?:(?:a|b|c|rc|alpha|beta|pre|preview)\d*|(?:\.(?:dev|post)\d*))/i;

/**
 * Reads a version without a `v` or any other prefix. Linear in the length of the text.
 *
 * @returns null for what no scheme reads, and for texts longer than 256 characters.
 */
export function parseVersion(text: string): Version | null {
  if (text.length === 0 || text.length > LENGTH_LIMIT) return null;
  const plain = splitPlain(text);
  if (plain) return { raw: text, scheme: 'semver', release: plain, prerelease: NOTHING, build: null };
  const semver = SEMVER.exec(text);
  if (semver) {
    return {
      raw: text,
      scheme: 'semver',
      release: [semver[1] as string, semver[2] as string, semver[3] as string],
      prerelease: semver[4] === undefined ? NOTHING : toIdentifiers(semver[4]),
      build: semver[5] ?? null,
    };
  }
  const day = ISO_DAY.exec(text);
  if (day) return { raw: text, scheme: 'calver', release: day.slice(1).map(trimZeros), prerelease: [], build: null };
  const loose = LOOSE.exec(text);
  if (!loose) return null;
  const [, dotted = '', letters, digits] = loose;
  const counter = letters === undefined ? null : COUNTER.exec(letters);
  const numbers = [...dotted.split('.'), ...(counter?.[1]?.split('.') ?? [])];
  const suffix = counter ? counter[2] : (letters ?? digits);
  return {
    raw: text,
    scheme: schemeOf(text, numbers),
    release: numbers.map(trimZeros),
    prerelease: suffix === undefined ? [] : toIdentifiers(suffix),
    build: loose[4] ?? null,
  };
}

/** The numbers of a version of exactly three, without leading zeros: nearly all are, and no expression is needed to see it. */
function splitPlain(text: string): readonly string[] | null {
  const first = endOfNumber(text, 0);
  if (first < 0 || text.charCodeAt(first) !== DOT) return null;
  const second = endOfNumber(text, first + 1);
  if (second < 0 || text.charCodeAt(second) !== DOT) return null;
  if (endOfNumber(text, second + 1) !== text.length) return null;
  return [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

/** Where a number without leading zeros ends; -1 where there is none. */
function endOfNumber(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  const isPadded = end - start > 1 && text.charCodeAt(start) === ZERO;
  return end === start || isPadded ? -1 : end;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

function schemeOf(text: string, numbers: readonly string[]): VersionScheme {
  if (PEP440_SUFFIX.test(text)) return 'pep440';
  return numbers.length > 1 && /^(?:19|20)\d\d$/.test(numbers[0] as string) ? 'calver' : 'loose';
}

function trimZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** Splits at dots, and between letters and the digits behind them, so that `rc10` orders as a number. */
function toIdentifiers(text: string): readonly string[] {
  const identifiers: string[] = [];
  for (const part of text.split('.')) {
    const compact = /^([A-Za-z]+)-?(\d+)$/.exec(part);
    if (compact) identifiers.push(compact[1] as string, trimZeros(compact[2] as string));
    else if (part !== '') identifiers.push(/^\d+$/.test(part) ? trimZeros(part) : part);
  }
  return identifiers;
}

/** True for a day that is a version: `2024-01-15`. */
export function isDay({ scheme, raw }: Version): boolean {
  return scheme === 'calver' && ISO_DAY.test(raw);
}

/** True for a line of versions: `1.2.x`. */
export function isLine({ prerelease }: Version): boolean {
  return prerelease.length === 1 && /^x$/i.test(prerelease[0] as string);
}

/** A day as a version of a project that numbers its releases now: it comes before all of them. */
export function beforeNumbers(day: Version): Version {
  return { ...day, release: ['0', '0', '0', ...day.release] };
}

/** True for exactly what SemVer 2.0.0 allows. */
export function isSemver(version: Version): boolean {
  return version.scheme === 'semver';
}

export function isPrerelease(version: Version): boolean {
  const first = version.prerelease[0];
  return first !== undefined && !isPostRelease(first);
}

/**
 * Orders two versions: negative where `a` comes before `b`.
 *
 * SemVer 2.0.0 item 11, with four additions: missing numbers count as 0 (`1.2` = `1.2.0`), PEP 440's `a`, `b`, `c` are
 * `alpha`, `beta`, `rc`, its `dev` comes before all of them and its `post` behind the release itself, and these names are the
 * same in capitals: who writes `RC1` means what comes behind `beta2`, not what ASCII has before it.
 */
export function compareVersions(a: Version, b: Version): number {
  const length = Math.max(a.release.length, b.release.length);
  for (let i = 0; i < length; i++) {
    const order = compareNumbers(a.release[i] ?? '0', b.release[i] ?? '0');
    if (order !== 0) return order;
  }
  return comparePrereleases(fullIdentifiers(a), fullIdentifiers(b));
}

function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  const rank = prereleaseRank(a) - prereleaseRank(b);
  if (rank !== 0 || a.length === 0) return rank;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const left = a[i];
    const right = b[i];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

/** -1 for `dev`, 0 for any other pre-release, 1 for the release, 2 for what comes behind it. */
function prereleaseRank(identifiers: readonly string[]): number {
  const first = identifiers[0];
  if (first === undefined) return 1;
  if (isPostRelease(first)) return 2;
  return first.toLowerCase() === 'dev' ? -1 : 0;
}

function isPostRelease(identifier: string): boolean {
  return /^(?:post|sp)$/i.test(identifier);
}

/** The names that are one in every spelling and in capitals. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['alpha', 'alpha'],
  ['beta', 'beta'],
  ['rc', 'rc'],
]);
/** PEP 440 has further names for `rc`. In a Semantic Version each is one of its own: `1.0.0-preview.1` comes before `1.0.0-rc.1`. */
const PEP440_NAMES: ReadonlyMap<string, string> = new Map([
  ['c', 'rc'],
  ['pre', 'rc'],
  ['preview', 'rc'],
]);

/** What the pre-release identifiers of a version are compared as: PEP 440 abbreviates `alpha` to `a`. */
export function fullIdentifiers({ scheme, prerelease }: Version): readonly string[] {
  if (prerelease.length === 0) return prerelease;
  return prerelease.map((identifier) => {
    const name = identifier.toLowerCase();
    return NAMES.get(name) ?? (scheme === 'pep440' ? PEP440_NAMES.get(name) : undefined) ?? identifier;
  });
}

function compareIdentifiers(left: string, right: string): number {
  const leftNumber = /^\d+$/.test(left);
  const rightNumber = /^\d+$/.test(right);
  if (leftNumber && rightNumber) return compareNumbers(left, right);
  if (leftNumber !== rightNumber) return leftNumber ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareNumbers(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
