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
  if (format === 'json') out.json({ open: open && toJson(open), operations: records.map(toJson) });
  else {
    for (const record of [...(open ? [open] : []), ...records]) printRecord(session, record);
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

function toJson({ id, state, startedAt, endedAt, by, command, plan, refs, conflicts }: JournalRecord): object {
  const { operation, title } = plan;
  return { id, operation, title, state, startedAt, endedAt, by, command, refs, conflicts };
}

function printRecord({ out }: Session, { id, state, startedAt, by, plan, refs }: JournalRecord): void {
  out.line(styled(plan.title, 'bold'), `  ${STATES[state]}`);
  out.line(styled(`  ${id}  ${startedAt}  ${by.user}`, 'dim'));
  for (const { name, from, to } of refs)
    out.line(`  ${name}  ${from?.slice(0, 10) ?? 'none'} → ${to?.slice(0, 10) ?? 'none'}`);
}
