import { isKnown } from '../../src/core/ledger/ledger.ts';
import * as messages from '../../src/protocol/messages.ts';
import type { LedgerView } from '../../src/protocol/rows.ts';
import { requireDocument, requireText } from '../handle.ts';
import type { Manifests } from '../manifests/manifests.ts';
import type { Session } from '../session.ts';
import type { WorkspaceChangelogs } from '../workspace-changelogs.ts';
import { aboutLedger, refuse } from './answers.ts';
import { comparedFolder, compareWithPrevious } from './compare.ts';
import { RevisionFiles } from './revision-files.ts';
import { describeRow } from './rows/describe-row.ts';
import { listRows } from './rows/list-rows.ts';
import { summarizeLedgers } from './rows/summarize-ledger.ts';

/** Joins a request to what answers it. */
type On = <Params, Result>(
  message: messages.RequestMessage<Params, Result>,
  answer: (params: Params) => Result | Promise<Result>,
) => void;

const VIEWS: ReadonlySet<unknown> = new Set<LedgerView>(['history', 'unreleased', 'versionFiles', 'readiness']);

/** Joins the requests that views of the ledger, their status item and comparisons make. */
export function offerLedgerRequests(
  on: On,
  session: Session,
  changelogs: WorkspaceChangelogs,
  manifests: Manifests,
): void {
  const revisions = new RevisionFiles(session.host);
  const readLedger = async ({ textDocument: { uri } }: messages.DocumentParams) => {
    await session.viewWithLedger(uri);
    return aboutLedger(session, uri, (view, ledger) => ({ view, ledger }));
  };

  on(messages.rowsRequest, (params) => {
    requireView(params?.view);
    if (params.parent) {
      requireText(params.parent.uri, 'parent.uri');
      requirePath(params.parent.path);
    }
    return listRows(session, { changelogs, manifests }, params);
  });
  on(messages.describeRowRequest, async (params) => {
    requireDocument(params);
    requireView(params.view);
    requirePath(params.path);
    const known = await readLedger(params);
    if (known.refusal) return known;
    return { value: describeRow(known.value.view, known.value.ledger, params) };
  });
  on(messages.ledgersRequest, (params) => {
    if (params?.textDocument) requireDocument(params);
    return summarizeLedgers(session, changelogs, params?.textDocument?.uri ?? null);
  });
  on(messages.compareRequest, async (params) => {
    requireDocument(params);
    requireText(params.release, 'release');
    const { against = null } = params;
    if (against !== null) requireText(against.commit, 'against.commit');
    const known = await readLedger(params);
    if (known.refusal) return known;
    const { view, ledger } = known.value;
    return compareWithPrevious(view, ledger, (folder) => revisions.open(view.uri, folder), params.release, against);
  });
  on(messages.fileAtRevisionRequest, async (params) => {
    requireDocument(params);
    requireText(params.revision, 'revision');
    requireText(params.path, 'path');
    const open = revisions.find(params.textDocument.uri);
    if (open) return revisions.read(open, params);
    // A comparison that an earlier server made: whether git may be started is found out as for a new one.
    const known = await readLedger(params);
    if (known.refusal) return known;
    const { view, ledger } = known.value;
    if (!isKnown(ledger.repository))
      return refuse('failed', `The revisions are not known: ${ledger.repository.notKnown}`);
    const opened = await revisions.open(view.uri, comparedFolder(view, ledger));
    return opened.refusal ? opened : revisions.read(opened.value, params);
  });
}

function requireView(view: unknown): void {
  if (!VIEWS.has(view)) requireText(undefined, 'view');
}

function requirePath(path: unknown): void {
  if (!Array.isArray(path) || path.some((step) => typeof step !== 'string')) requireText(undefined, 'path');
}
