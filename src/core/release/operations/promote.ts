import { findReleaseOf } from '../../changelog/component.ts';
import { saysAnything } from '../../changelog/edits/cut.ts';
import { promoteSections } from '../../changelog/edits/promote.ts';
import type { Changelog, Release } from '../../changelog/model.ts';
import { parseChangelog } from '../../changelog/parse.ts';
import { tagOf } from '../../ledger/previous-tagged.ts';
import { readVersion } from '../../version/read-version.ts';
import { isPrerelease, type Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { checkTagName } from '../check-version.ts';
import { refuseOtherComponent } from '../component-facts.ts';
import { blocker, commitOnHead, makePlan } from '../compose.ts';
import type { FactQuestions, ReleaseFacts } from '../facts.ts';
import { commitMessage, tagMessage } from '../messages.ts';
import type { Blocker, Plan, Step } from '../plan.ts';
import { checkBranchHead, checkFiles, checkRepository, checkRollbacks, checkTree } from '../readiness.ts';
import { askRecords, askTagged, checkReleaseFiles, checkTagged, withRecords } from '../records.ts';
import { checkVersionFiles, linkOptionsOf, type ReleaseTexts, versionFileTexts } from '../release-texts.ts';
import { checkRequiredRecords } from '../required-records.ts';
import { tagStep } from '../tag-release.ts';
import { checkSays, sectionOf } from './tag.ts';

export interface PromoteOptions {
  /** The candidate: a version or the name of its tag. */
  readonly candidate: string;
  /** The version that it becomes; null for its own without the pre-release. */
  readonly to: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly sign: boolean;
}

/** What promoting wants to know: the tags that HEAD contains, and the records that the release leaves or has. */
export function askPromote(facts: ReleaseFacts, options: Pick<PromoteOptions, 'candidate' | 'to'>): FactQuestions {
  const { head } = facts;
  const { final, tag } = readOptions(facts, options);
  return {
    ...(head.commit === null ? {} : { contained: head.commit }),
    ...(final && tag
      ? { ...askRecords(facts, final, null, promoteFiles(facts, final)), ...askTagged(facts, final) }
      : {}),
  };
}

function readOptions(
  { ledger }: ReleaseFacts,
  { candidate: written, to }: Pick<PromoteOptions, 'candidate' | 'to'>,
): {
  readonly candidate: Version | null;
  readonly tag: ReturnType<typeof tagOf>;
  readonly final: Version | null;
} {
  const candidate = readVersion(written, ledger.tagPrefix);
  const release = candidate && ledger.releases.find(({ key }) => key === versionKey(candidate));
  const final = to === null ? candidate && withoutPrerelease(candidate) : readVersion(to, ledger.tagPrefix);
  return { candidate, tag: release ? tagOf(release) : null, final };
}

/** `promote`: a release candidate becomes the release, on its own commit where the files say so already, else by a new one. */
export function planPromote(facts: ReleaseFacts, options: PromoteOptions): Plan {
  const { ledger, policy } = facts;
  const { candidate, tag, final } = readOptions(facts, options);
  const operation = 'promote';
  if (!candidate || !isPrerelease(candidate) || !tag || !final) {
    const [what, hint] =
      !candidate || !isPrerelease(candidate)
        ? [`“${options.candidate}” is no release candidate`, 'See those there are: release-ledger history']
        : tag
          ? [`“${options.to}” is no version`, 'Write it as in 1.2.0']
          : [`${candidate.raw} is not tagged`, `Tag it first: release-ledger tag ${candidate.raw}`];
    const other = refuseOtherComponent(facts, options.candidate, 'promoted');
    const none = other ?? blocker('no-candidate', what, hint);
    return makePlan(facts, { operation, title: 'Promote a release candidate', blockers: [none], steps: [] });
  }
  const title = `Promote ${candidate.raw} to ${final.raw}`;
  const common = [
    ...checkTagName(facts, final),
    ...checkTree(facts),
    ...checkRollbacks(facts),
    ...facts.requirements(final.raw, null),
  ];
  const isHere = tag.commit === facts.head.commit;
  const section = sectionOf(facts, final);
  const says = [
    ...checkSays(facts, final, section),
    ...(isHere
      ? []
      : [blocker('elsewhere', `HEAD is not at ${tag.name}`, `Go there: git switch --detach ${tag.name}`)]),
  ];
  const name = candidate.raw.slice(candidate.release.join('.').length).replace(/^[-.]/, '').replaceAll('.', '');
  if (policy.promote.mode === 'same-commit' && says.length === 0) {
    const { message, blockers } = messageOf(facts, options, final, ledger.changelog, section, name);
    return makePlan(facts, {
      operation,
      title,
      blockers: [
        ...checkRepository(facts),
        ...checkFiles(facts, plannedFiles(facts)),
        ...common,
        ...checkTagged(facts, final),
        ...blockers,
      ],
      steps: [tagStep(facts, final, { object: tag.commit }, message, options.sign)],
      notes: [`The files say ${final.raw} already, so the release is the very commit of ${tag.name}`],
      files: plannedFiles(facts),
      next: nextOf(facts, final),
    });
  }
  const found = withRecords(facts, promoteFiles(facts, final), final);
  const { message, blockers } = messageOf(facts, options, final, found.changelog, found.section, name);
  const steps: readonly Step[] = commitOnHead(
    facts,
    {
      id: 'release',
      texts: found.texts,
      message: `${commitMessage(facts, 'promote', final.raw, { title: options.title })}\n`,
    },
    [tagStep(facts, final, { step: 'release' }, message, options.sign)],
  );
  const why =
    policy.promote.mode === 'same-commit' ? `The release needs a commit of its own: ${says[0]?.message}` : null;
  return makePlan(facts, {
    operation,
    title,
    blockers: [
      ...checkBranchHead(facts),
      ...checkReleaseFiles(facts, found.texts.keys()),
      ...common,
      ...checkContained(facts, tag.name),
      ...checkLeft(facts, candidate),
      ...found.blockers,
      ...checkVersionFiles(facts),
      ...checkRequiredRecords(facts, final, true),
      ...(found.section ? [...blockers, ...found.incomplete] : []),
    ],
    steps: facts.head.commit === null || facts.head.ref === null ? [] : steps,
    notes: [...(why === null ? [] : [why]), ...found.notes],
    next: nextOf(facts, final),
  });
}

function withoutPrerelease(version: Version): Version {
  return { ...version, raw: version.release.join('.'), prerelease: [], build: null };
}

function plannedFiles({ ledger, versionFiles }: ReleaseFacts): readonly string[] {
  return [ledger.path, ...versionFiles.map(({ path }) => path)];
}

function messageOf(
  facts: ReleaseFacts,
  { title, summary }: PromoteOptions,
  version: Version,
  changelog: Changelog,
  section: Release | null,
  candidate: string,
): ReturnType<typeof tagMessage> {
  return tagMessage(facts, { version, changelog, section, title, summary, kind: 'promotion', candidate });
}

function promoteFiles(facts: ReleaseFacts, final: Version): ReleaseTexts {
  const { ledger, policy, today } = facts;
  const request = {
    ...linkOptionsOf(facts),
    version: final.raw,
    component: ledger.component,
    date: today,
    sections: policy.promote.sections,
  };
  const promoted = promoteSections(ledger.changelog, request);
  const files = versionFileTexts(facts, final);
  if (typeof promoted !== 'string') {
    const why = blocker(promoted.code, promoted.message, promoted.hint, { path: ledger.path, line: 1 });
    return { texts: files, changelog: ledger.changelog, section: null, blockers: [why] };
  }
  const changelog = parseChangelog(promoted, policy.changelog);
  const section = findReleaseOf(changelog.releases, ledger.component, final);
  return { texts: new Map([[ledger.path, promoted], ...files]), changelog, section, blockers: [] };
}

function checkContained({ contained }: ReleaseFacts, tag: string): readonly Blocker[] {
  return contained === null || contained.has(tag)
    ? []
    : [
        blocker(
          'elsewhere',
          `this branch does not have ${tag}`,
          `Switch to the one that has it: git branch --contains ${tag}`,
        ),
      ];
}

/** What was written since nobody has tried out. */
function checkLeft({ ledger }: ReleaseFacts, candidate: Version): readonly Blocker[] {
  const { unreleased, changelog, path } = ledger;
  if (!unreleased || !saysAnything(changelog, unreleased)) return [];
  const message = `entries stand under ${unreleased.label} that ${candidate.raw} does not have`;
  const [name = 'rc'] = candidate.prerelease;
  const hint = `Cut another candidate: release-ledger cut --pre ${name}`;
  return [blocker('unreleased-entries', message, hint, { path, line: unreleased.heading.line + 1 })];
}

function nextOf({ remote }: ReleaseFacts, { raw }: Version): Plan['next'] {
  return remote ? [{ command: ['release-ledger', 'push', raw], why: 'to send it' }] : [];
}
