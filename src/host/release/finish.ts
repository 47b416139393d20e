import { lstat, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Conflict, JournalRecord, RefChange } from '../../core/release/journal-record.ts';
import { toVisibleLine } from '../../core/text/visible.ts';
import { type OpenRelease, toJournalPlace } from './context.ts';
import { GitFailed } from './git-failed.ts';
import { readHead, turnHead } from './head.ts';
import { applyIndex } from './index-entries.ts';
import { closeJournal } from './journal.ts';
import { readBlob } from './make-objects.ts';
import { moveRefs, type RefState, readRefs, stateOf } from './refs.ts';
import { removeStaleLocks } from './stale-locks.ts';
import { applyFile } from './work-file.ts';

/** What became of an operation whose journal was open. */
export interface Finished {
  readonly to: 'new' | 'old';
  readonly record: JournalRecord;
}

/** What the reflog says. */
export function reasonOf(record: JournalRecord): string {
  return `release-ledger: ${toVisibleLine(record.plan.title)}`;
}

/**
 * Brings an operation to its end: finished, or as if it had never been.
 *
 * **Invariant:** the refs alone decide which. None at its new value: nothing was visible yet, and nothing will be. Any of them: the
 * others follow, each from its old value; where one was moved by somebody else meanwhile, those that had moved go back. Doing it
 * twice, or going on with it after another crash, ends as doing it once does.
 *
 * @param mayHaveLeftLocks whether a git of ours held the locks of the refs, and was ended then or could not delete them. Where it
 * never got them, what there is belongs to somebody who lives.
 * @throws GitFailed, or what the system says; the journal is open then and it can be done again.
 */
export async function finish(
  release: OpenRelease,
  record: JournalRecord,
  { mayHaveLeftLocks }: { readonly mayHaveLeftLocks: boolean },
): Promise<Finished> {
  if (mayHaveLeftLocks) await removeStaleLocks(release.place, record);
  const conflicts: Conflict[] = [];
  if ((await settleRefs(release, record, conflicts)) === 'old')
    return close(release, { ...record, state: 'aborted' }, conflicts);
  await settleHead(release, record, conflicts);
  if (await isStillThere(release, record, conflicts)) {
    await settleFiles(release, record, conflicts);
    conflicts.push(...(await applyIndex(release.git, release.folder, record)));
  }
  return close(release, { ...record, state: 'done' }, conflicts);
}

async function close(release: OpenRelease, record: JournalRecord, conflicts: readonly Conflict[]): Promise<Finished> {
  await removeTemporaries(release, record);
  const ended = { ...record, endedAt: release.context.now().toISOString(), conflicts };
  await closeJournal(release.folder, ended);
  return { to: record.state === 'done' ? 'new' : 'old', record: ended };
}

/** Rounds of looking and moving; whoever moves refs beside us wins at most once each. */
const ROUNDS = 3;

async function settleRefs(release: OpenRelease, record: JournalRecord, conflicts: Conflict[]): Promise<'new' | 'old'> {
  // With no refs to decide it, the journal itself does: it was written when all was ready.
  if (record.refs.length === 0) return record.pushes.every(({ outcome }) => outcome === 'done') ? 'new' : 'old';
  for (let round = 0; round < ROUNDS; round++) {
    const states = await readStates(release, record.refs);
    const by = (state: RefState): readonly RefChange[] => record.refs.filter((_, index) => states[index] === state);
    if (by('new').length === 0) {
      conflicts.push(...by('gone').map(toConflict));
      return 'old';
    }
    if (by('new').length === record.refs.length) return 'new';
    const back = by('new').map(({ name, from, to }) => ({ name, from: to, to: from }));
    const { kind } =
      by('gone').length === 0
        ? await moveRefs(release.git, by('old'), reasonOf(record))
        : await moveRefs(release.git, back, `${reasonOf(record)} (taken back)`);
    if (kind !== 'unmoved') await removeStaleLocks(release.place, record);
  }
  throw new GitFailed('The refs could not be moved together', 'something else moves them', 'refs-unsettled');
}

async function readStates({ git }: OpenRelease, changes: readonly RefChange[]): Promise<readonly RefState[]> {
  const now = await readRefs(
    git,
    changes.map(({ name }) => name),
  );
  const states: RefState[] = [];
  for (const change of changes) states.push(await stateOf(git, change, now.get(change.name) ?? null));
  return states;
}

function toConflict({ name }: RefChange): Conflict {
  return { kind: 'ref', name, reason: 'it was moved meanwhile' };
}

async function settleHead({ git }: OpenRelease, record: JournalRecord, conflicts: Conflict[]): Promise<void> {
  if (record.head === null) return;
  const now = await readHead(git);
  if (now === record.head.to) return;
  if (now === record.head.from) await turnHead(git, record.head.to, reasonOf(record));
  else conflicts.push({ kind: 'head', name: 'HEAD', reason: `it is at ${toVisibleLine(now)} now` });
}

/** Files and index belong to the branch that they were planned for; those of another one are left. */
async function isStillThere(release: OpenRelease, record: JournalRecord, conflicts: Conflict[]): Promise<boolean> {
  if (record.files.length === 0 && record.index.length === 0) return true;
  const now = await readHead(release.git);
  if (now === record.headAfter) return true;
  const reason = `HEAD is at ${toVisibleLine(now)} now, and was at ${toVisibleLine(record.headAfter)}`;
  if (!conflicts.some(({ kind }) => kind === 'head')) conflicts.push({ kind: 'head', name: 'HEAD', reason });
  conflicts.push(...record.files.map(({ path: name }): Conflict => ({ kind: 'file', name, reason })));
  return false;
}

const temporaryName = (record: JournalRecord, index: number): string =>
  `.release-ledger-${record.id.slice(-8)}-${index}.tmp`;

async function settleFiles(release: OpenRelease, record: JournalRecord, conflicts: Conflict[]): Promise<void> {
  const { root, objectFormat } = release.place;
  for (const [index, change] of record.files.entries()) {
    const bytes = change.to ? await readBlob(release, change.to.object) : null;
    const end = await applyFile(root, change, bytes, objectFormat, temporaryName(record, index));
    if (end.kind === 'conflict') conflicts.push({ kind: 'file', name: change.path, reason: end.reason });
  }
}

/** What a crash left beside the files; a folder on the way that became a link is not followed. */
async function removeTemporaries({ place }: OpenRelease, record: JournalRecord): Promise<void> {
  for (const [index, { path: name }] of record.files.entries()) {
    const folders = name.split('/').slice(0, -1);
    const isPlain = await Promise.all(
      folders.map((_, depth) =>
        lstat(path.join(place.root, ...folders.slice(0, depth + 1))).then(
          (stats) => stats.isDirectory(),
          () => false,
        ),
      ),
    );
    if (isPlain.every(Boolean))
      await unlink(path.join(place.root, ...folders, temporaryName(record, index))).catch(() => undefined);
  }
}

/** True where the journal was written for this very work tree. */
export function isOfThisPlace({ place }: OpenRelease, record: JournalRecord): boolean {
  return JSON.stringify(toJournalPlace(place)) === JSON.stringify(toJournalPlace({ ...place, ...record.repository }));
}
