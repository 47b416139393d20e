import type { Changelog, Release } from '../../changelog/model.ts';
import { gatherVersionOrders } from '../../changelog/version-order.ts';
import type { Policy } from '../../policy/policy.ts';
import { isPrerelease, type Version } from '../../version/version.ts';

/** The releases that are hotfixes by the policy (`version.hotfix`). Linear once the versions are in order. */
export function findHotfixes(changelog: Changelog, { version: { hotfix } }: Policy): ReadonlySet<Release> {
  const found = new Set<Release>();
  if (hotfix === 'none') return found;
  for (const { sorted } of gatherVersionOrders(changelog).values()) {
    let line: Version | null = null;
    /** The day on which this line was begun, and the first of those of all the higher ones. */
    let own: string | null = null;
    let higher: string | null = null;
    for (const release of sorted.toReversed()) {
      const { date, version } = release;
      if (isPrerelease(version)) continue;
      if (line && !isSameLine(line, version)) higher = begins(line, version) ? null : earlier(higher, own);
      line = version;
      own = date;
      const isOlderLine = higher !== null && date !== null && date > higher;
      if (isPatch(version) && (hotfix === 'patch' || isOlderLine)) found.add(release);
    }
  }
  return found;
}

/** Below 1.0.0 stand the modules of a project that are not stable yet, beside those that are; no line of theirs is older. */
function begins({ release: [major] }: Version, lower: Version): boolean {
  return major !== '0' && lower.release[0] === '0';
}

function earlier(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a;
}

function isPatch({ release }: Version): boolean {
  return release.length > 2 && release[2] !== '0';
}

/** Two versions with the same major and minor number. */
function isSameLine({ release: a }: Version, { release: b }: Version): boolean {
  return a[0] === b[0] && (a[1] ?? '0') === (b[1] ?? '0');
}
