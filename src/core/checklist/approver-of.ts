import type { Task } from './checklist.ts';

/** Who approved and when, as an approval’s remark says it: `Ada Lovelace, 2026-01-07`, and `: ` with more behind it. */
export interface Approver {
  readonly by: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

const REMARK = /^(\S.*), (\d{4}-\d{2}-\d{2})(?::|$)/;

/** Who gave an approval; null where it was not given, or where nothing says by whom and when. */
export function approverOf({ kind, state, remark }: Pick<Task, 'kind' | 'state' | 'remark'>): Approver | null {
  const said = kind === 'approval' && state === 'done' ? REMARK.exec(remark) : null;
  return said && { by: said[1] as string, date: said[2] as string };
}
