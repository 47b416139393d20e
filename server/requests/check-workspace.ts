import { toVisible } from '../../src/core/text/visible.ts';
import type { CheckedFileDto, NotCheckedDto, WorkspaceCheckDto } from '../../src/protocol/dto.ts';
import type { Documentation } from '../docs/documentation.ts';
import type { Manifests } from '../manifests/manifests.ts';
import type { Publisher } from '../publisher.ts';
import type { Session } from '../session.ts';
import { toDocumentKey } from '../uris.ts';
import { readVersionFile } from '../version-file.ts';
import type { WorkspaceChangelogs } from '../workspace-changelogs.ts';
import { addCounts, countFixable, countProblems, describeChangelog } from './answers.ts';
import { listChangelogs } from './changelogs.ts';

/** What there is in a workspace to be checked. */
export interface CheckedFiles {
  readonly changelogs: WorkspaceChangelogs;
  readonly manifests: Manifests;
  readonly docs: Documentation;
}

/**
 * Checks every changelog of the workspace, the version files beside them, the manifests, the checklists and the documentation as
 * they are now, and publishes what it finds.
 */
export async function checkWorkspace(
  session: Session,
  { changelogs, manifests, docs }: CheckedFiles,
  publisher: Publisher,
  isCancelled: () => boolean,
): Promise<WorkspaceCheckDto> {
  for (const folder of session.workspace.folders) session.policies.forget(folder);
  session.ledgers.forgetRepositories();
  await changelogs.search();
  const files: CheckedFileDto[] = [];
  const notChecked: NotCheckedDto[] = [...(await gapsOf(session)), ...gapsOfSearch(changelogs)];
  const versionFiles = new Map<string, string>();
  let counts = countProblems([]);
  for (const { uri } of await listChangelogs(session, changelogs)) {
    if (isCancelled()) break;
    await session.settle(uri);
    const view = await session.viewAnywhere(uri);
    if (!view) {
      notChecked.push({ rule: null, uri, reason: await whyNot(session, uri) });
      continue;
    }
    const { problems } = view;
    const own = countProblems(problems);
    files.push({ ...describeChangelog(session, view.uri), counts: own, fixable: countFixable(problems) });
    notChecked.push(...view.notChecked.map(({ rule, reason }) => ({ rule, uri: view.uri, reason })));
    counts = addCounts(counts, own);
    await publisher.refresh(uri);
    for (const file of session.ledgers.versionFilesOf(view.uri)) versionFiles.set(toDocumentKey(file), file);
  }
  // Only now: two changelogs may have the same to say of one file.
  for (const uri of versionFiles.values()) {
    if (isCancelled()) break;
    const judged = await readVersionFile(session, uri, async () => true);
    counts = addCounts(counts, countProblems(judged?.problems ?? []));
    await publisher.refresh(uri);
  }
  for (const { uri } of manifests.files.files) {
    if (isCancelled()) break;
    const view = await manifests.settled(uri);
    if (!view) continue;
    counts = addCounts(counts, countProblems(view.check.problems));
    notChecked.push(...view.check.notChecked.map(({ rule, reason }) => ({ rule, uri: view.uri, reason })));
    await publisher.refresh(uri);
  }
  for (const uri of await docs.search()) {
    if (isCancelled()) break;
    const view = await docs.settled(uri);
    if (!view) continue;
    counts = addCounts(counts, countProblems(view.check.problems));
    notChecked.push(...view.check.notChecked.map(({ rule, reason }) => ({ rule, uri: view.uri, reason })));
    await publisher.refresh(uri);
  }
  return { files, counts, notChecked: notChecked.map((gap) => ({ ...gap, reason: toVisible(gap.reason) })) };
}

async function gapsOf(session: Session): Promise<readonly NotCheckedDto[]> {
  const gaps: NotCheckedDto[] = [];
  for (const folder of session.workspace.folders) {
    const { refusal } = await session.policies.get(folder);
    if (refusal) gaps.push({ rule: null, uri: folder.uri, reason: `${refusal.message}; the default profile was used` });
    if (folder.path === null) {
      const reason = 'the folder is on no disk of this machine; only open changelogs were checked';
      gaps.push({ rule: null, uri: folder.uri, reason });
    }
  }
  return gaps;
}

function gapsOfSearch({ unmatched }: WorkspaceChangelogs): readonly NotCheckedDto[] {
  return unmatched.map(({ folder, pattern, reason }) => ({
    rule: null,
    uri: folder.uri,
    reason: `${pattern}: ${reason}`,
  }));
}

async function whyNot(session: Session, uri: string): Promise<string> {
  if (!(await session.settings.get(uri)).enable) return 'checking is turned off for it';
  if (session.documents.get(uri)) return 'it is too long to be read';
  const { refusal } = await session.workspace.read(uri);
  return refusal?.message ?? 'it is too long to be read';
}
