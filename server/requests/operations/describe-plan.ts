import { describePlan, type PlanLine } from '../../../src/core/release/describe.ts';
import type { Plan } from '../../../src/core/release/plan.ts';
import { toVisible } from '../../../src/core/text/visible.ts';

/** A plan in words, as a Markdown document: why, what stands in its way, what is done in which order, and what follows. */
export function toPlanDocument(plan: Plan): string {
  const lines = describePlan(plan);
  const title = lines.find(({ kind }) => kind === 'title');
  const steps = lines.filter(({ kind }) => kind === 'step' || kind === 'detail');
  return [
    `# ${toVisible(title?.text ?? plan.title)}`,
    ...section('', textsOf(lines, 'note').map(toItem)),
    ...section('What stands in the way', toObstacles(lines)),
    ...section('Steps, all or none of them', steps.length === 0 ? [] : toFence(steps)),
    ...section('Afterwards', textsOf(lines, 'next').map(toItem)),
    '',
  ].join('\n');
}

function textsOf(lines: readonly PlanLine[], kind: PlanLine['kind']): readonly string[] {
  return lines.flatMap((line) => (line.kind === kind ? [line.text] : []));
}

function section(heading: string, content: readonly string[]): readonly string[] {
  if (content.length === 0) return [];
  return ['', ...(heading === '' ? [] : [`## ${heading}`, '']), ...content];
}

function toItem(text: string): string {
  return `- ${toVisible(text)}`;
}

/** Each with what mends it below it. */
function toObstacles(lines: readonly PlanLine[]): readonly string[] {
  return lines.flatMap(({ kind, text }) => {
    if (kind === 'blocker') return [toItem(text)];
    return kind === 'hint' ? [`  ${toVisible(text)}`] : [];
  });
}

/** Messages of commits and tags are shown as they are: a fence that none of their lines ends. */
function toFence(lines: readonly PlanLine[]): readonly string[] {
  const shown = lines.map(({ kind, text }) => toVisible(kind === 'detail' ? `        ${text}`.trimEnd() : text));
  const longest = Math.max(2, ...shown.flatMap((line) => [...line.matchAll(/~+/g)].map(([run]) => run.length)));
  const fence = '~'.repeat(longest + 1);
  return [`${fence}text`, ...shown, fence];
}
