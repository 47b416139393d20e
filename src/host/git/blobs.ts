import type { NotKnown } from '../../core/ledger/facts.ts';
import type { Git } from './git.ts';

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const HEADER = /^([0-9a-f]+) blob (\d+)$/;
const LINE_FEED = 10;

/**
 * The contents of objects in the order in which they were asked for, in one process (`cat-file --batch`). All of them are held
 * in memory together: whoever asks for many asks in pieces.
 *
 * @param objects full names of blobs.
 */
export async function readBlobs(git: Git, objects: readonly string[]): Promise<readonly Buffer[] | NotKnown> {
  if (objects.length === 0) return [];
  if (!objects.every((object) => OBJECT_NAME.test(object))) return { notKnown: 'what was asked for names no object' };
  const answer = await git.plumb(['cat-file', '--batch'], objects.map((object) => `${object}\n`).join(''));
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  const { bytes } = answer;
  const contents: Buffer[] = [];
  let at = 0;
  for (const object of objects) {
    const end = bytes.indexOf(LINE_FEED, at);
    const [, name, size] = HEADER.exec(end < 0 ? '' : bytes.toString('latin1', at, end)) ?? [];
    if (name !== object) return { notKnown: `git does not have the object ${object}, or only a part of it` };
    const start = end + 1;
    contents.push(bytes.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return contents;
}
