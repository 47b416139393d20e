import type { EntryChange, JournalRecord } from './journal-record.ts';
import type { Blocker, FileStep, Plan, PlanFacts, RefStep, Step } from './plan.ts';

/** The repository as it is now, with the present values of all that the record changed. */
export interface UndoFacts extends PlanFacts {
  /** The refs of the record that a remote is known to have, or to have had. */
  readonly published: readonly string[];
}

/**
 * The plan that takes an operation back: every ref, file and index entry gets the very object that it had before.
 *
 * What somebody changed since stands in the way instead of being lost, and so does what was sent to a remote: others may have it
 * already, and what is right then is a decision of its own.
 */
export function invert(record: JournalRecord, now: UndoFacts): Plan {
  const { published, ...facts } = now;
  const files = record.files.filter((change) => needsUndo(record, change, facts));
  const steps: readonly Step[] = [
    ...record.refs.map(
      ({ name, from, to }): RefStep => ({ kind: 'ref', name, from: to, to: from === null ? null : { object: from } }),
    ),
    ...(record.head ? [{ kind: 'head', from: record.head.to, to: record.head.from } as const] : []),
    ...files.map((change): FileStep => toFileStep(record, change)),
  ];
  return {
    format: 'release-ledger/plan',
    formatVersion: 1,
    operation: 'undo',
    title: `Undo “${record.plan.title}”`,
    facts: {
      ...facts,
      refs: Object.fromEntries(refsOf(record).map((name) => [name, facts.refs[name] ?? null])),
      files: Object.fromEntries(files.map(({ path }) => [path, facts.files[path] ?? null])),
    },
    blockers: [...whyOver(record), ...whyPublished(record, published), ...whyMoved(record, facts, files)],
    steps,
    notes: describe(record),
    next: [],
    undoes: record.id,
  };
}

/** The refs that taking a record back depends on: those that it changed, and the branch that it left. */
export function refsOf({ refs, head }: JournalRecord): readonly string[] {
  const names = refs.map(({ name }) => name);
  return head?.from.startsWith('refs/') && !names.includes(head.from) ? [...names, head.from] : names;
}

/** Bytes that were left as they were, or that somebody gave back since, need nothing. */
function needsUndo({ conflicts }: JournalRecord, { path, from }: EntryChange, { files }: PlanFacts): boolean {
  const wasLeft = conflicts.some(({ kind, name }) => kind === 'file' && name === path);
  return !wasLeft && (files[path] ?? null) !== (from?.object ?? null);
}

function toFileStep({ plan }: JournalRecord, { path, from, to }: EntryChange): FileStep {
  const planned = plan.steps.find((step) => step.kind === 'file' && step.path === path);
  return {
    kind: 'file',
    path,
    mode: (from ?? to)?.mode === '100755' ? '100755' : '100644',
    from: to?.object ?? null,
    text: null,
    ...(from === null ? {} : { object: from.object }),
    uncommitted: planned?.kind === 'file' && planned.uncommitted,
  };
}

const blocker = (code: string, message: string, hint: string, path: string | null = null): Blocker => ({
  code,
  message,
  hint,
  place: path === null ? null : { path, line: 1 },
});

function whyOver({ state, plan, pushes }: JournalRecord): readonly Blocker[] {
  if (state === 'open')
    return [blocker('not-ended', `“${plan.title}” has not ended yet`, 'Run “release-ledger recover” first')];
  if (state === 'aborted')
    return [blocker('nothing-to-undo', `“${plan.title}” changed nothing`, 'See “release-ledger log”')];
  if (pushes.some(({ outcome }) => outcome === 'done'))
    return [blocker('pushed', `“${plan.title}” sent refs to a remote, which may have been fetched from there`, BEYOND)];
  return [];
}

const BEYOND = 'Yank the release, revert its commit, or ship the next patch';

function whyPublished({ refs }: JournalRecord, published: readonly string[]): readonly Blocker[] {
  return refs
    .filter(({ name }) => published.includes(name))
    .map(({ name }) => blocker('pushed', `${name} was pushed, and others may have it`, BEYOND));
}

function whyMoved(
  { refs, headAfter, head: turn, plan }: JournalRecord,
  { refs: now, head, headCommit, files: bytes }: PlanFacts,
  files: readonly EntryChange[],
): readonly Blocker[] {
  const moved = refs
    .filter(({ name, to }) => (now[name] ?? null) !== to)
    .map(({ name }) =>
      blocker('ref-moved', `${name} was moved since “${plan.title}”`, 'Undo what was done since first'),
    );
  const place = head ?? headCommit;
  const isElsewhere = (turn !== null || files.length > 0) && place !== headAfter;
  const elsewhere = isElsewhere
    ? [
        blocker(
          'head-moved',
          `Another branch is checked out than after “${plan.title}”`,
          `Check out ${headAfter.replace(/^refs\/heads\//, '')} first`,
        ),
      ]
    : [];
  const changed = files
    .filter(({ path, to }) => (bytes[path] ?? null) !== (to?.object ?? null))
    .map(({ path }) =>
      blocker('file-changed', `${path} was changed since “${plan.title}”`, 'Commit or put away the change first', path),
    );
  return [...moved, ...elsewhere, ...changed];
}

function describe({ plan, refs, id }: JournalRecord): readonly string[] {
  const removed = refs
    .filter(({ from }) => from === null)
    .map(({ name }) => name.replace(/^refs\/(?:heads|tags)\//, ''));
  return [
    `Takes back ${plan.operation} ${id}.`,
    ...(removed.length > 0 ? [`Deletes ${removed.join(', ')} in this repository only.`] : []),
  ];
}
