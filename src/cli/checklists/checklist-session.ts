import { join } from 'node:path';
import type { Policy } from '../../core/index.ts';
import { countDocsErrors } from '../../host/checklists/count-docs-errors.ts';
import { type GatheredChecklist, gatherChecklist } from '../../host/checklists/gather-checklist.ts';
import { listChecklists } from '../../host/checklists/list-checklists.ts';
import { EXIT, printRefusal, requirePolicy, type Session, toDisplayPath } from '../session.ts';
import { type NamedRecords, type OpenedLedger, openLedger, requireNamed } from '../the-ledger.ts';

/** One version's checklist with everything that it is held against. */
export interface ChecklistSession extends GatheredChecklist {
  readonly policy: Policy;
  /** The folder of the policy. */
  readonly root: string;
  /** The path as it is shown. */
  readonly name: string;
}

/** Which checklist: of a version, or of the highest one that has any. */
export interface ChecklistRequest {
  readonly version: string | null;
  /** The type of the release, where its version does not say it. */
  readonly type: string | null;
}

/** Opens a checklist; the exit code where that cannot be done, and then the reason was printed. */
export async function openChecklist(session: Session, request: ChecklistRequest): Promise<ChecklistSession | number> {
  const required = await requirePolicy(session);
  const opened = required && (await openLedger(session, required));
  const named = opened ? await chooseVersion(session, opened, request.version) : EXIT.usage;
  if (typeof named === 'number') return named;
  const { policy, root, ledger, version } = named;
  const { files, clock } = session.host;
  const gathered = await gatherChecklist({
    ...{ files, root, policy, ledger, version, type: request.type, today: clock.today() },
    docsErrors: countDocsErrors,
  });
  if (!('code' in gathered))
    return { ...gathered, policy, root, name: toDisplayPath(session.root, join(root, ...gathered.path.split('/'))) };
  printRefusal(session, gathered);
  return EXIT.findings;
}

async function chooseVersion(
  session: Session,
  opened: OpenedLedger,
  wanted: string | null,
): Promise<NamedRecords | number> {
  if (wanted !== null) return (await requireNamed(session, opened, wanted, false)) ?? EXIT.usage;
  const [newest] = await listChecklists(session.host.files, opened.root, opened.policy);
  if (newest) return { ...opened, version: newest };
  printRefusal(session, {
    message: 'there is no checklist yet',
    hint: 'Make one with “release-ledger checklist VERSION”',
  });
  return EXIT.findings;
}
