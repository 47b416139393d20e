import { isPrerelease, LEVELS, type Level, nextVersion } from '../../../src/core/index.ts';
import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { currentVersion, taggedVersions } from '../../../src/core/ledger/ledger.ts';
import { tagOf } from '../../../src/core/ledger/previous-tagged.ts';
import { toVisibleLine } from '../../../src/core/text/visible.ts';
import type { LevelDto } from '../../../src/protocol/dto.ts';
import type { OperationChoicesDto, ReleaseChoiceDto, VersionChoiceDto } from '../../../src/protocol/operations.ts';
import { planNextRelease } from '../../features/next-release.ts';
import type { View } from '../../view.ts';

/** What pre-releases are called where the changelog has none that it could go on with. */
const PRERELEASE = 'rc';

/** What the dialogs of the operations on a changelog offer. */
export function listChoices(view: View, ledger: GatheredLedger): OperationChoicesDto {
  const next = planNextRelease(view);
  const { policy } = view;
  return {
    current: currentVersion(ledger)?.raw ?? null,
    versions: listVersions(view, ledger),
    notRecommended: 'code' in next ? next.message : null,
    releases: listReleases(ledger),
    types: policy.release.types.map(({ name, bump }) => ({ name, detail: bump })),
    titles: titlesOf(view, ledger),
    severities: policy.rollback.severities.map(({ id, action }) => ({ name: id, detail: action })),
  };
}

/** Who has never given a release a title is not asked for one. */
function titlesOf({ policy }: View, { releases }: GatheredLedger): OperationChoicesDto['titles'] {
  const { releaseTitle } = policy.changelog;
  const newest = releases.find(({ section }) => section !== null)?.section;
  return releaseTitle === 'optional' && !newest?.title ? 'none' : releaseTitle;
}

/** The version that the entries lead to, the others that could follow, and the pre-release of the first. */
function listVersions(view: View, ledger: GatheredLedger): readonly VersionChoiceDto[] {
  const { check, policy, today } = view;
  const recommended = planNextRelease(view);
  const asked = 'code' in recommended ? null : recommended.level;
  const found: VersionChoiceDto[] = [];
  const add = (request: { readonly level?: Level; readonly pre?: string }): void => {
    const next = nextVersion(check.changelog, policy, { ...request, today, ...taggedVersions(ledger) });
    if ('code' in next || found.some(({ version }) => version === next.next)) return;
    const isAsked = request.level === undefined;
    const reasons = isAsked
      ? next.reasons.map(({ category, text }) => (category === '' ? text : `${category}: ${text}`))
      : [];
    found.push({
      version: next.next,
      level: next.level,
      target: request.level ?? null,
      prerelease: request.pre ?? null,
      reasons: reasons.map(toVisibleLine),
      asked: isAsked ? 'exactly' : compareLevels(next.level, asked),
      recommended: isAsked && request.pre === undefined,
    });
  };
  add({});
  for (const level of LEVELS) add({ level });
  add({ pre: prereleaseName(ledger) });
  return found;
}

function compareLevels(level: LevelDto, asked: LevelDto | null): VersionChoiceDto['asked'] {
  const [a, b] = [LEVELS.indexOf(level as Level), LEVELS.indexOf(asked as Level)];
  if (a < 0 || b < 0) return 'unknown';
  return a === b ? 'exactly' : a < b ? 'less' : 'more';
}

/** The identifier of the newest pre-release: who has had `beta` goes on with `beta`. */
function prereleaseName({ releases }: GatheredLedger): string {
  const newest = releases.find(({ version }) => isPrerelease(version));
  const [name = ''] = newest?.version.prerelease ?? [];
  return /^[a-z]+$/i.test(name) ? name : PRERELEASE;
}

function listReleases({ releases }: GatheredLedger): readonly ReleaseChoiceDto[] {
  return releases.map((release) => {
    const { version, section, tags } = release;
    return {
      version: toVisibleLine(version.raw),
      tag: tagOf(release)?.name ?? null,
      date: section?.date ?? tags[0]?.date?.slice(0, 10) ?? null,
      written: section !== null,
      yanked: section?.yanked ?? false,
      prerelease: isPrerelease(version),
    };
  });
}
