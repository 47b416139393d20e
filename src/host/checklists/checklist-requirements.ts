import { join } from 'node:path';
import type { Changelog } from '../../core/changelog/model.ts';
import type { Checklist } from '../../core/checklist/checklist.ts';
import { toChecklistBlockers } from '../../core/checklist/checklist-blockers.ts';
import { parseChecklist } from '../../core/checklist/parse-checklist.ts';
import { traitsOf, typeTraits } from '../../core/checklist/release-traits.ts';
import { fillPath, toGlob } from '../../core/manifest/paths.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import type { ReleaseFacts } from '../../core/release/facts.ts';
import { findRelease } from '../../core/rules/release/release-rule.ts';
import { levelBetween } from '../../core/version/increment.ts';
import { compareVersions, isPrerelease, parseVersion, type Version } from '../../core/version/version.ts';
import { expandGlob } from '../glob.ts';

export interface ChecklistRequirementsRequest {
  readonly files: Files;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly policy: Policy;
  readonly changelog: Changelog;
  /** What paths of the policy have in front of them in the repository. */
  readonly prefix: string;
}

/** Reads every checklist, so that a planner, which reads nothing, can be told what is open for whichever version it comes to. */
export async function readChecklistRequirements({
  files,
  root,
  policy,
  changelog,
  prefix,
}: ChecklistRequirementsRequest): Promise<ReleaseFacts['requirements']> {
  const template = policy.checklists.path;
  const { paths } = await expandGlob(files, root, toGlob(template));
  const lists = new Map<string, Checklist>();
  for (const path of paths) {
    const { file } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    if (file) lists.set(path, parseChecklist(file.text));
  }
  return (version, type) => {
    const parsed = parseVersion(version);
    // A candidate is what is looked at before anybody approves of the release.
    if (!parsed || isPrerelease(parsed)) return [];
    const section = findRelease(changelog.releases, parsed) ?? changelog.releases.find(({ unreleased }) => unreleased);
    const path = fillPath(template, policy, version);
    const checklist = lists.get(path) ?? null;
    const written = checklist?.fields.get('release type')?.value.toLowerCase() ?? null;
    const traits = {
      ...typeTraits(
        policy,
        type ?? (written === 'not known' ? null : written),
        section?.title ?? null,
        levelOf(changelog, parsed, policy),
      ),
      prerelease: false,
      firstMajor: /^1(?:\.0)*$/.test(parsed.release.join('.')),
      has: section ? traitsOf(changelog, section) : null,
    };
    return toChecklistBlockers({ version, traits, policy, path: prefix + path, checklist });
  };
}

/** What its number makes of a release whose type nobody has said. */
function levelOf({ releases }: Changelog, version: Version, policy: Policy): string | null {
  const before = releases
    .flatMap((each) => (each.version && !isPrerelease(each.version) ? [each.version] : []))
    .filter((each) => compareVersions(each, version) < 0)
    .sort(compareVersions)
    .at(-1);
  const level = before ? levelBetween(before, version) : null;
  return level === 'patch' && policy.version.hotfix === 'patch' ? 'hotfix' : level;
}
