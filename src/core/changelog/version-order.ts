import { compareVersions, isPrerelease, type Version } from '../version/version.ts';
import { componentOf } from './component.ts';
import type { Changelog, Release } from './model.ts';

/** A release that has a version. */
export interface VersionedRelease extends Release {
  readonly version: Version;
}

/** The versioned releases of one component. */
export interface VersionOrder {
  /** Lowest version first. */
  readonly sorted: readonly VersionedRelease[];
  /** The place in `sorted` of the first release with the same version; -1 for a release of another component. */
  readonly rankOf: (release: Release) => number;
}

export function isVersioned(release: Release): release is VersionedRelease {
  return release.version !== null;
}

/** The order of the versions of each component of a changelog. Linear where the file lists them in order already. */
export function gatherVersionOrders({ releases }: Changelog): ReadonlyMap<string, VersionOrder> {
  const byComponent = new Map<string, VersionedRelease[]>();
  let component = '';
  let known: VersionedRelease[] | undefined;
  // Newest first in the file, so lowest first from its end: they are found in order.
  for (let i = releases.length - 1; i >= 0; i--) {
    const release = releases[i] as Release;
    if (!isVersioned(release)) continue;
    const own = componentOf(release);
    if (!known || own !== component) {
      component = own;
      known = byComponent.get(own);
      if (!known) {
        known = [];
        byComponent.set(own, known);
      }
    }
    known.push(release);
  }
  const ranks = new Int32Array(releases.length);
  const owners = new Int32Array(releases.length).fill(-1);
  const orders = new Map<string, VersionOrder>();
  for (const [name, found] of byComponent) orders.set(name, toOrder(found, orders.size, ranks, owners));
  return orders;
}

/** Writes the rank of each release, and whose it is, into tables that all components share. */
function toOrder(found: VersionedRelease[], owner: number, ranks: Int32Array, owners: Int32Array): VersionOrder {
  if (!rank(found, ranks)) {
    found.sort((a, b) => compareVersions(a.version, b.version));
    rank(found, ranks);
  }
  for (const { index } of found) owners[index] = owner;
  return { sorted: found, rankOf: ({ index }) => (owners[index] === owner ? (ranks[index] as number) : -1) };
}

/** False where a version is lower than the one before it. */
function rank(sorted: readonly VersionedRelease[], ranks: Int32Array): boolean {
  let first = 0;
  for (let i = 0; i < sorted.length; i++) {
    const { version, index } = sorted[i] as VersionedRelease;
    if (i > 0) {
      const order = compareVersions((sorted[i - 1] as VersionedRelease).version, version);
      if (order > 0) return false;
      if (order < 0) first = i;
    }
    ranks[index] = first;
  }
  return true;
}

/** The releases with a lower version, the highest first. A second section for the same version is none of them. */
export function* lowerReleases(order: VersionOrder, release: VersionedRelease): Generator<VersionedRelease> {
  for (let place = order.rankOf(release) - 1; place >= 0; place--) yield order.sorted[place] as VersionedRelease;
}

/** The highest version that is no pre-release, or the highest at all where there are only pre-releases. */
export function newestRelease({ sorted }: VersionOrder): VersionedRelease | null {
  return sorted.findLast(({ version }) => !isPrerelease(version)) ?? sorted.at(-1) ?? null;
}
