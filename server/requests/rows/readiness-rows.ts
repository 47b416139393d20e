import { toVisibleLine } from '../../../src/core/text/visible.ts';
import type { RowDto } from '../../../src/protocol/rows.ts';
import type { Session } from '../../session.ts';
import { openChangelog } from '../operations/open-changelog.ts';
import { planOperation } from '../operations/plan-operation.ts';
import { nameEach, type RowsOf, toRow } from './to-row.ts';

/**
 * What stands in the way of the next release, by the very plan that would be applied, or that nothing does. Only the first level
 * has rows.
 */
export async function listReadinessRows(
  session: Session,
  of: RowsOf,
  path: readonly string[],
): Promise<readonly RowDto[]> {
  if (path.length > 0) return [];
  const open = await openChangelog(session, of.uri, ['readiness']);
  if (open.refusal) return [toRow(of, ['not checked'], 'notCompared', '', { detail: open.refusal.message })];
  const planned = await planOperation(session, open.value, 'cut', {});
  if (planned.refusal) return [toRow(of, ['not checked'], 'notCompared', '', { detail: planned.refusal.message })];
  const { blockers, title } = planned.value;
  if (blockers.length === 0) return [toRow(of, ['ready'], 'ready', toVisibleLine(title))];
  const names = nameEach(blockers, ({ code }) => code);
  return blockers.map(({ code, message, hint, place }, i) =>
    toRow(of, ['blocker', names[i] as string], 'blocker', toVisibleLine(message), {
      detail: hint === null ? null : toVisibleLine(hint),
      place,
      code,
    }),
  );
}
