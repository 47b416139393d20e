import { mainReleases } from '../changelog/component.ts';
import { cutSection } from '../changelog/edits/cut.ts';
import type { Changelog } from '../changelog/model.ts';
import { parseChangelog } from '../changelog/parse.ts';
import type { Policy } from '../policy/policy.ts';
import { compareVersions, type Version } from '../version/version.ts';

/**
 * A changelog as it will be once a version is cut: for drafts of what is made from its section. It stays as it is where the
 * version has a dated section, where a later one has, and where there is nothing to be cut.
 *
 * @param date `YYYY-MM-DD`
 */
export function asReleased(changelog: Changelog, policy: Policy, version: Version, date: string): Changelog {
  const isOver = mainReleases(changelog.releases).some(
    (each) => each.version !== null && each.date !== null && compareVersions(each.version, version) >= 0,
  );
  if (isOver) return changelog;
  const cut = cutSection(changelog, { policy, pattern: null, version: version.raw, date, title: null });
  return typeof cut === 'string' ? parseChangelog(cut, policy.changelog) : changelog;
}
