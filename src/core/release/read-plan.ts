import { type Refusal, refusal } from '../refusal.ts';
import type { Plan } from './plan.ts';
import { whyNoMessage, whyNoObjectId, whyNoRef, whyNoTreePath } from './plan-names.ts';
import { whyInconsistent } from './plan-steps.ts';
import {
  all,
  count,
  eitherOf,
  listOf,
  literal,
  mapOf,
  oneOf,
  orNull,
  record,
  type Shape,
  text,
  textThat,
  yesOrNo,
} from './shape.ts';

export const objectId = textThat(whyNoObjectId);
export const ref = textThat(whyNoRef);
export const treePath = textThat(whyNoTreePath);
export const mode = literal('100644', '100755');
const message = textThat(whyNoMessage);
const stepId = textThat((id) => (/^[a-z0-9][a-z0-9-]{0,63}$/.test(id) ? null : 'is no name of a step'));
const target = eitherOf(record({ object: objectId }), record({ step: stepId }));
/** What is no ref is the commit of a detached HEAD. */
export const headPlace = eitherOf(objectId, ref);

/** Remotes are asked for by names of git's own configuration; none of them looks like an option. */
const remote = textThat((name) => (/^[\w.][\w./-]{0,199}$/.test(name) ? null : 'is no name of a remote'));

/** The bytes are written down or those of a blob, and never both. */
const onePlaceForBytes: Shape = (value) => {
  const { text: written, object } = value as { readonly text: unknown; readonly object?: unknown };
  return object !== undefined && written !== null ? '.object: stands beside a text' : null;
};

const change = all(record({ path: treePath, mode, text: orNull(text) }, { object: objectId }), onePlaceForBytes);

const step = oneOf('kind', {
  commit: record({
    kind: literal('commit'),
    id: stepId,
    parents: listOf(target),
    base: target,
    changes: listOf(change),
    mergedTree: orNull(objectId),
    message,
    sign: yesOrNo,
  }),
  tag: record({
    kind: literal('tag'),
    name: textThat((name) => whyNoRef(`refs/tags/${name}`)),
    target,
    message: orNull(message),
    sign: yesOrNo,
  }),
  ref: record({ kind: literal('ref'), name: ref, from: orNull(objectId), to: orNull(target) }),
  head: record({ kind: literal('head'), from: headPlace, to: headPlace }),
  file: all(
    record(
      {
        kind: literal('file'),
        path: treePath,
        mode,
        from: orNull(objectId),
        text: orNull(text),
        uncommitted: yesOrNo,
      },
      { object: objectId },
    ),
    onePlaceForBytes,
  ),
  push: record({
    kind: literal('push'),
    remote,
    url: text,
    refs: listOf(record({ name: ref, object: orNull(objectId), expected: orNull(objectId) })),
  }),
});

/** The name of a record is a name of a file, too. */
export const isRecordId = (id: string): boolean => /^\d{8}T\d{9}Z-[0-9a-f]{8}$/.test(id);

const place = orNull(record({ path: text, line: count }));

/** What a plan of this version of the format is. */
export const planShape: Shape = all(
  record(
    {
      format: literal('release-ledger/plan'),
      formatVersion: literal(1),
      operation: textThat((name) => (/^[a-z][a-z-]{0,40}$/.test(name) ? null : 'is no operation')),
      title: text,
      facts: record({
        objectFormat: literal('sha1', 'sha256'),
        head: orNull(ref),
        headCommit: orNull(objectId),
        refs: mapOf(ref, orNull(objectId)),
        files: mapOf(treePath, orNull(objectId)),
      }),
      blockers: listOf(record({ code: text, message: text, hint: orNull(text), place })),
      steps: listOf(step),
      notes: listOf(text),
      next: listOf(record({ command: listOf(text), why: text })),
    },
    {
      choices: listOf(
        record({
          tag: text,
          chosen: yesOrNo,
          why: text,
          branch: text,
          commit: objectId,
          commits: orNull(count),
          files: orNull(count),
        }),
      ),
      undoes: textThat((id) => (isRecordId(id) ? null : 'is no id of an operation')),
    },
  ),
  (value) => whyInconsistent(value as Plan),
);

/**
 * Reads a plan that was saved, or made by another program.
 *
 * @param value parsed JSON.
 * @returns the plan, held against everything that applying relies on; else a refusal that names the first place that is wrong.
 */
export function toPlan(value: unknown): Plan | Refusal<'invalid-plan'> {
  const problem = planShape(value);
  return problem === null
    ? (value as Plan)
    : refusal('invalid-plan', `The plan is not one of this version: plan${problem}`, 'Compute the plan again');
}
