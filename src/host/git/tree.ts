import type { NotKnown } from '../../core/ledger/facts.ts';
import type { Git } from './git.ts';

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const RECORD = /^(\d{6}) (?:blob|commit) ([0-9a-f]+) +(\d+|-)\t([\s\S]*)$/;

/** What a commit has at a path. */
export interface TreeEntry {
  /** Relative to the work tree's root, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'program' | 'link' | 'submodule';
  readonly object: string;
  /** In bytes; 0 for a submodule. */
  readonly size: number;
}

/** Everything that a commit has, in the order of git's paths, in one process (`ls-tree`). @param commit a full object name */
export async function readTree(git: Git, commit: string): Promise<readonly TreeEntry[] | NotKnown> {
  if (!OBJECT_NAME.test(commit)) return { notKnown: 'the revision names no commit' };
  const answer = await git.plumb(['ls-tree', '-r', '-l', '-z', '--full-tree', commit], '');
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  return answer.bytes
    .toString('utf8')
    .split('\0')
    .flatMap((record): readonly TreeEntry[] => {
      const [, mode = '', object = '', size = '', path] = RECORD.exec(record) ?? [];
      return path === undefined ? [] : [{ path, kind: kindOf(mode), object, size: size === '-' ? 0 : Number(size) }];
    });
}

function kindOf(mode: string): TreeEntry['kind'] {
  if (mode === '120000') return 'link';
  if (mode === '160000') return 'submodule';
  return mode === '100755' ? 'program' : 'file';
}
