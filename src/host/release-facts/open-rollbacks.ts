import { join } from 'node:path';
import { isKnown } from '../../core/ledger/ledger.ts';
import type { RepositoryReader } from '../../core/ledger/reader.ts';
import { toGlob } from '../../core/manifest/paths.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import type { OpenRollback } from '../../core/release/facts.ts';
import { findOpenFix } from '../../core/release/rollback-record.ts';
import { expandGlob, matchesGlob } from '../glob.ts';
import { GitFailed } from '../release/git-failed.ts';

export interface RollbackRecords {
  readonly files: Files;
  /** The folder of the policy, absolute; and the same in the repository, with `/` at its end. */
  readonly root: string;
  readonly prefix: string;
  readonly policy: Policy;
  /** The main branch, where another one is checked out; null where it is checked out itself. */
  readonly main: { readonly name: string; readonly commit: string } | null;
  readonly reader: Pick<RepositoryReader, 'pathsAt' | 'filesAt'>;
}

/**
 * The records of rollbacks whose fix nobody has verified yet: those of the work tree, and those of the main branch that it does
 * not have, as a branch from before the rollback has none.
 *
 * @throws GitFailed where one of them cannot be read: what stands in the way of a release would be overlooked
 */
export async function readOpenRollbacks(records: RollbackRecords): Promise<readonly OpenRollback[]> {
  const { files, root, prefix, policy } = records;
  const { paths } = await expandGlob(files, root, toGlob(policy.rollback.record));
  const open: OpenRollback[] = [];
  for (const path of paths) {
    const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    if (refusal && refusal.code !== 'missing') throw new GitFailed(UNREADABLE, refusal.message);
    const found = file ? findOpenFix(file.text) : null;
    if (found) open.push({ path: prefix + path, branch: null, ...found });
  }
  const known = new Set(paths.map((path) => prefix + path));
  return [...open, ...(await readOnMain(records, known))];
}

const UNREADABLE = 'A rollback cannot be read';

async function readOnMain(
  { main, reader, policy, prefix }: RollbackRecords,
  known: ReadonlySet<string>,
): Promise<readonly OpenRollback[]> {
  if (!main) return [];
  const listed = await reader.pathsAt(main.commit);
  if (!isKnown(listed)) throw new GitFailed(UNREADABLE, listed.notKnown);
  const pattern = prefix + toGlob(policy.rollback.record);
  const wanted = listed.filter(({ path }) => !known.has(path) && matchesGlob(path, pattern));
  const texts = await reader.filesAt(wanted.map(({ path }) => ({ revision: main.commit, path })));
  return wanted.flatMap(({ path }, i) => {
    const file = texts[i];
    const found = file?.kind === 'file' ? findOpenFix(file.text) : null;
    return found ? [{ path, branch: main.name, ...found }] : [];
  });
}
