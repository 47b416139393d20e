import type { RevisionPath } from '../../core/ledger/reader.ts';
import type { Git } from './git.ts';

/** A file as a revision has it, in bytes; absent where the revision has no such file. */
export type FileAtRevision =
  | { readonly kind: 'file'; readonly object: string; readonly bytes: Buffer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly reason: string };

const LINE_FEED = 10;
const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * Reads files at revisions, all of them in one process (`cat-file --batch`), in the order in which they were asked for.
 *
 * A path with a line feed cannot be asked for this way and is `failed`; so is a revision that is no object name.
 */
export async function readFilesAt(git: Git, wanted: readonly RevisionPath[]): Promise<readonly FileAtRevision[]> {
  const askable = wanted.map(({ revision, path }) => OBJECT_NAME.test(revision) && !/[\n\0]/.test(path));
  const questions = wanted.filter((_, index) => askable[index]).map(({ revision, path }) => `${revision}:${path}\n`);
  const answer = await git.plumb(['cat-file', '--batch'], questions.join(''));
  if (answer.kind === 'failed') return wanted.map(() => answer);
  const answers = splitAnswers(answer.bytes);
  let next = 0;
  return wanted.map((_, index): FileAtRevision => {
    if (!askable[index]) return { kind: 'failed', reason: 'the path or revision cannot be asked for' };
    return answers[next++] ?? { kind: 'failed', reason: 'git ended before it answered' };
  });
}

function splitAnswers(bytes: Buffer): readonly FileAtRevision[] {
  const answers: FileAtRevision[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0) break;
    const header = bytes.toString('utf8', at, end);
    const match = /^([0-9a-f]+) (\w+) (\d+)$/.exec(header);
    at = end + 1;
    if (!match) {
      // “<question> missing”, or a submodule’s commit, which is no file here.
      answers.push({ kind: 'absent' });
      continue;
    }
    const [, object = '', type, size] = match;
    const content = bytes.subarray(at, at + Number(size));
    answers.push(type === 'blob' ? { kind: 'file', object, bytes: content } : { kind: 'absent' });
    at += Number(size) + 1;
  }
  return answers;
}
