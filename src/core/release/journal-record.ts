import { type Refusal, refusal } from '../refusal.ts';
import type { Plan } from './plan.ts';
import { headPlace, isRecordId, mode, objectId, planShape, ref, treePath } from './read-plan.ts';
import { all, count, listOf, literal, mapOf, orNull, record, type Shape, text, textThat } from './shape.ts';

/**
 * What applying a plan set out to do, with every object id that it needs to be finished, taken back or undone later.
 *
 * It is written before the first visible change. Once the operation has ended it stays as the record of what happened.
 */
export interface JournalRecord {
  readonly format: 'release-ledger/journal';
  readonly formatVersion: 1;
  /** Sorts by time: `20261121T132400123Z-1f2e3d4c`. */
  readonly id: string;
  readonly state: JournalState;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly by: { readonly user: string; readonly host: string; readonly pid: number };
  /** The command line, or what the editor calls it. */
  readonly command: readonly string[];
  readonly repository: JournalPlace;
  readonly plan: Plan;
  /** The objects that were made, by the name of their step; a tag’s is `tag <name>`. */
  readonly objects: Readonly<Record<string, string>>;
  readonly refs: readonly RefChange[];
  /** Null where HEAD names what it named. */
  readonly head: { readonly from: string; readonly to: string } | null;
  /** What HEAD named when all was applied: files and index belong to that. */
  readonly headAfter: string;
  readonly files: readonly EntryChange[];
  readonly index: readonly EntryChange[];
  /** What was run on the way, and how it ended: `hook pre-commit: 0`. */
  readonly ran: readonly string[];
  /** What could not be applied because somebody had changed it meanwhile; his bytes stayed. */
  readonly conflicts: readonly Conflict[];
  readonly pushes: readonly PushOutcome[];
}

/** `open`: to be finished. `done`, `aborted`: nothing is left to do, and all or nothing of it happened. */
export type JournalState = 'open' | 'done' | 'aborted';

/** Where a repository is, each without links. */
export interface JournalPlace {
  readonly root: string;
  readonly gitFolder: string;
  readonly commonFolder: string;
}

export interface RefChange {
  readonly name: string;
  /** Null: it must not be there. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface Entry {
  readonly object: string;
  readonly mode: string;
}

/** A file, or an index entry, as it was and as it is to be. Null where there is none. */
export interface EntryChange {
  readonly path: string;
  readonly from: Entry | null;
  readonly to: Entry | null;
}

export interface Conflict {
  readonly kind: 'ref' | 'head' | 'file' | 'index';
  readonly name: string;
  /** What was found instead, and was left. */
  readonly reason: string;
}

/** `unknown`: the connection ended before the remote said what became of it. */
export interface PushOutcome {
  readonly remote: string;
  readonly outcome: 'pending' | 'done' | 'refused' | 'unknown';
  readonly detail: string;
}

const time = textThat((value) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? null : 'is no time in UTC'));
const absolute = textThat((path) => (/^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path) ? null : 'is no absolute path'));
const fileEntry = orNull(record({ object: objectId, mode }));
/** The index has links and submodules, too. */
const indexEntry = orNull(record({ object: objectId, mode: literal('100644', '100755', '120000', '160000') }));

const recordShape: Shape = all(
  record({
    format: literal('release-ledger/journal'),
    formatVersion: literal(1),
    id: textThat((id) => (isRecordId(id) ? null : 'is no id of a record')),
    state: literal('open', 'done', 'aborted'),
    startedAt: time,
    endedAt: orNull(time),
    by: record({ user: text, host: text, pid: count }),
    command: listOf(text),
    repository: record({ root: absolute, gitFolder: absolute, commonFolder: absolute }),
    plan: planShape,
    objects: mapOf(text, objectId),
    refs: listOf(record({ name: ref, from: orNull(objectId), to: orNull(objectId) })),
    head: orNull(record({ from: headPlace, to: headPlace })),
    headAfter: headPlace,
    files: listOf(record({ path: treePath, from: fileEntry, to: fileEntry })),
    index: listOf(record({ path: text, from: indexEntry, to: indexEntry })),
    ran: listOf(text),
    conflicts: listOf(record({ kind: literal('ref', 'head', 'file', 'index'), name: text, reason: text })),
    pushes: listOf(record({ remote: text, outcome: literal('pending', 'done', 'refused', 'unknown'), detail: text })),
  }),
  (value) => whyNotOfItsPlan(value as JournalRecord),
);

/** **Invariant:** a record changes what its plan shows, and nothing else. */
function whyNotOfItsPlan({ plan, refs, files, head, objects }: JournalRecord): string | null {
  if (plan.blockers.length > 0) return '.plan.blockers: a plan with blockers is never applied';
  const planned = plan.steps.flatMap((step): readonly [string, string | null, string | null][] => {
    if (step.kind === 'tag') {
      const made =
        objects[`tag ${step.name}`] ?? ('object' in step.target ? step.target.object : objects[step.target.step]);
      return [[`refs/tags/${step.name}`, null, made ?? null]];
    }
    if (step.kind !== 'ref') return [];
    const to = step.to === null ? null : 'object' in step.to ? step.to.object : (objects[step.to.step] ?? null);
    return [[step.name, step.from, to]];
  });
  const isPlannedRef = (change: RefChange): boolean =>
    planned.some(([name, from, to]) => name === change.name && from === change.from && to === change.to);
  if (refs.length !== planned.length || !refs.every(isPlannedRef)) return '.refs: are not those of the plan';
  const paths = plan.steps.flatMap((step) => (step.kind === 'file' ? [step] : []));
  const isPlannedFile = ({ path, from, to }: EntryChange): boolean =>
    paths.some(
      (step) =>
        step.path === path &&
        step.from === (from?.object ?? null) &&
        (to === null) === (step.text === null && step.object === undefined) &&
        (step.object === undefined || step.object === to?.object),
    );
  if (files.length !== paths.length || !files.every(isPlannedFile)) return '.files: are not those of the plan';
  const turn = plan.steps.find((step) => step.kind === 'head');
  const isPlannedHead = turn ? head?.from === turn.from && head.to === turn.to : head === null;
  return isPlannedHead ? null : '.head: is not that of the plan';
}

/**
 * Reads a record of the journal.
 *
 * @param value parsed JSON.
 * @returns the record, held against everything that recovery and undo rely on; else a refusal that names the first place that
 * is wrong.
 */
export function toJournalRecord(value: unknown, name: string): JournalRecord | Refusal<'invalid-journal'> {
  const problem = recordShape(value);
  if (problem === null) return value as JournalRecord;
  return refusal(
    'invalid-journal',
    `${name} is no journal of this version: journal${problem}`,
    'Look at it; nothing is done with it, and once it is deleted or moved away work can go on',
  );
}
