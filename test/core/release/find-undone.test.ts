import { describe, expect, it } from 'vitest';
import { findUndone, lastUndoable } from '../../../src/core/release/find-undone.ts';
import type { JournalRecord } from '../../../src/core/release/journal-record.ts';

/** `cut`, or `undo cut`, the newest first. */
const CASES: Readonly<
  Record<string, { readonly log: readonly string[]; readonly undone: object; readonly last: string | null }>
> = {
  nothing: { log: [], undone: {}, last: null },
  'one operation': { log: ['b cut'], undone: {}, last: 'b' },
  'one that was taken back': { log: ['c undo b', 'b cut', 'a bump'], undone: { b: 'c' }, last: 'a' },
  'two that were taken back': {
    log: ['d undo a', 'c undo b', 'b cut', 'a bump'],
    undone: { a: 'd', b: 'c' },
    last: null,
  },
  'an older one that was taken back by its id': { log: ['c undo a', 'b cut', 'a tag'], undone: { a: 'c' }, last: 'b' },
  'an undo that was taken back': { log: ['d undo c', 'c undo b', 'b cut'], undone: { c: 'd' }, last: 'b' },
  'an undo that was taken back, which was taken back': {
    log: ['e undo d', 'd undo c', 'c undo b', 'b cut'],
    undone: { d: 'e', b: 'c' },
    last: null,
  },
  'an undo that did not happen': { log: ['!c undo b', 'b cut'], undone: {}, last: 'b' },
  'a push on top': { log: ['b push', 'a cut'], undone: {}, last: 'a' },
};

function toRecord(line: string): JournalRecord {
  const [id = '', operation, undoes] = line.replace('!', '').split(' ');
  const plan = { operation, ...(undoes === undefined ? {} : { undoes }) };
  return { id, state: line.startsWith('!') ? 'aborted' : 'done', plan } as unknown as JournalRecord;
}

describe('what was taken back', () => {
  it.each(Object.entries(CASES))('%s', (_, { log, undone, last }) => {
    const records = log.map(toRecord);
    expect(Object.fromEntries(findUndone(records))).toEqual(undone);
    expect(lastUndoable(records)?.id ?? null).toBe(last);
  });
});
