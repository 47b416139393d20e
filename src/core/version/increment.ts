// Not the whole library: this is part of what is loaded before the first diagnostics.
import inc from 'semver/functions/inc.js';
import type { Version } from './version.ts';

/** The kinds of releases of SemVer 2.0.0, items 6 to 8. */
export type Level = 'major' | 'minor' | 'patch';

/** From the smallest to the largest. */
export const LEVELS: readonly Level[] = ['patch', 'minor', 'major'];

/** The larger of two levels; null is smaller than any. */
export function largerLevel(a: Level | null, b: Level | null): Level | null {
  return LEVELS.indexOf(a as Level) >= LEVELS.indexOf(b as Level) ? a : b;
}

/**
 * The numbers of the release that follows one by a level: SemVer 2.0.0, items 6 to 8, and the same counting for versions of
 * fewer or more numbers (`1.2` → `1.3`). A version of one number has one way to grow.
 *
 * @returns the dotted numbers alone: pre-release and build metadata of the version that was given have no part in them.
 */
export function incrementRelease({ raw, scheme, release }: Version, level: Level): string {
  const numbers = release.join('.');
  // `inc` refuses numbers beyond 2^53, which SemVer allows.
  const found = (scheme === 'semver' ? inc(numbers, level) : null) ?? incrementNumbers(release, level).join('.');
  return asCounted(found, { raw, scheme });
}

/** The numbers of a version that is no pre-release any more, written as it writes its own. */
export function releaseOf({ raw, scheme, release }: Version): string {
  return asCounted(release.join('.'), { raw, scheme });
}

function asCounted(numbers: string, { raw, scheme }: Pick<Version, 'raw' | 'scheme'>): string {
  const [generation] = raw.split(/-r\.(?=\d)/, 1);
  return generation === undefined || generation === raw || scheme === 'semver'
    ? numbers
    : withCounter(numbers, generation);
}

/** `5-r.5` of 5.5; the count of a generation starts at 1. */
function withCounter(numbers: string, generation: string): string {
  const all = numbers.split('.');
  const { length } = generation.split('.');
  const [first, ...rest] = all.slice(length);
  const counter = [first === '0' ? '1' : first, ...rest.filter((digits) => digits !== '0')];
  return `${all.slice(0, length).join('.')}-r.${counter.join('.')}`;
}

function incrementNumbers(release: readonly string[], level: Level): readonly string[] {
  const place = release.length === 1 ? 0 : LEVELS.length - 1 - LEVELS.indexOf(level);
  const numbers = [...release];
  while (numbers.length <= place) numbers.push('0');
  return numbers.map((digits, i) => (i < place ? digits : i === place ? (BigInt(digits) + 1n).toString() : '0'));
}

/** By which level a version is ahead of an earlier one; null where their first three numbers agree. */
export function levelBetween(earlier: Version, later: Version): Level | null {
  const { release: a } = earlier;
  const { release: b } = later;
  if ((a[0] ?? '0') !== (b[0] ?? '0')) return 'major';
  if ((a[1] ?? '0') !== (b[1] ?? '0')) return 'minor';
  return (a[2] ?? '0') !== (b[2] ?? '0') ? 'patch' : null;
}
