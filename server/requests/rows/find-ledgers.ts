import type { ChangelogDto } from '../../../src/protocol/dto.ts';
import type { EmptyDto } from '../../../src/protocol/rows.ts';
import { toDiskPlace } from '../../ledger-facts.ts';
import type { Session } from '../../session.ts';
import type { WorkspaceChangelogs } from '../../workspace-changelogs.ts';
import { listChangelogs } from '../changelogs.ts';

/** The changelogs that have a ledger, or why there are none. */
export interface FoundLedgers {
  readonly ledgers: readonly ChangelogDto[];
  readonly empty: EmptyDto | null;
}

/** The changelogs of the workspace that lie on disk and are checked, those nearest to the top of their folder first. */
export async function findLedgers(session: Session, changelogs: WorkspaceChangelogs): Promise<FoundLedgers> {
  // Right after the start nothing may have been searched yet: that is not the same as finding nothing.
  if (changelogs.files.length === 0) await changelogs.search();
  const all = await listWanted(session, changelogs);
  const onDisk = all.filter(({ uri }) => toDiskPlace({ uri, place: session.workspace.placeOf(uri) }) !== null);
  const ledgers: ChangelogDto[] = [];
  for (const each of onDisk) if ((await session.settings.get(each.uri)).enable) ledgers.push(each);
  if (ledgers.length > 0) return { ledgers: ledgers.sort(byDepth), empty: null };
  if (onDisk.length > 0) return { ledgers, empty: 'turnedOff' };
  // Folders that lie on no disk are not searched, so that it is not known whether there is a changelog in them.
  const { folders } = session.workspace;
  const isVirtual = folders.length > 0 && folders.every(({ path }) => path === null);
  return { ledgers, empty: all.length > 0 || isVirtual ? 'notOnDisk' : 'noChangelog' };
}

/**
 * Those that belong to the workspace. Somebody may open a dependency's changelog, or hold one open that was deleted: only where
 * there is no other are the open ones meant.
 */
async function listWanted(session: Session, changelogs: WorkspaceChangelogs): Promise<readonly ChangelogDto[]> {
  const all = await listChangelogs(session, changelogs);
  const own = all.filter(({ uri }) => changelogs.has(uri));
  return own.length > 0 ? own : all;
}

function byDepth(a: ChangelogDto, b: ChangelogDto): number {
  const depth = a.path.split('/').length - b.path.split('/').length;
  return depth || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
