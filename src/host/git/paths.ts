import type { NotKnown } from '../../core/ledger/facts.ts';
import type { PathAt } from '../../core/ledger/reader.ts';
import type { Git } from './git.ts';

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The regular files of a commit, in one process; submodules and symbolic links are none. @param commit a full object name */
export async function readPathsAt(git: Git, commit: string): Promise<readonly PathAt[] | NotKnown> {
  if (!OBJECT_NAME.test(commit)) return { notKnown: 'the revision names no commit' };
  const answer = await git.plumb(['ls-tree', '-r', '-z', '--full-tree', commit], '');
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  const records = answer.bytes.toString('utf8').split('\0');
  return records.flatMap((record) => {
    const [, object, path] = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]*)$/.exec(record) ?? [];
    return object === undefined || path === undefined ? [] : [{ path, object }];
  });
}
