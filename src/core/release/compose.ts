import { positionAt, toSource } from '../text/source.ts';
import type { FileState, ReleaseFacts } from './facts.ts';
import type {
  Blocker,
  CommitStep,
  FileStep,
  OperationName,
  Plan,
  PlanFacts,
  RefStep,
  Step,
  TreeChange,
} from './plan.ts';

/** New texts by the paths of their files; null to delete one. */
export type NewTexts = ReadonlyMap<string, string | null>;

/** Makes what stands in the way of a plan. Messages and hints are sentences without a full stop. */
export function blocker(code: string, message: string, hint: string | null, place: Blocker['place'] = null): Blocker {
  return { code, message, hint, place };
}

/** The place of an offset in a file, with the line counted from 1. */
export function placeIn(path: string, text: string, offset: number): Blocker['place'] {
  return { path, line: positionAt(toSource(text), offset).line + 1 };
}

/** What a commit has of the new texts: those that differ from it, with the line endings that the file has there. */
export function toChanges(facts: ReleaseFacts, texts: NewTexts): readonly TreeChange[] {
  const isNew = (state: FileState | undefined): boolean => state?.committed === null && state.present !== null;
  const changed = statesOf(facts, texts).filter(([, text, state]) => isNew(state) || isOther(text, state));
  return changed.map(([path, text, state]) => ({
    path,
    mode: state?.mode ?? '100644',
    text: text === null ? null : asCommitted(state, text),
  }));
}

/** The same for the work tree. */
export function toFileSteps(facts: ReleaseFacts, texts: NewTexts, uncommitted = false): readonly FileStep[] {
  const changed = statesOf(facts, texts).filter(([, text, state]) => isOther(text, state));
  return changed.map(([path, text, state]) => ({
    kind: 'file',
    path,
    mode: state?.mode ?? '100644',
    from: state?.present?.object ?? null,
    text,
    uncommitted,
  }));
}

function statesOf(
  { files }: ReleaseFacts,
  texts: NewTexts,
): readonly (readonly [string, string | null, FileState | undefined])[] {
  return [...texts].map(([path, text]) => [path, text, files.get(path)] as const);
}

function isOther(text: string | null, state: FileState | undefined): boolean {
  return text !== (state?.present?.text ?? null);
}

/** Git may keep a file with LF that stands in the work tree with CRLF (`core.autocrlf`): then it goes on to. */
function asCommitted(state: FileState | undefined, text: string): string {
  const { committed, present } = state ?? {};
  const converts = committed && present && committed.text !== present.text && isConverted(committed.text, present.text);
  return converts ? text.replaceAll('\r\n', '\n') : text;
}

/** True where a text of the work tree is the committed one, with the line endings of the system at most. */
export function isConverted(committed: string, present: string): boolean {
  return committed === present || committed === present.replaceAll('\r\n', '\n');
}

export interface CommitRequest {
  readonly id: string;
  readonly texts: NewTexts;
  readonly message: string;
}

/** The steps that commit new texts on HEAD's branch and show them in the work tree. The ref moves behind `between`. */
export function commitOnHead(
  facts: ReleaseFacts,
  { id, texts, message }: CommitRequest,
  between: readonly Step[] = [],
): readonly Step[] {
  const parent = { object: facts.head.commit ?? '' };
  const commit: CommitStep = {
    kind: 'commit',
    id,
    parents: [parent],
    base: parent,
    changes: toChanges(facts, texts),
    mergedTree: null,
    message,
    sign: facts.signs.commits,
  };
  const ref: RefStep = { kind: 'ref', name: facts.head.ref ?? 'HEAD', from: facts.head.commit, to: { step: id } };
  return [commit, ...between, ref, ...toFileSteps(facts, texts)];
}

export interface PlanRequest extends Pick<Plan, 'title' | 'blockers' | 'steps'> {
  readonly operation: OperationName;
  readonly notes?: Plan['notes'];
  readonly next?: Plan['next'];
  readonly choices?: Plan['choices'];
  /** Further refs that the plan relies on. */
  readonly refs?: PlanFacts['refs'];
  /** Further files that it relies on. */
  readonly files?: readonly string[];
}

/** Makes a plan with the fingerprint of what it relies on: HEAD, the refs that it changes, and the files. */
export function makePlan(facts: ReleaseFacts, request: PlanRequest): Plan {
  const { operation, title, blockers, steps, notes = [], next = [] } = request;
  const refs: Record<string, string | null> = {};
  if (facts.head.ref !== null) refs[facts.head.ref] = facts.head.commit;
  const files: Record<string, string | null> = {};
  for (const path of request.files ?? []) files[path] = facts.files.get(path)?.present?.object ?? null;
  for (const step of steps) {
    if (step.kind === 'ref') refs[step.name] = step.from;
    if (step.kind === 'tag') refs[`refs/tags/${step.name}`] = null;
    if (step.kind === 'file') files[step.path] = step.from;
  }
  return {
    format: 'release-ledger/plan',
    formatVersion: 1,
    operation,
    title,
    facts: {
      objectFormat: facts.repository.objectFormat,
      head: facts.head.ref,
      headCommit: facts.head.commit,
      refs: { ...request.refs, ...refs },
      files,
    },
    blockers: [...blockers],
    // What stands in the way is shown with what was wanted; who applies a plan looks at the blockers first.
    steps: [...steps],
    notes: [...notes],
    next: [...next],
    ...(request.choices ? { choices: [...request.choices] } : {}),
  };
}
