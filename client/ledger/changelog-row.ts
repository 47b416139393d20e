import { l10n } from 'vscode';
import type { LedgerSummaryDto, LedgerView, RowDto } from '../../src/protocol/rows.ts';
import { nameChangelog } from '../changelog-name.ts';

/** What the row of a changelog says in a view, as far as it is known: what tells it from the others first. */
export function describeChangelog(
  { view, label, detail }: RowDto,
  summary: LedgerSummaryDto | undefined,
): readonly (string | null)[] {
  return [detail, ...(summary ? describeIn[view](summary) : []), nameChangelog(label).folder];
}

const describeIn: Readonly<Record<LedgerView, (summary: LedgerSummaryDto) => readonly (string | null)[]>> = {
  history: ({ current }) => [current],
  unreleased: ({ unreleased, next }) => [next && `→ ${next.version}`, unreleased === 0 ? null : String(unreleased)],
  readiness: ({ next }) => [next && `→ ${next.version}`],
  versionFiles: ({ current, behind }) => [current, behind.length === 0 ? null : l10n.t('{0} behind', behind.length)],
};

/** Those first that have something to release, where a view is about that; beside that in the order in which they are. */
export function sortChangelogs(
  view: LedgerView,
  rows: readonly RowDto[],
  summaryOf: (uri: string) => LedgerSummaryDto | undefined,
): readonly RowDto[] {
  if (view !== 'unreleased' && view !== 'readiness') return rows;
  const waits = ({ kind, uri }: RowDto): boolean => kind === 'changelog' && (summaryOf(uri)?.unreleased ?? 0) > 0;
  return [...rows.filter(waits), ...rows.filter((row) => !waits(row))];
}
