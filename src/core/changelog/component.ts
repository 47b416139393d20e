import { compareVersions, type Version } from '../version/version.ts';
import type { Release } from './model.ts';

const VERSION_WORDS = /(?:^|\s)(?:version|release|ver\.?|rel\.?)\s+/i;

/**
 * What is released, where a changelog names it before the version: `pkg` of `pkg@1.0.0`, `metrics` of `Metrics v0.24.0`; empty
 * for a plain version. Versions of different components have nothing to do with each other's order.
 */
export function componentOf({ form: { prefix } }: Release): string {
  // Nearly every prefix is empty or a `v`.
  if (prefix.length < 2) return '';
  return prefix
    .replace(VERSION_WORDS, '')
    .replace(/v$/i, '')
    .replace(/[-@/\s]+$/, '')
    .toLowerCase();
}

/** Everything that a changelog has releases of: what most of them are of comes first, the rest as it appears. */
export function listComponents(releases: readonly Release[]): readonly string[] {
  const all = new Set([mainComponentOf(releases)]);
  for (const release of releases) if (release.version) all.add(componentOf(release));
  return [...all];
}

/**
 * What most releases of a changelog are of. A changelog may have sections of something else among its own: of the project that
 * it was split from, of a package that is released along with it.
 */
export function mainComponentOf(releases: readonly Release[]): string {
  const counts = new Map<string, number>();
  for (const release of releases) {
    if (release.version) counts.set(componentOf(release), (counts.get(componentOf(release)) ?? 0) + 1);
  }
  let main = '';
  for (const [component, count] of counts) if (count > (counts.get(main) ?? 0)) main = component;
  return main;
}

/** The releases of that component; what stands under Unreleased is released as another one of them. */
export function mainReleases(releases: readonly Release[]): readonly Release[] {
  const main = mainComponentOf(releases);
  return releases.filter((release) => release.version !== null && componentOf(release) === main);
}

/** The first section of a version among them, however it is written (`1.2` is `1.2.0`); null where there is none. */
export function findMainRelease(releases: readonly Release[], version: Version): Release | null {
  return findReleaseOf(releases, mainComponentOf(releases), version);
}

/** The same among those of any component. */
export function findReleaseOf(releases: readonly Release[], component: string, version: Version): Release | null {
  const isIt = (each: Release): boolean =>
    each.version !== null && compareVersions(each.version, version) === 0 && componentOf(each) === component;
  return releases.find(isIt) ?? null;
}
