import type { NotKnown } from '../../core/ledger/facts.ts';
import type { Git } from './git.ts';

/** An object as git keeps it: `git hash-object -t TYPE` of its bytes is its name. */
export interface RawObject {
  readonly type: string;
  readonly bytes: Buffer;
}

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const LINE_FEED = 10;

/** Tags and commits as they are, in one process, in the order in which they were asked for. @param objects full names */
export async function readRawObjects(git: Git, objects: readonly string[]): Promise<readonly RawObject[] | NotKnown> {
  if (!objects.every((object) => OBJECT_NAME.test(object))) return { notKnown: 'what was asked for names no object' };
  const answer = await git.plumb(['cat-file', '--batch'], objects.map((object) => `${object}\n`).join(''));
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  const { bytes } = answer;
  const found: RawObject[] = [];
  let at = 0;
  for (const object of objects) {
    const end = bytes.indexOf(LINE_FEED, at);
    const header = /^([0-9a-f]+) (\w+) (\d+)$/.exec(end < 0 ? '' : bytes.toString('latin1', at, end));
    if (header?.[1] !== object) return { notKnown: `git does not have the object ${object}` };
    const start = end + 1;
    found.push({ type: header[2] as string, bytes: bytes.subarray(start, start + Number(header[3])) });
    at = start + Number(header[3]) + 1;
  }
  return found;
}
