import { findUndone } from '../../core/release/find-undone.ts';
import type { JournalRecord } from '../../core/release/journal-record.ts';
import { styled } from '../printer.ts';
import { chooseFormat, EXIT, printNote, printRefusal, type Session } from '../session.ts';

/** `log`: the operations that were carried out in this repository, the newest first. */
export async function log(session: Session): Promise<number> {
  const format = chooseFormat(session, ['text', 'json']);
  if (!format) return EXIT.usage;
  const { host, root, out } = session;
  const { readLog } = await import('../../host/release/log.ts');
  const found = await readLog(host.releaseContext(root, ['release-ledger', 'log']));
  if ('code' in found) {
    printRefusal(session, found);
    return EXIT.findings;
  }
  const { records, open, unreadable } = found;
  const undone = findUndone(records);
  const all = records.map((record) => ({ record, undoneBy: undone.get(record.id) ?? null }));
  if (format === 'json')
    out.json({ open: open && toJson({ record: open, undoneBy: null }), operations: all.map(toJson) });
  else {
    for (const each of [...(open ? [{ record: open, undoneBy: null }] : []), ...all]) printRecord(session, each);
    if (records.length === 0 && !open) printNote(session, 'no operation was carried out here');
  }
  if (open) printNote(session, 'an operation was interrupted: release-ledger recover');
  for (const each of unreadable) printRefusal(session, each);
  return EXIT.done;
}

const STATES: Readonly<Record<JournalRecord['state'], string>> = {
  open: 'interrupted',
  done: 'done',
  aborted: 'taken back',
};

interface Logged {
  readonly record: JournalRecord;
  /** The id of the undo that took it back; null where none did. */
  readonly undoneBy: string | null;
}

function toJson({ record, undoneBy }: Logged): object {
  const { id, state, startedAt, endedAt, by, command, plan, refs, conflicts } = record;
  const { operation, title, undoes = null } = plan;
  return { id, operation, title, state, undoes, undoneBy, startedAt, endedAt, by, command, refs, conflicts };
}

function printRecord({ out }: Session, { record, undoneBy }: Logged): void {
  const { id, state, startedAt, by, plan, refs } = record;
  out.line(styled(plan.title, 'bold'), `  ${STATES[state]}`, undoneBy === null ? '' : `, undone by ${undoneBy}`);
  out.line(styled(`  ${id}  ${startedAt}  ${by.user}`, 'dim'));
  if (plan.undoes !== undefined) out.line(styled(`  undoes ${plan.undoes}`, 'dim'));
  for (const { name, from, to } of refs)
    out.line(`  ${name}  ${from?.slice(0, 10) ?? 'none'} → ${to?.slice(0, 10) ?? 'none'}`);
}
