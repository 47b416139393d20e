import type { EntryChange, JournalRecord } from '../../../src/core/release/journal-record.ts';

/** The ids of the operations that were taken back since: those whose changes an undo made the other way round. @param records newest first */
export function findUndone(records: readonly JournalRecord[]): ReadonlySet<string> {
  const undone = new Set<string>();
  const standing: JournalRecord[] = [];
  for (const record of [...records].reverse()) {
    if (record.state !== 'done') continue;
    if (record.plan.operation !== 'undo') {
      standing.push(record);
      continue;
    }
    const at = standing.findLastIndex((earlier) => takesBack(record, earlier));
    for (const { id } of at < 0 ? [] : standing.splice(at, 1)) undone.add(id);
  }
  return undone;
}

function takesBack(undo: JournalRecord, { refs, files }: JournalRecord): boolean {
  const isBack = refs.every(({ name, from, to }) =>
    undo.refs.some((other) => other.name === name && other.from === to && other.to === from),
  );
  // A file that had its old bytes again already was nothing to take back.
  const concerns = ({ path }: EntryChange): boolean => files.some((file) => file.path === path);
  return isBack && undo.refs.length === refs.length && undo.files.every(concerns);
}
