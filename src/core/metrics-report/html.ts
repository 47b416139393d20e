import { escapeHtml } from '../text/escape-html.ts';
import { htmlPage } from '../text/html-page.ts';
import { renderChart } from './chart.ts';
import type { MetricsReport } from './report.ts';
import type { TargetState } from './targets.ts';
import { measuresOf, remarksOf, toDuration } from './words.ts';

/** The report as a page of its own. @param project the name that it is about */
export function renderMetricsPage(project: string, report: MetricsReport): string {
  return htmlPage(`Release metrics of ${project}`, renderMetrics(project, report));
}

/** The report as HTML without a page around it, for whoever shows it in one of his own; its classes are those of the page's style. */
export function renderMetrics(project: string, report: MetricsReport): string {
  return [
    `<h1>Release metrics of ${escapeHtml(project)}</h1>`,
    `<p class="muted">${escapeHtml(report.since)} to ${escapeHtml(report.until)}, days in UTC</p>`,
    ...remarksOf(report).map((remark) => `<p>${escapeHtml(remark)}</p>`),
    '<section aria-labelledby="measures"><h2 id="measures">Measures</h2><div class="scroll" role="region" aria-label="Measures" tabindex="0"><table>',
    '<thead><tr><th scope="col">Measure</th><th scope="col">Value</th><th scope="col">Counted</th><th scope="col">What it is</th></tr></thead><tbody>',
    ...measuresOf(report).map(
      ({ name, value, samples, definition }) =>
        `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td><td>${escapeHtml(samples)}</td><td>${escapeHtml(definition)}</td></tr>`,
    ),
    '</tbody></table></div></section>',
    renderTargets(report.targets),
    renderChart({
      id: 'releases',
      title: 'Releases by month',
      labelHeading: 'Month',
      valueHeading: 'Releases',
      bars: report.months.map(({ month, releases }) => ({ label: month, value: releases, words: String(releases) })),
    }),
    renderChart({
      id: 'lead-times',
      title: 'Lead time by release, in the median',
      labelHeading: 'Release',
      valueHeading: 'Lead time',
      bars: report.leadTimes.map(({ version, medianHours, commits }) => ({
        label: version,
        value: medianHours,
        words: `${toDuration(medianHours)} (${commits} ${commits === 1 ? 'commit' : 'commits'})`,
      })),
    }),
  ].join('\n');
}

function renderTargets(targets: readonly TargetState[]): string {
  if (targets.length === 0) return '';
  const rows = targets.map(({ description, atLeast, target, value, samples, met }) => {
    const state = met === null ? 'not measured' : met ? '✓ met' : '✗ missed';
    const mark = met === null ? 'muted' : met ? 'good' : 'bad';
    return `<tr><th scope="row">${escapeHtml(description)}</th><td>${atLeast ? '≥' : '≤'} ${target}</td><td>${value ?? '–'}</td><td>${samples}</td><td class="${mark}">${state}</td></tr>`;
  });
  return `<section aria-labelledby="targets"><h2 id="targets">Targets</h2><div class="scroll" role="region" aria-label="Targets" tabindex="0"><table>
<thead><tr><th scope="col">Measure</th><th scope="col">Target</th><th scope="col">Value</th><th scope="col">Samples</th><th scope="col">State</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></section>`;
}
