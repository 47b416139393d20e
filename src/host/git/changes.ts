import type { FileChange, NotKnown } from '../../core/ledger/facts.ts';
import type { Git } from './git.ts';

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

export interface CommitPair {
  readonly from: string;
  readonly to: string;
}

/**
 * The files that differ between the commits of each pair, with the lines added and deleted; all pairs in one process
 * (`diff-tree --stdin`).
 *
 * @param pairs full object names.
 */
export async function readChanges(
  git: Git,
  pairs: readonly CommitPair[],
): Promise<readonly (readonly FileChange[])[] | NotKnown> {
  if (pairs.length === 0) return [];
  if (!pairs.every(({ from, to }) => OBJECT_NAME.test(from) && OBJECT_NAME.test(to)))
    return { notKnown: 'the pairs name no commits' };
  // A line of several commits asks for the first one's difference from the others, which are taken for its parents.
  const questions = pairs.map(({ from, to }) => `${to} ${from}\n`);
  const answer = await git.plumb(
    ['diff-tree', '--stdin', '-r', '-z', '--always', '--numstat', '--no-renames', '--no-ext-diff', '--no-textconv'],
    questions.join(''),
  );
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  return splitPairs(answer.bytes.toString('utf8'), pairs) ?? { notKnown: 'a commit of the history is missing' };
}

/** Each pair starts with the commit that was asked about, which commits without differences have, too; null where one is missing. */
function splitPairs(text: string, pairs: readonly CommitPair[]): readonly (readonly FileChange[])[] | null {
  const file = /(\d+|-)\t(\d+|-)\t([^\0]*)\0/y;
  const result: FileChange[][] = [];
  let at = 0;
  for (const { to } of pairs) {
    if (!text.startsWith(`${to}\0`, at)) return null;
    at += to.length + 1;
    const files: FileChange[] = [];
    for (;;) {
      file.lastIndex = at;
      const found = file.exec(text);
      if (!found) break;
      at = file.lastIndex;
      files.push({ path: found[3] as string, added: toCount(found[1]), deleted: toCount(found[2]) });
    }
    result.push(files);
  }
  return result;
}

function toCount(written: string | undefined): number | null {
  return written === undefined || written === '-' ? null : Number(written);
}
