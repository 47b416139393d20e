import { findReleaseOf } from '../../changelog/component.ts';
import type { Release } from '../../changelog/model.ts';
import { readVersion } from '../../version/read-version.ts';
import { asSpelled } from '../../version/spell-version.ts';
import { compareVersions, isPrerelease, type Version } from '../../version/version.ts';
import { placeOfHead } from '../branches.ts';
import { checkTagName, tagNameOf } from '../check-version.ts';
import { refuseOtherComponent } from '../component-facts.ts';
import { blocker, makePlan, placeIn } from '../compose.ts';
import type { FactQuestions, ReleaseFacts } from '../facts.ts';
import { tagMessage } from '../messages.ts';
import type { Blocker, Plan } from '../plan.ts';
import { checkBranchHead, checkFiles, checkRollbacks, checkTree } from '../readiness.ts';
import { askTagged, checkTagged } from '../records.ts';
import { tagStep } from '../tag-release.ts';

export interface TagOptions {
  /** A version, with or without the tag's prefix. */
  readonly version: string;
  readonly title: string | null;
  readonly summary: string | null;
  readonly sign: boolean;
}

/** What tagging wants to know: the manifests of the version. */
export function askTag(facts: ReleaseFacts, { version }: Pick<TagOptions, 'version'>): FactQuestions {
  return askTagged(facts, readVersion(version, facts.ledger.tagPrefix));
}

/** `tag`: the tag of a version that is cut, on HEAD's commit. Under `promote.mode: same-commit` a candidate is tagged where the files say the release’s version. */
export function planTag(facts: ReleaseFacts, options: TagOptions): Plan {
  const { ledger, head } = facts;
  const version = readVersion(options.version, ledger.tagPrefix);
  if (!version) {
    const other = refuseOtherComponent(facts, options.version, 'tagged');
    const unread = other ?? blocker('no-version', `“${options.version}” is no version`, 'Name one, such as 1.2.0');
    return makePlan(facts, { operation: 'tag', title: 'Tag a version', blockers: [unread], steps: [] });
  }
  const said = saidVersion(facts, version);
  const section = sectionOf(facts, said);
  const { changelog } = ledger;
  const { title, summary } = options;
  const kind = placeOfHead(facts).kind === 'hotfix' ? 'hotfix' : 'release';
  const message = tagMessage(facts, { version, changelog, section, title, summary, kind });
  const files = [ledger.path, ...facts.versionFiles.map(({ path }) => path)];
  return makePlan(facts, {
    operation: 'tag',
    title: `Tag ${version.raw}`,
    blockers: [
      ...checkBranchHead(facts),
      ...checkFiles(facts, files),
      ...checkTagName(facts, version),
      ...checkSays(facts, said, section),
      ...checkTree(facts),
      ...checkRollbacks(facts),
      ...facts.requirements(version.raw, null),
      ...checkTagged(facts, version),
      ...message.blockers,
    ],
    steps:
      head.commit === null ? [] : [tagStep(facts, version, { object: head.commit }, message.message, options.sign)],
    files,
    next: facts.remote ? [{ command: ['release-ledger', 'push', version.raw], why: 'to send it' }] : [],
  });
}

/** The version that the files have to say for a tag. */
function saidVersion({ policy }: ReleaseFacts, version: Version): Version {
  if (policy.promote.mode !== 'same-commit' || !isPrerelease(version)) return version;
  return { ...version, raw: version.release.join('.'), prerelease: [] };
}

/** The section of a version, however it is spelled. */
export function sectionOf({ ledger }: ReleaseFacts, version: Version): Release | null {
  return findReleaseOf(ledger.changelog.releases, ledger.component, version);
}

/** What stands in the way of a tag in the files: that they say another version, or no date. */
export function checkSays(facts: ReleaseFacts, version: Version, section: Release | null): readonly Blocker[] {
  const { ledger, versionFiles } = facts;
  const blockers: Blocker[] = [];
  const cut = `Cut it first: release-ledger cut ${version.raw}`;
  const tag = tagNameOf(facts, version.raw);
  if (!section)
    blockers.push(
      blocker('no-section', `the changelog has no section for ${version.raw}`, cut, { path: ledger.path, line: 1 }),
    );
  else if (section.date === null) {
    const place = { path: ledger.path, line: section.heading.line + 1 };
    blockers.push(blocker('not-dated', `the section of ${version.raw} has no date`, cut, place));
  }
  for (const { path, text, places, spelling } of versionFiles) {
    const other = places.find(({ parsed }) => parsed && compareVersions(parsed, asSpelled(version, spelling)) !== 0);
    if (!other) continue;
    const message = `${path} says ${other.version}, and ${tag} would say ${version.raw}`;
    const hint = `Write the version first: release-ledger bump ${version.raw}`;
    blockers.push(blocker('version-files-disagree', message, hint, placeIn(path, text, other.span.start)));
  }
  return blockers;
}
