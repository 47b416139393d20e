import { escapeHtml } from '../text/escape-html.ts';
import { htmlPage, type Page } from '../text/html-page.ts';
import { renderTable } from '../text/html-table.ts';
import { type Say, sayInEnglish } from '../text/say.ts';
import { renderChart } from './chart.ts';
import type { MetricsReport } from './report.ts';
import type { TargetState } from './targets.ts';
import { countCommits, measuresOf, remarksOf, toDuration } from './words.ts';

/** The report as a file of its own. @param project the name that it is about */
export function renderMetricsPage(project: string, report: MetricsReport): string {
  return htmlPage(renderMetrics(project, report));
}

/** The report as a page. @param project the name that it is about */
export function renderMetrics(project: string, report: MetricsReport, say: Say = sayInEnglish): Page {
  const title = say('Release metrics of {0}', project);
  const measures = measuresOf(report, say);
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="muted">${escapeHtml(say('{0} to {1}, days in UTC', report.since, report.until))}</p>`,
    renderRemarks(remarksOf(report, say)),
    `<section aria-labelledby="measures"><h2 id="measures">${escapeHtml(say('Measures'))}</h2><dl class="tiles">`,
    ...measures.map(({ name, value, detail, samples }) => {
      const lines = [detail, samples].filter(Boolean).map((each) => `<dd class="muted">${escapeHtml(each)}</dd>`);
      return `<div><dt>${escapeHtml(name)}</dt><dd class="value">${escapeHtml(value)}</dd>${lines.join('')}</div>`;
    }),
    '</dl></section>',
    renderChart(
      {
        id: 'releases',
        title: say('Releases by month'),
        labelHeading: say('Month'),
        valueHeading: say('Releases'),
        bars: report.months.map(({ month, releases }) => ({ label: month, value: releases, words: String(releases) })),
      },
      say,
    ),
    renderChart(
      {
        id: 'lead-times',
        title: say('Lead time by release, in the median'),
        labelHeading: say('Release'),
        valueHeading: say('Lead time'),
        bars: report.leadTimes.map(({ version, medianHours, commits }) => ({
          label: version,
          value: medianHours,
          words: `${toDuration(medianHours, say)} (${countCommits(commits, say)})`,
        })),
      },
      say,
    ),
    renderTargets(report.targets, say),
    `<section aria-labelledby="definitions"><h2 id="definitions">${escapeHtml(say('How they are measured'))}</h2><dl>`,
    ...measures.map(({ name, definition }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(definition)}</dd>`),
    '</dl></section>',
  ];
  return { title, body: body.join('\n') };
}

function renderRemarks(remarks: readonly string[]): string {
  if (remarks.length === 0) return '';
  return `<ul>${remarks.map((remark) => `<li>${escapeHtml(remark)}</li>`).join('')}</ul>`;
}

function renderTargets(targets: readonly TargetState[], say: Say): string {
  if (targets.length === 0) return '';
  const rows = targets.map(({ description, atLeast, target, value, samples, met }) => {
    const state = met === null ? say('not measured') : met ? say('✓ met') : say('✗ missed');
    const mark = met === null ? 'muted' : met ? 'good' : 'bad';
    return [
      escapeHtml(say(description)),
      `${atLeast ? '≥' : '≤'} ${escapeHtml(say('{0}', target))}`,
      value === null ? '–' : escapeHtml(say('{0}', value)),
      String(samples),
      { html: escapeHtml(state), mark },
    ];
  });
  const headings = ['Measure', 'Target', 'Value', 'Samples', 'State'];
  const title = escapeHtml(say('Targets'));
  return `<section aria-labelledby="targets"><h2 id="targets">${title}</h2>${renderTable(
    say('Targets'),
    headings.map((each) => say(each)),
    rows,
  )}</section>`;
}
