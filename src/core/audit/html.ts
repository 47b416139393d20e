import { escapeHtml } from '../text/escape-html.ts';
import { htmlPage } from '../text/html-page.ts';
import { countOf, STEP_TITLES } from './markdown.ts';
import type { ReleaseTrace } from './trace.ts';

/** The traces as a page of its own. */
export function renderAuditPage(project: string, today: string, traces: readonly ReleaseTrace[]): string {
  const gaps = traces.reduce((sum, trace) => sum + trace.gaps, 0);
  const body = [
    `<h1>Audit of ${escapeHtml(project)}</h1>`,
    `<p class="muted">${escapeHtml(today)}: ${countOf(traces.length, 'release')}, ${countOf(gaps, 'gap')}.</p>`,
    ...traces.map(renderTrace),
  ];
  return htmlPage(`Audit of ${project}`, body.join('\n'));
}

function renderTrace({ version, date, title, yanked, steps, evidence }: ReleaseTrace, at: number): string {
  const heading = [version, date, title].flatMap((each) => (each === null ? [] : [each])).join(' – ');
  const rows = steps.map(
    ({ step, found, gaps, lookup }) =>
      `<tr><th scope="row">${STEP_TITLES[step]}</th><td>${lines(found)}</td><td${gaps.length > 0 ? ' class="bad"' : ''}>${lines(gaps)}</td><td><code>${escapeHtml(lookup)}</code></td></tr>`,
  );
  const kept = evidence.map(
    ({ path, digest, keepUntil }) =>
      `<tr><th scope="row">${escapeHtml(path)}</th><td><code>${escapeHtml(digest)}</code></td><td>${keepUntil === null ? 'for good' : `until ${escapeHtml(keepUntil)}`}</td></tr>`,
  );
  return [
    `<section aria-labelledby="release-${at}"><h2 id="release-${at}">${escapeHtml(heading)}${yanked ? ' (yanked)' : ''}</h2>`,
    table(`Trace of ${version}`, ['Step', 'Recorded', 'Gaps', 'Look it up'], rows),
    evidence.length === 0 ? '' : table(`Evidence of ${version}`, ['Evidence', 'Digest', 'Kept'], kept),
    '</section>',
  ].join('\n');
}

function table(name: string, headings: readonly string[], rows: readonly string[]): string {
  return `<div class="scroll" role="region" aria-label="${escapeHtml(name)}" tabindex="0"><table>
<thead><tr>${headings.map((each) => `<th scope="col">${each}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

function lines(all: readonly string[]): string {
  return all.length === 0 ? '–' : all.map(escapeHtml).join('<br>');
}
