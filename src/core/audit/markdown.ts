import { toVisibleLine } from '../text/visible.ts';
import type { TraceStep } from './release-facts.ts';
import type { ReleaseTrace } from './trace.ts';

export const STEP_TITLES: Readonly<Record<TraceStep['step'], string>> = {
  changelog: 'Changelog',
  commit: 'Commit',
  tag: 'Tag',
  manifest: 'Manifest',
  approvals: 'Approvals',
  gates: 'Gates',
  deployment: 'Deployment',
};

/** The traces as a Markdown document. */
export function renderAuditMarkdown(project: string, today: string, traces: readonly ReleaseTrace[]): string {
  const gaps = traces.reduce((sum, trace) => sum + trace.gaps, 0);
  return [
    `# Audit of ${toPlain(project)}`,
    '',
    `${today}: ${countOf(traces.length, 'release')}, ${countOf(gaps, 'gap')}.`,
    ...traces.flatMap(renderTrace),
    '',
  ].join('\n');
}

function renderTrace({ version, date, title, yanked, steps, evidence }: ReleaseTrace): readonly string[] {
  const heading = [version, date, title].flatMap((each) => (each === null ? [] : [toPlain(each)])).join(' – ');
  return [
    '',
    `## ${heading}${yanked ? ' (yanked)' : ''}`,
    '',
    '| Step | Recorded | Gaps | Look it up |',
    '| --- | --- | --- | --- |',
    ...steps.map(
      ({ step, found, gaps, lookup }) =>
        `| ${STEP_TITLES[step]} | ${cell(found)} | ${cell(gaps)} | ${cell([lookup])} |`,
    ),
    ...(evidence.length === 0
      ? []
      : [
          '',
          '| Evidence | Digest | Kept |',
          '| --- | --- | --- |',
          ...evidence.map(
            ({ path, digest, keepUntil }) =>
              `| ${toPlain(path)} | ${toPlain(digest)} | ${keepUntil === null ? 'for good' : `until ${keepUntil}`} |`,
          ),
        ]),
  ];
}

function cell(lines: readonly string[]): string {
  return lines.length === 0 ? '–' : lines.map(toPlain).join('<br>');
}

/** What a text could mean in Markdown is taken from it: it is shown, and does nothing. */
function toPlain(text: string): string {
  return toVisibleLine(text)
    .replace(/[\\`*_[\]<>|#~!&]/g, (character) =>
      character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
    )
    .replace(/:\/\//g, '&#58;//');
}

export function countOf(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? noun : `${noun}s`}`;
}
