import { escapeHtml } from '../text/escape-html.ts';
import { htmlPage, type Page } from '../text/html-page.ts';
import { renderDay, renderTable } from '../text/html-table.ts';
import { type Say, sayCount, sayInEnglish } from '../text/say.ts';
import { STEP_TITLES } from './markdown.ts';
import type { ReleaseTrace } from './trace.ts';

/** The traces as a file of its own. */
export function renderAuditPage(project: string, today: string, traces: readonly ReleaseTrace[]): string {
  return htmlPage(renderAudit(project, { today, traces }));
}

/** The traces as a page. What is recorded and what is missing they say themselves, in the language that they were made in. */
export function renderAudit(
  project: string,
  { today, traces }: { readonly today: string; readonly traces: readonly ReleaseTrace[] },
  say: Say = sayInEnglish,
): Page {
  const title = say('Audit of {0}', project);
  const gaps = traces.reduce((sum, trace) => sum + trace.gaps, 0);
  const counts = [sayCount(say, traces.length, ['{0} release', '{0} releases']), countGaps(gaps, say)];
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="muted">${escapeHtml(say('{0}: {1}, {2}.', today, ...counts))}</p>`,
    traces.length === 0
      ? `<p>${escapeHtml(say('Nothing was released: a release is a dated section of the changelog, or a tag.'))}</p>`
      : '',
    traces.length > 1 ? renderOverview(traces, say) : '',
    ...traces.map((trace, at) => renderTrace(trace, at, say)),
  ];
  return { title, body: body.join('\n') };
}

function renderOverview(traces: readonly ReleaseTrace[], say: Say): string {
  const rows = traces.map(({ version, date, gaps }, at) => [
    `<a href="#release-${at}">${escapeHtml(version)}</a>`,
    renderDay(date ?? '–'),
    { html: escapeHtml(gaps === 0 ? say('✓ no gaps') : countGaps(gaps, say)), mark: gaps === 0 ? 'good' : 'bad' },
  ]);
  const title = say('Overview');
  return `<section aria-labelledby="overview"><h2 id="overview">${escapeHtml(title)}</h2>
${renderTable(title, [say('Release'), say('Date'), say('Gaps')], rows)}</section>`;
}

function renderTrace({ version, date, title, yanked, steps, evidence }: ReleaseTrace, at: number, say: Say): string {
  const heading = [version, date, title].flatMap((each) => (each === null ? [] : [each])).join(' – ');
  const rows = steps.map(({ step, found, gaps, lookup }) => [
    escapeHtml(say(STEP_TITLES[step])),
    lines(found),
    { html: lines(gaps), mark: gaps.length > 0 ? 'bad' : '' },
    `<code>${escapeHtml(lookup)}</code>`,
  ]);
  const kept = evidence.map(({ path, digest, keepUntil }) => [
    escapeHtml(path),
    `<code>${escapeHtml(digest)}</code>`,
    escapeHtml(keepUntil === null ? say('for good') : say('until {0}', keepUntil)),
  ]);
  const headings = ['Step', 'Recorded', 'Gaps', 'Look it up'].map((each) => say(each));
  return [
    `<section aria-labelledby="release-${at}"><h2 id="release-${at}">${escapeHtml(yanked ? say('{0} (yanked)', heading) : heading)}</h2>`,
    renderTable(say('Trace of {0}', version), headings, rows),
    evidence.length === 0
      ? ''
      : `<h3>${escapeHtml(say('Evidence'))}</h3>${renderTable(say('Evidence of {0}', version), [say('Evidence'), say('Digest'), say('Kept')], kept)}`,
    '</section>',
  ].join('\n');
}

function countGaps(gaps: number, say: Say): string {
  return gaps === 0 ? say('no gaps') : sayCount(say, gaps, ['{0} gap', '{0} gaps']);
}

function lines(all: readonly string[]): string {
  return all.length === 0 ? '–' : all.map(escapeHtml).join('<br>');
}
