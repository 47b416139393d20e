import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import type { RowDto } from '../../../src/protocol/rows.ts';
import { nextRelease } from '../../features/next-release.ts';
import { toPlainLabel } from '../../plain-text.ts';
import type { View } from '../../view.ts';
import { listCommitRows, listPendingRow, PENDING } from './pending-rows.ts';
import { listBelowSection, listSectionRows } from './section-rows.ts';
import { nameEach, type RowsOf, toRow } from './to-row.ts';

const NEXT = 'next';

/** The version that the unreleased entries lead to with the entries that decide it, all of them by category, and the commits. */
export function listUnreleasedRows(
  of: RowsOf,
  view: View,
  ledger: GatheredLedger,
  path: readonly string[],
): readonly RowDto[] {
  const { unreleased } = ledger;
  const [step] = path;
  if (step === NEXT) return listReasons(of, view);
  if (step === PENDING) return listCommitRows(of, ledger);
  if (step !== undefined) return unreleased ? listBelowSection(of, view, unreleased, [], step) : [];
  const sections = unreleased ? listSectionRows(of, view, unreleased, [], true) : [];
  const told = [...toNextRow(of, view, unreleased), ...sections];
  return [...told, ...listPendingRow(of, ledger, told.length === 0)];
}

function toNextRow(of: RowsOf, view: View, unreleased: GatheredLedger['unreleased']): readonly RowDto[] {
  const next = nextRelease(view);
  if (!next) return [];
  return [
    toRow(of, [NEXT], 'next', next.next, {
      state: next.level,
      detail: next.current,
      count: next.reasons.length,
      hasChildren: next.reasons.length > 0,
      place: unreleased ? { uri: of.uri, line: unreleased.heading.line } : null,
      release: unreleased?.label ?? null,
    }),
  ];
}

function listReasons(of: RowsOf, view: View): readonly RowDto[] {
  const reasons = nextRelease(view)?.reasons ?? [];
  const names = nameEach(reasons, ({ category, text }) => `${category} ${text}`);
  return reasons.map(({ category, text, line, level }, i) =>
    toRow(of, [NEXT, names[i] as string], 'reason', toPlainLabel(text), {
      state: level,
      detail: category === '' ? null : toPlainLabel(category),
      place: { uri: of.uri, line },
    }),
  );
}
