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
  /** The place of each release in `sorted`. */
  readonly rankOf: ReadonlyMap<Release, number>;
}

export function isVersioned(release: Release): release is VersionedRelease {
  return release.version !== null;
}

/** The order of the versions of each component of a changelog. Linear where the file lists them in order already. */
export function gatherVersionOrders({ releases }: Changelog): ReadonlyMap<string, VersionOrder> {
  const byComponent = new Map<string, VersionedRelease[]>();
  // Newest first in the file, so lowest first from its end: the sort finds it in order.
  for (let i = releases.length - 1; i >= 0; i--) {
    const release = releases[i] as Release;
    if (!isVersioned(release)) continue;
    const component = componentOf(release);
    const known = byComponent.get(component);
    if (known) known.push(release);
    else byComponent.set(component, [release]);
  }
  const orders = new Map<string, VersionOrder>();
  for (const [component, found] of byComponent) {
    const sorted = found.sort((a, b) => compareVersions(a.version, b.version));
    orders.set(component, { sorted, rankOf: new Map(sorted.map((release, rank) => [release, rank])) });
  }
  return orders;
}

/** The releases with a lower version, the highest first. A second section for the same version is none of them. */
export function* lowerReleases(order: VersionOrder, release: VersionedRelease): Generator<VersionedRelease> {
  for (let rank = (order.rankOf.get(release) ?? 0) - 1; rank >= 0; rank--) {
    const other = order.sorted[rank] as VersionedRelease;
    if (compareVersions(other.version, release.version) !== 0) yield other;
  }
}

/** The highest version that is no pre-release, or the highest at all where there are only pre-releases. */
export function newestRelease({ sorted }: VersionOrder): VersionedRelease | null {
  return sorted.findLast(({ version }) => !isPrerelease(version)) ?? sorted.at(-1) ?? null;
}
