import { unifiedDiff } from '../text/unified-diff.ts';
import type { Plan, Step, Target } from './plan.ts';

/** One line of a plan as it is shown, and what it is. */
export interface PlanLine {
  readonly kind: 'title' | 'note' | 'blocker' | 'hint' | 'step' | 'detail' | 'next';
  readonly text: string;
}

/** A plan in words: what it does in which order, what stands in its way, and what comes after it. */
export function describePlan(plan: Plan): readonly PlanLine[] {
  const { title, notes, blockers, steps, next } = plan;
  return [
    { kind: 'title', text: title },
    ...notes.map((text): PlanLine => ({ kind: 'note', text })),
    ...blockers.flatMap(({ message, hint, place }): readonly PlanLine[] => [
      { kind: 'blocker', text: `${place ? `${place.path}:${place.line}: ` : ''}${message}` },
      ...(hint === null ? [] : [{ kind: 'hint', text: hint } as const]),
    ]),
    ...steps.flatMap(describeStep),
    ...next.map(({ command, why }): PlanLine => ({ kind: 'next', text: `${toCommandLine(command)}  (${why})` })),
  ];
}

function describeStep(step: Step): readonly PlanLine[] {
  switch (step.kind) {
    case 'commit': {
      const files = step.changes.map(({ path }) => path);
      const merge = step.parents.length > 1 ? 'merge  ' : 'commit ';
      return [
        { kind: 'step', text: `${merge} ${firstLine(step.message)}${step.sign ? ' (signed)' : ''}` },
        ...files.map((path): PlanLine => ({ kind: 'detail', text: path })),
      ];
    }
    case 'tag': {
      const lines = (step.message ?? '').trimEnd().split('\n');
      const how = step.message === null ? 'lightweight' : step.sign ? 'signed' : 'annotated';
      return [
        { kind: 'step', text: `tag     ${step.name} (${how}) on ${nameOf(step.target)}` },
        ...(step.message === null ? [] : lines.map((text): PlanLine => ({ kind: 'detail', text }))),
      ];
    }
    case 'ref':
      return [{ kind: 'step', text: describeRef(step.name, step.from, step.to) }];
    case 'head':
      return [{ kind: 'step', text: `switch  to ${shorten(step.to)}` }];
    case 'file':
      return [
        {
          kind: 'step',
          text: `${step.text === null && step.object === undefined ? 'delete' : 'write'.padEnd(6)}  ${step.path}`,
        },
      ];
    case 'push':
      return [
        { kind: 'step', text: `push    to ${step.remote}, ${step.url}` },
        ...step.refs.map(
          ({ name, object }): PlanLine => ({
            kind: 'detail',
            text: `${object === null ? 'delete ' : ''}${shorten(name)}`,
          }),
        ),
      ];
  }
}

function describeRef(name: string, from: string | null, to: Target | null): string {
  const short = shorten(name);
  if (to === null) return `delete  ${short} (was ${shorten(from ?? '')})`;
  return from === null ? `create  ${short} at ${nameOf(to)}` : `move    ${short} to ${nameOf(to)}`;
}

function nameOf(target: Target): string {
  return 'step' in target ? `the ${target.step} commit` : shorten(target.object);
}

/** Branches and tags without `refs/heads/`, commits by their first digits. */
function shorten(name: string): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, 10) : name.replace(/^refs\/(?:heads|tags)\//, '');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** A command as it is typed: what would mean something to a shell stands in quotes. */
export function toCommandLine(command: readonly string[]): string {
  return command.map((each) => (/^[\w./:@=+-]+$/.test(each) ? each : `'${each.replaceAll("'", "'\\''")}'`)).join(' ');
}

/**
 * What a plan changes in files, in the unified format: the work tree's where it writes there, else those of its commits.
 *
 * @param before the text of a file now; null where it is not there or not known
 */
export function diffPlan({ steps }: Plan, before: (path: string) => string | null): string {
  const files = steps.filter((step) => step.kind === 'file' && step.object === undefined);
  const changes = files.length > 0 ? files : steps.flatMap((step) => (step.kind === 'commit' ? step.changes : []));
  return changes
    .map((change) =>
      'path' in change && 'text' in change ? unifiedDiff(change.path, before(change.path), change.text) : '',
    )
    .join('');
}
