import { componentOf } from '../changelog/component.ts';
import type { Release } from '../changelog/model.ts';
import { findLedgerRelease } from './find-revision.ts';
import { type GatheredLedger, ownerOf } from './gather.ts';
import { isOfAnotherLine, type Ledger, type LedgerRelease } from './ledger.ts';
import type { VersionFileFact } from './version-file-fact.ts';

/** The ledgers of everything that a changelog has releases of; what most of them are of comes first. */
export function ledgersOf(ledger: GatheredLedger): readonly GatheredLedger[] {
  return ledger.others.length === 0 ? [ledger] : [ledger, ...ledger.others];
}

/** The version files of all components. */
export function listVersionFiles(ledger: GatheredLedger): readonly VersionFileFact[] {
  return ledgersOf(ledger).flatMap(({ versionFiles }) => versionFiles);
}

/** True for the sections of a ledger's component, and for the unreleased one where that is the ledger's. */
export function isOfComponent({ component, unreleased }: Ledger, section: Release): boolean {
  return section.unreleased ? section === unreleased : componentOf(section) === component;
}

/** The ledger that a release is from. */
export function ledgerOf(ledger: GatheredLedger, { component }: Pick<LedgerRelease, 'component'>): GatheredLedger {
  return ownerOf(ledger, component) ?? ledger;
}

/**
 * The releases of all components, newest first: each component's in their order, and of several that come next the one with the
 * latest date. Those of another line than the one that is checked out are none of its history.
 */
export function listReleases(ledger: GatheredLedger): readonly LedgerRelease[] {
  const [only = [], ...more] = ledgersOf(ledger).map(({ releases }) =>
    releases.filter((each) => !isOfAnotherLine(each)),
  );
  if (more.length === 0) return only;
  const queues = [only, ...more].map((releases) => [...releases].reverse());
  const merged: LedgerRelease[] = [];
  for (;;) {
    let next: LedgerRelease[] | null = null;
    for (const queue of queues) {
      const head = queue.at(-1);
      if (head && (next === null || isBefore(head, next.at(-1) as LedgerRelease))) next = queue;
    }
    if (next === null) return merged;
    merged.push(next.pop() as LedgerRelease);
  }
}

/** True where a release is newer; of two of one day the one that is written first. */
function isBefore(release: LedgerRelease, other: LedgerRelease): boolean {
  const [a, b] = [dateOf(release), dateOf(other)];
  if (a !== b) return a > b;
  return (release.section?.start ?? Number.POSITIVE_INFINITY) < (other.section?.start ?? Number.POSITIVE_INFINITY);
}

/** `YYYY-MM-DD`; a release that says no date counts as newer than all that do. */
function dateOf({ section, tags }: LedgerRelease): string {
  return section?.date ?? tags[0]?.date?.slice(0, 10) ?? '9999';
}

/** What a release is called among those of its changelog: by its version, and by its component where there are several. */
export function nameRelease(ledger: GatheredLedger, { component, version }: LedgerRelease): string {
  return ledger.others.length === 0 || component === '' ? version.raw : `${component} ${version.raw}`;
}

/** A text that is the same for the same release of the same component, and for no other of the changelog. */
export function releaseId({ component, key }: Pick<LedgerRelease, 'component' | 'key'>): string {
  return component === '' ? key : `${component} ${key}`;
}

/**
 * The release that somebody names: by a version or a tag, by its section's label, or by its component and version. Where several
 * components have a version the one of what most releases are of is meant.
 */
export function findNamedRelease(ledger: GatheredLedger, name: string): LedgerRelease | null {
  const all = listReleases(ledger);
  return (
    findLedgerRelease(ledger, name) ??
    all.find(({ section }) => section?.label === name) ??
    all.find((release) => nameRelease(ledger, release) === name) ??
    findLedgerRelease({ releases: all }, name)
  );
}
