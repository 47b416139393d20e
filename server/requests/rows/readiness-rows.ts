import { toVisibleLine } from '../../../src/core/text/visible.ts';
import type { RowDto } from '../../../src/protocol/rows.ts';
import { isChecklistPath, listChecklistRows } from '../../checklists/checklist-rows.ts';
import { overlay } from '../../ledger-facts.ts';
import type { Session } from '../../session.ts';
import { openChangelog } from '../operations/open-changelog.ts';
import { planOperation } from '../operations/plan-operation.ts';
import { nameEach, type RowsOf, toRow } from './to-row.ts';

/** What stands in the way of the next release, and below that its checklist. */
export async function listReadinessRows(
  session: Session,
  of: RowsOf,
  path: readonly string[],
): Promise<readonly RowDto[]> {
  if (isChecklistPath(path)) return listChecklistRows(session, of, path);
  const blockers = await listBlockers(session, of, path);
  return path.length > 0 ? blockers : [...blockers, ...(await listChecklistRows(session, of, []))];
}

/**
 * What stands in the way of the next release, by the very plan that would be applied once what is open has been saved, with
 * what mends it below, or that nothing does. A release candidate behind which nothing came is promoted, not cut.
 */
async function listBlockers(session: Session, of: RowsOf, path: readonly string[]): Promise<readonly RowDto[]> {
  const open = await openChangelog(session, of.uri, ['readiness']);
  if (open.refusal) return notChecked(of, open.refusal.message);
  const files = overlay(session.host.files, session.documents);
  const { findCandidate } = await import('../../../src/core/release/find-candidate.ts');
  const candidate = findCandidate(open.value.ledger)?.version.raw;
  const planned = await (candidate === undefined
    ? planOperation(session, open.value, 'cut', {}, files)
    : planOperation(session, open.value, 'promote', { target: candidate }, files));
  if (planned.refusal) return notChecked(of, planned.refusal.message);
  const { blockers, title } = planned.value;
  const names = nameEach(blockers, ({ code }) => code);
  const [kind, name] = path;
  if (kind !== undefined) {
    const blocker = blockers[names.indexOf(String(name))];
    return blocker?.hint
      ? [toRow(of, [...path, 'hint'], 'reason', toVisibleLine(blocker.hint), { code: blocker.code })]
      : [];
  }
  if (blockers.length === 0) {
    const promotes = candidate === undefined ? {} : { release: candidate, marks: ['prerelease'] as const };
    return [toRow(of, ['ready'], 'ready', toVisibleLine(title), promotes)];
  }
  return blockers.map(({ code, message, hint, place }, i) =>
    toRow(of, ['blocker', names[i] as string], 'blocker', toVisibleLine(message), {
      hasChildren: hint !== null,
      expanded: true,
      place,
      code,
    }),
  );
}

function notChecked(of: RowsOf, reason: string): readonly RowDto[] {
  return [toRow(of, ['not checked'], 'notCompared', '', { detail: toVisibleLine(reason) })];
}
