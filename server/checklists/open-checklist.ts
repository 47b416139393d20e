import type { Version } from '../../src/core/index.ts';
import { aloneLedger } from '../../src/core/ledger/alone.ts';
import { findRecorded } from '../../src/core/release/component-facts.ts';
import { readVersion } from '../../src/core/version/read-version.ts';
import type { GatheredChecklist } from '../../src/host/checklists/gather-checklist.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import { nextRelease } from '../features/next-release.ts';
import { overlay } from '../ledger-facts.ts';
import { aboutLedger, refuse } from '../requests/answers.ts';
import { toOwnView } from '../requests/own-view.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import { uriWithin } from '../workspace.ts';

/** A version's checklist as its editor has it, or as the disk does. */
export interface OpenChecklist extends GatheredChecklist {
  readonly view: View;
  readonly uri: string;
}

/** Opens the checklist of a version. @param wanted null for the newest version that has one, else the next version */
export async function openChecklist(
  session: Session,
  changelog: string,
  wanted: string | null,
): Promise<AnswerDto<OpenChecklist>> {
  await session.viewWithLedger(changelog);
  const known = await aboutLedger(session, changelog, (view, ledger) => ({ view, ledger }));
  if (known.refusal) return known;
  const named = wanted === null ? null : findRecorded(known.value.ledger, wanted, false);
  const ledger = named ? aloneLedger(named.ledger) : known.value.ledger;
  const view = await toOwnView(session, known.value.view, named?.ledger ?? ledger);
  const { folder } = view.place;
  if (!folder?.path) return refuse('outside-workspace', `${view.place.path} lies on no disk`);
  const version = named ? named.version : await newestOf(session, view, folder.path);
  if (!version) {
    const message = wanted === null ? 'There is neither a checklist nor a next version' : `${wanted} is no version`;
    return refuse('no-version', message, 'Add an entry under Unreleased, or choose a version');
  }
  const { gatherChecklist } = await import('../../src/host/checklists/gather-checklist.ts');
  const gathered = await gatherChecklist({
    files: overlay(session.host.files, session.documents),
    root: folder.path,
    ...{ policy: view.policy, ledger, version, type: null, today: view.today },
    docsErrors: session.docsErrors.count,
  });
  if ('code' in gathered) return refuse('failed', gathered.message, gathered.hint);
  return { value: { ...gathered, view, uri: uriWithin(folder, gathered.path) } };
}

/** The highest version that has a checklist; the next version where none has. */
export async function newestOf(session: Session, view: View, root: string): Promise<Version | null> {
  const { listChecklists } = await import('../../src/host/checklists/list-checklists.ts');
  const [newest] = await listChecklists(session.host.files, root, view.policy);
  if (newest) return newest;
  const next = nextRelease(view)?.next;
  return next === undefined ? null : readVersion(next);
}
