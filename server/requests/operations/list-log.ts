import type { Refusal } from '../../../src/core/index.ts';
import { findUndone } from '../../../src/core/release/find-undone.ts';
import type { JournalRecord } from '../../../src/core/release/journal-record.ts';
import { toVisibleLine } from '../../../src/core/text/visible.ts';
import type { ReleaseContext } from '../../../src/host/release/context.ts';
import type { Log } from '../../../src/host/release/log.ts';
import type { LoggedOperationDto } from '../../../src/protocol/operations.ts';

/** The journal of a repository. */
export async function readJournal(context: ReleaseContext): Promise<Log | Refusal> {
  const { readLog } = await import('../../../src/host/release/log.ts');
  return readLog(context);
}

/** Every operation of a journal, the last one first. */
export function toLogged({ open, records }: Log): readonly LoggedOperationDto[] {
  const undone = findUndone(records);
  return [...(open ? [open] : []), ...records].map((record) => ({
    id: record.id,
    operation: record.plan.operation,
    title: toVisibleLine(record.plan.title),
    at: record.startedAt,
    by: toVisibleLine(record.by.user),
    state: undone.has(record.id) ? 'undone' : toState(record),
  }));
}

function toState({ state }: JournalRecord): LoggedOperationDto['state'] {
  if (state === 'open') return 'interrupted';
  return state === 'aborted' ? 'takenBack' : 'done';
}
