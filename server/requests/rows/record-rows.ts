import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { fillPath } from '../../../src/core/manifest/paths.ts';
import { toVisibleLine } from '../../../src/core/text/visible.ts';
import type { RowDto, RowMarkDto, RowStateDto } from '../../../src/protocol/rows.ts';
import type { Manifests } from '../../manifests/manifests.ts';
import { artifactsOf, manifestsOf } from '../../manifests/release-records.ts';
import type { ManifestFile } from '../../manifests/workspace-manifests.ts';
import type { Session } from '../../session.ts';
import type { View } from '../../view.ts';
import { uriWithin } from '../../workspace.ts';
import { findRelease, requestName } from './history-rows.ts';
import { type RowsOf, toRow } from './to-row.ts';

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

export interface RecordRowParts {
  readonly session: Session;
  readonly manifests: Manifests;
  readonly of: RowsOf;
  /** The changelog with the policy of a component's own records. */
  readonly viewOf: (component: string) => View;
  readonly ledger: GatheredLedger;
}

/** The rows of the history with what lies beside the changelog: releases that have a manifest are marked, below them it is listed. */
export async function addRecordRows(
  parts: RecordRowParts,
  path: readonly string[],
  rows: readonly RowDto[],
): Promise<readonly RowDto[]> {
  if (path.length === 0) return rows.map((row) => markRecorded(parts, row));
  if (path.length > 1) return rows;
  const records = await listRecords(parts, String(path[0]));
  const behindTags = rows.findLastIndex(({ kind }) => kind === 'tag') + 1;
  return [...rows.slice(0, behindTags), ...records, ...rows.slice(behindTags)];
}

function markRecorded(parts: RecordRowParts, row: RowDto): RowDto {
  if (row.kind !== 'release' || filesOf(parts, row.path[0]).length === 0) return row;
  return { ...row, marks: [...row.marks, 'recorded'], hasChildren: true };
}

async function listRecords(parts: RecordRowParts, key: string): Promise<readonly RowDto[]> {
  const { session, of, viewOf, ledger } = parts;
  const release = findRelease(ledger, key);
  const view = release && viewOf(release.component);
  const folder = view?.place.folder;
  if (!release || !folder) return [];
  const label = requestName(ledger, release);
  const rows: RowDto[] = [];
  for (const { uri, path } of filesOf(parts, key)) {
    const checked = await parts.manifests.settled(uri);
    const problems = checked?.check.problems ?? [];
    const worst = SEVERITIES.find((severity) => problems.some((problem) => problem.severity === severity));
    const state: RowStateDto | null = worst ?? (checked ? 'valid' : null);
    const about = { state, count: problems.length, place: { uri, line: 0 }, release: label };
    rows.push(toRow(of, [key, `manifest ${path}`], 'manifest', toVisibleLine(path), about));
  }
  const list = fillPath(view.policy.checksums.path, view.policy, release.version.raw);
  for (const path of await artifactsOf(session.host.files, folder, view.policy, release.version)) {
    const place = { uri: uriWithin(folder, path), line: 0 };
    const marks: readonly RowMarkDto[] = path === list ? ['list'] : [];
    rows.push(toRow(of, [key, `artifact ${path}`], 'artifact', toVisibleLine(path), { place, marks, release: label }));
  }
  return rows;
}

function filesOf({ manifests, viewOf, ledger }: RecordRowParts, key: string | undefined): readonly ManifestFile[] {
  const release = findRelease(ledger, key);
  const view = release && viewOf(release.component);
  const folder = view?.place.folder;
  return release && folder ? manifestsOf(manifests.files, folder, view.policy, release.version) : [];
}
