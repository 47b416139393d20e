import type { Heading } from '../markdown/blocks.ts';
import { type ReleaseHeading, readReleaseHeading } from './release-heading.ts';

export interface FoundRelease {
  readonly heading: Heading;
  readonly reading: ReleaseHeading;
}

export interface FoundHeadings {
  readonly releases: readonly FoundRelease[];
  /** The level that most releases stand at. */
  readonly level: number;
  /** Level-1 headings that are no releases. */
  readonly titles: readonly Heading[];
  /** Other headings at the releases' level, outside of the head. */
  readonly strays: readonly Heading[];
}

/** Below this level a version in a heading belongs to prose ("#### 1.2 compatibility"). */
const DEEPEST_RELEASE_LEVEL = 3;

/**
 * Tells which headings start a release.
 *
 * The standard's level is 2. Generated logs alternate levels 1 and 2, so both count where either is used; level 3 counts
 * only in a file that has no release above it. Headings inside quotes and lists are never releases.
 */
export function findReleaseHeadings(text: string, headings: readonly Heading[]): FoundHeadings {
  const readings: (ReleaseHeading | null)[] = [];
  const counts = [0, 0, 0, 0];
  for (const heading of headings) {
    const candidate = heading.parent === -1 && heading.level <= DEEPEST_RELEASE_LEVEL;
    const reading = candidate ? readReleaseHeading(text, heading.text) : null;
    const accepted = reading && isPlausible(heading, reading) ? reading : null;
    readings.push(accepted);
    if (accepted) counts[heading.level] = (counts[heading.level] as number) + 1;
  }
  const level = mostUsedLevel(counts);
  const limit = level === DEEPEST_RELEASE_LEVEL ? DEEPEST_RELEASE_LEVEL : 2;
  const releases: FoundRelease[] = [];
  const titles: Heading[] = [];
  const strays: Heading[] = [];
  for (const [index, heading] of headings.entries()) {
    if (heading.parent !== -1) continue;
    const reading = readings[index];
    if (reading && heading.level <= limit) releases.push({ heading, reading });
    else if (heading.level === 1) titles.push(heading);
    else if (heading.level === level) strays.push(heading);
  }
  return { releases, level, titles, strays };
}

/** "# Changelog of 1.x" is a title: at level 1 a version with words behind it counts only with a date. */
function isPlausible(heading: Heading, reading: ReleaseHeading): boolean {
  return heading.level > 1 || reading.dateText !== null || reading.form.rest === '';
}

function mostUsedLevel(counts: readonly number[]): number {
  const [, one = 0, two = 0, three = 0] = counts;
  if (two > 0 && two >= one) return 2;
  if (one > 0) return 1;
  return three > 0 ? DEEPEST_RELEASE_LEVEL : 2;
}
