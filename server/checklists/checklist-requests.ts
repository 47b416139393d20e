import type { CancellationToken } from 'vscode-languageserver';
import { type ChecklistChangeDto, changeChecklistRequest, checklistRequest } from '../../src/protocol/checklists.ts';
import type { DocumentParams, RequestMessage } from '../../src/protocol/messages.ts';
import type { Converter } from '../convert.ts';
import { requireDocument, requireText } from '../handle.ts';
import { openChangelog } from '../requests/operations/open-changelog.ts';
import type { Session } from '../session.ts';
import { changeChecklist } from './change-checklist.ts';
import { toChecklistDto } from './describe-checklist.ts';
import { openChecklist } from './open-checklist.ts';

/** Joins a request to what answers it. */
type On = <Params, Result>(
  message: RequestMessage<Params, Result>,
  answer: (params: Params, token: CancellationToken) => Result | Promise<Result>,
) => void;

const CHANGES: Readonly<Record<ChecklistChangeDto['kind'], readonly string[]>> = {
  open: [],
  tick: ['task'],
  skip: ['task', 'reason'],
  approve: ['role', 'by'],
};

/** Joins the requests about checklists to what answers them. */
export function offerChecklistRequests(on: On, session: Session, converter: Converter): void {
  on(checklistRequest, async (params) => {
    const opened = await open(params);
    return opened.refusal ? opened : { value: toChecklistDto(opened.value, await whoWorksHere(session, params)) };
  });
  on(changeChecklistRequest, async (params) => {
    requireChange(params.change);
    const opened = await open(params);
    if (opened.refusal) return opened;
    const { change } = params;
    const isSaid = change.kind === 'skip' || change.kind === 'approve';
    const me = isSaid ? null : await whoWorksHere(session, params);
    return changeChecklist(session, converter, opened.value, change, me);
  });

  function open(params: DocumentParams & { readonly version: string | null }) {
    requireDocument(params);
    if (params.version !== null) requireText(params.version, 'version');
    return openChecklist(session, params.textDocument.uri, params.version);
  }
}

/** Null before the workspace is trusted: no program is started in it then. */
async function whoWorksHere(session: Session, { textDocument }: DocumentParams): Promise<string | null> {
  const opened = await openChangelog(session, textDocument.uri, ['checklist']);
  if (opened.refusal) return null;
  const { readCommitter } = await import('../../src/host/release/read-committer.ts');
  return readCommitter(opened.value.context);
}

/** Throws -32602 for what is no change with all that it is made of. */
function requireChange(change: ChecklistChangeDto | undefined): void {
  const kind = change?.kind ?? '';
  if (!change || !Object.hasOwn(CHANGES, kind)) requireText(undefined, 'change.kind');
  for (const name of CHANGES[kind as keyof typeof CHANGES])
    requireText(Reflect.get(change ?? {}, name), `change.${name}`);
  if (change?.kind === 'tick' && typeof change.done !== 'boolean') requireText(undefined, 'change.done');
}
