import { saysAnything } from '../changelog/edits/cut.ts';
import { currentVersion, isOfAnotherLine, type Ledger, type LedgerRelease } from '../ledger/ledger.ts';
import { compareVersions, isPrerelease } from '../version/version.ts';

/**
 * The tagged pre-release that only waits to be promoted: it is the newest that is tagged, no release has its numbers yet, and
 * nothing is unreleased behind it.
 *
 * @returns null where there is none.
 */
export function findCandidate(ledger: Ledger): LedgerRelease | null {
  const { unreleased, changelog, releases } = ledger;
  if (unreleased && saysAnything(changelog, unreleased)) return null;
  const newest = releases.find((release) => release.tags.length > 0 && !isOfAnotherLine(release));
  if (!newest || !isPrerelease(newest.version)) return null;
  const current = currentVersion(ledger);
  return current === null || compareVersions(newest.version, current) >= 0 ? newest : null;
}
