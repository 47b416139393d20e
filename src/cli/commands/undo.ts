import { lastUndoable } from '../../core/release/find-undone.ts';
import { invert } from '../../core/release/invert.ts';
import type { ComputedOperation, PlannedOperation } from '../operate.ts';
import { EXIT, printRefusal, type Session } from '../session.ts';

/** `undo [OPERATION-ID]`: the inverse plan of an operation. */
export function undo([id]: readonly string[]): ComputedOperation {
  return { compute: (session) => planUndo(session, id ?? null) };
}

async function planUndo(session: Session, id: string | null): Promise<PlannedOperation | number> {
  const { host, root } = session;
  const context = host.releaseContext(root, ['release-ledger', 'undo', ...(id === null ? [] : [id])]);
  const [{ readLog }, { gatherUndoFacts }] = await Promise.all([
    import('../../host/release/log.ts'),
    import('../../host/release/gather-undo-facts.ts'),
  ]);
  const log = await readLog(context);
  if ('code' in log) {
    printRefusal(session, log);
    return EXIT.findings;
  }
  const record = id === null ? lastUndoable(log.records) : log.records.find((each) => each.id === id);
  if (!record) {
    const message = id === null ? 'there is no operation to take back' : `there is no operation ${id}`;
    printRefusal(session, { message, hint: 'See what there is: release-ledger log' });
    return EXIT.findings;
  }
  const facts = await gatherUndoFacts(context, record);
  if ('code' in facts) {
    printRefusal(session, facts);
    return EXIT.findings;
  }
  return { plan: invert(record, facts), context, textOf: () => null };
}
