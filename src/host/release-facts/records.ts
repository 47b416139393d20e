import { join } from 'node:path';
import { parseChangelog } from '../../core/changelog/parse.ts';
import { approverOf } from '../../core/checklist/approver-of.ts';
import { parseChecklist } from '../../core/checklist/parse-checklist.ts';
import { toRoleId } from '../../core/checklist/write-checklist.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import { isGiven } from '../../core/manifest/approval.ts';
import { previousOf } from '../../core/manifest/from-changelog.ts';
import type { Approval } from '../../core/manifest/model.ts';
import { fillPath, manifestTemplates } from '../../core/manifest/paths.ts';
import type { ReleaseFacts as ManifestReleaseFacts } from '../../core/manifest/release-facts.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import { blocker } from '../../core/release/compose.ts';
import type { RecordsQuestion, ReleaseRecords } from '../../core/release/facts.ts';
import type { Blocker } from '../../core/release/plan.ts';
import { findRelease } from '../../core/rules/release/release-rule.ts';
import { countChanges } from '../../core/text/unified-diff.ts';
import type { Version } from '../../core/version/version.ts';
import { gatherReleaseFacts } from '../gather-manifest-release.ts';
import type { OpenRepository } from '../git/open-repository.ts';
import { makeChecksums } from '../make-checksums.ts';
import { makeManifests } from '../make-manifest.ts';
import { planFolder } from './planned-folder.ts';

export interface RecordsSurroundings {
  readonly policy: Policy;
  /** The folder of the policy, absolute; and the same in the repository, with `/` at its end. */
  readonly root: string;
  readonly prefix: string;
  readonly files: Files;
  readonly repository: OpenRepository;
  /** The changelog's path in the repository. */
  readonly changelogPath: string;
  /** A moment in UTC, RFC 3339. */
  readonly generatedAt: string;
  /** What git is started with. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** The commit that the tag of a version names; null where it is not tagged. */
  readonly commitOf: (version: Version) => string | null;
}

/**
 * Makes the records of a release as they are when everything else of it is written: its manifest in every form that the policy
 * keeps, and then the list of digests, which has the manifest’s, too.
 */
export async function readRecords(
  { version, type, texts }: RecordsQuestion,
  surroundings: RecordsSurroundings,
): Promise<ReleaseRecords> {
  const { policy, root, prefix, files, repository, changelogPath, generatedAt, env } = surroundings;
  const blockers: Blocker[] = [];
  const notes: string[] = [];
  const made = new Map<string, string>();
  const own = [...texts].flatMap(([path, text]) =>
    path.startsWith(prefix) ? [[path.slice(prefix.length), text] as const] : [],
  );
  const folder = planFolder(files, root, new Map(own));
  const changelog = parseChangelog(texts.get(changelogPath) ?? '', policy.changelog);
  const release = findRelease(changelog.releases, version);
  if (release && policy.manifest.path !== '') {
    const facts = await gatherReleaseFacts({
      ...{ policy, root, files: folder.files, hashFiles: folder.hashFiles, repository, changelog, release, type },
      changelogPath: changelogPath.slice(prefix.length),
      tests: [],
      env,
      generatedAt,
    });
    if ('code' in facts) blockers.push(blocker(facts.code, facts.message, facts.hint));
    else {
      const approvals = await readApprovals(policy, version.raw, root, files);
      const previous = previousOf(changelog, release)?.version ?? null;
      const comparison = await withPlanned(facts.comparison, own, previous, surroundings);
      const present = { ...facts.present, approvals: withApprovals(facts.present.approvals ?? [], approvals) };
      const forms = manifestTemplates(policy.manifest).map(({ form }) => form);
      for (const each of (await makeManifests({ ...facts, present, comparison }, forms, {
        files: folder.files,
        root,
      })) ?? []) {
        notes.push(...each.open);
        add(each.path, each.state === 'same' ? await readPresent(files, root, each.path, each.text) : each.text);
      }
    }
  }
  if (policy.checksums.include.length > 0 && blockers.length === 0) {
    const list = await makeChecksums({ ...{ policy, version: version.raw, root }, ...folder });
    if (!isKnown(list)) blockers.push(blocker('not-hashed', list.notKnown, 'Name fewer files (checksums.include)'));
    else if ('text' in list) add(fillPath(policy.checksums.path, policy, version.raw), list.text);
    else {
      const hint = 'Make the file, or take it out of the policy (checksums.include)';
      blockers.push(...list.map((reason) => blocker('not-hashed', reason, hint)));
    }
  }
  return { texts: made, notes: [...new Set(notes)], blockers };

  function add(path: string, text: string): void {
    folder.add(path, text);
    made.set(prefix + path, text);
  }
}

/** The modified files with what the release itself writes, counted as git will count it. */
async function withPlanned(
  comparison: ManifestReleaseFacts['comparison'],
  planned: readonly (readonly [string, string])[],
  previous: Version | null,
  { repository, prefix, commitOf }: RecordsSurroundings,
): Promise<ManifestReleaseFacts['comparison']> {
  if (!isKnown(comparison)) return comparison;
  const revision = previous && commitOf(previous);
  const before =
    revision === null ? [] : await repository.filesAt(planned.map(([path]) => ({ revision, path: prefix + path })));
  const changed = planned.map(([path, text], i) => {
    const old = before[i];
    const lines = countChanges(null, text).added;
    return { path, lines, ...countChanges(old?.kind === 'file' ? old.text : null, text) };
  });
  const paths = new Set(changed.map(({ path }) => path));
  const files = [...comparison.files.filter(({ path }) => !paths.has(path)), ...changed];
  return { ...comparison, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** A manifest that says the same keeps the time at which it was made. */
async function readPresent(files: Files, root: string, path: string, text: string): Promise<string> {
  const { file } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
  return file?.text ?? text;
}

/** The approvals that the checklist of the version records. */
async function readApprovals(
  policy: Policy,
  version: string,
  root: string,
  files: Files,
): Promise<readonly Approval[]> {
  const path = fillPath(policy.checklists.path, policy, version);
  const { file } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
  const tasks = file ? parseChecklist(file.text).tasks : [];
  return tasks.flatMap((task) => {
    const approver = task.kind === 'approval' ? approverOf(task) : null;
    return approver ? [{ role: task.text, by: approver.by, date: approver.date }] : [];
  });
}

/** What the manifest says stays where somebody approves there already. */
function withApprovals(written: readonly Approval[], recorded: readonly Approval[]): readonly Approval[] {
  const given = written.filter(isGiven);
  const isWritten = ({ role }: Approval): boolean => given.some((each) => toRoleId(each.role) === toRoleId(role));
  return [...given, ...recorded.filter((each) => !isWritten(each))];
}
