import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { isKnown } from '../../../src/core/ledger/ledger.ts';
import type { ChangelogDto } from '../../../src/protocol/dto.ts';
import type { RowsParams } from '../../../src/protocol/messages.ts';
import type { EmptyDto, LedgerView, RowDto, RowsDto } from '../../../src/protocol/rows.ts';
import type { Manifests } from '../../manifests/manifests.ts';
import type { Session } from '../../session.ts';
import { toFileName } from '../../uris.ts';
import type { View } from '../../view.ts';
import type { WorkspaceChangelogs } from '../../workspace-changelogs.ts';
import { toOwnViews } from '../own-view.ts';
import { findLedgers } from './find-ledgers.ts';
import { findRelease, listHistoryRows } from './history-rows.ts';
import { listOperationRows } from './operation-rows.ts';
import { listReadinessRows } from './readiness-rows.ts';
import { addRecordRows } from './record-rows.ts';
import { type RowsOf, toRow } from './to-row.ts';
import { listUnreleasedRows } from './unreleased-rows.ts';
import { listVersionFileRows } from './version-file-rows.ts';

const LISTS: Readonly<
  Record<
    Exclude<LedgerView, 'readiness'>,
    (of: RowsOf, view: View, ledger: GatheredLedger, path: readonly string[]) => readonly RowDto[]
  >
> = { history: listHistoryRows, unreleased: listUnreleasedRows, versionFiles: listVersionFileRows };

const EMPTY: Readonly<Record<LedgerView, EmptyDto>> = {
  history: 'noReleases',
  unreleased: 'nothingUnreleased',
  readiness: 'noReleases',
  versionFiles: 'noVersionFiles',
};

/** The files of the workspace that rows are about. */
export interface ListedFiles {
  readonly changelogs: WorkspaceChangelogs;
  readonly manifests: Manifests;
}

/** So few changelogs are shown with what they have. */
const EXPANDED_LIMIT = 3;

/**
 * The rows of a view below another row, or its first ones: those of the only changelog, or a row for each where there are
 * several.
 */
export async function listRows(
  session: Session,
  { changelogs, manifests }: ListedFiles,
  { view, parent }: RowsParams,
): Promise<RowsDto> {
  if (parent)
    return sayNothing(
      { view, uri: parent.uri },
      await listBelow(session, manifests, { view, uri: parent.uri }, parent.path),
    );
  const { ledgers, empty } = await findLedgers(session, changelogs);
  const [first] = ledgers;
  if (!first) return { rows: [], empty };
  if (ledgers.length === 1) return listBelow(session, manifests, { view, uri: first.uri }, []);
  const expanded = ledgers.length <= EXPANDED_LIMIT;
  const severalFolders = session.workspace.folders.length > 1;
  return { rows: ledgers.map((each) => toChangelogRow(view, each, expanded, severalFolders)), empty: null };
}

async function listBelow(
  session: Session,
  manifests: Manifests,
  of: RowsOf,
  path: readonly string[],
): Promise<RowsDto> {
  const found = await session.viewWithLedger(of.uri);
  if (!found?.ledger.ledger) return { rows: [], empty: 'notOnDisk' };
  const { ledger } = found.ledger;
  const rows =
    of.view === 'readiness' ? await listReadinessRows(session, of, path) : LISTS[of.view](of, found, ledger, path);
  const recorded = async () => {
    const viewOf = await toOwnViews(session, found);
    return addRecordRows({ session, manifests, of, viewOf, ledger }, path, rows);
  };
  const shown = of.view === 'history' ? await recorded() : rows;
  const release = of.view === 'history' && path.length === 1 ? findRelease(ledger, path[0]) : null;
  if (release) return { rows: [...shown, ...(await listOperationRows(session, of, release))], empty: null };
  if (shown.length > 0 || path.length > 0) return { rows: shown, empty: null };
  // Without git it is not known whether anything is tagged.
  const isUnknown = of.view === 'history' && !isKnown(found.ledger.ledger.repository);
  return { rows: [], empty: isUnknown ? 'noRepository' : EMPTY[of.view] };
}

/** One of several changelogs that has no rows says so in its place. */
function sayNothing(of: RowsOf, found: RowsDto): RowsDto {
  return found.empty ? { rows: [toRow(of, ['nothing'], 'nothing', '', { state: found.empty })], empty: null } : found;
}

function toChangelogRow(
  view: LedgerView,
  { uri, path, folder }: ChangelogDto,
  expanded: boolean,
  severalFolders: boolean,
): RowDto {
  return toRow({ view, uri }, [], 'changelog', path, {
    detail: severalFolders && folder !== null ? toFileName(folder) : null,
    hasChildren: true,
    expanded,
    place: { uri, line: 0 },
  });
}
