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
  // The trees are named, not the commits: for two commits diff-tree takes the second for a parent and shows that difference instead.
  const input = pairs.map(({ from, to }) => `${from}^{tree}\n${to}^{tree}\n`).join('');
  const trees = await git.plumb(['cat-file', '--batch-check=%(objectname)'], input);
  if (trees.kind === 'failed') return { notKnown: trees.reason };
  const names = trees.bytes.toString('utf8').trimEnd().split('\n');
  if (names.length !== pairs.length * 2 || !names.every((name) => OBJECT_NAME.test(name)))
    return { notKnown: 'a commit of the history is missing' };
  const questions = pairs.map((_, index) => `${names[index * 2]} ${names[index * 2 + 1]}`);
  const answer = await git.plumb(
    ['diff-tree', '--stdin', '-r', '-z', '--numstat', '--no-renames', '--no-ext-diff', '--no-textconv'],
    `${questions.join('\n')}\n`,
  );
  return answer.kind === 'failed' ? { notKnown: answer.reason } : splitPairs(answer.bytes.toString('utf8'), questions);
}

/** Each pair starts with the line that asked for it; its files follow, each ended by NUL. Equal trees have none. */
function splitPairs(text: string, questions: readonly string[]): readonly (readonly FileChange[])[] {
  const result: FileChange[][] = [];
  let at = 0;
  for (const question of questions) {
    const files: FileChange[] = [];
    if (text.startsWith(`${question}\n`, at)) at += question.length + 1;
    for (;;) {
      const match = /(\d+|-)\t(\d+|-)\t([^\0]*)\0/y;
      match.lastIndex = at;
      const found = match.exec(text);
      if (!found) break;
      at = match.lastIndex;
      files.push({ path: found[3] as string, added: toCount(found[1]), deleted: toCount(found[2]) });
    }
    result.push(files);
  }
  return result;
}

function toCount(written: string | undefined): number | null {
  return written === undefined || written === '-' ? null : Number(written);
}
