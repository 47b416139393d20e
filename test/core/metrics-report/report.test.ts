import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../src/core/audit/deployments.ts';
import type { GateRecord } from '../../../src/core/gates/gate-record.ts';
import { DEFAULT_POLICY, parseChangelog } from '../../../src/core/index.ts';
import { toLedger } from '../../../src/core/ledger/ledger.ts';
import { renderMetricsPage } from '../../../src/core/metrics-report/html.ts';
import { readIncidents } from '../../../src/core/metrics-report/incidents.ts';
import { type MetricsReport, type ReportFacts, toReport } from '../../../src/core/metrics-report/report.ts';
import { toDuration } from '../../../src/core/metrics-report/words.ts';
import { GATE } from '../../../src/core/policy/gate-defaults.ts';
import type { MetricsPolicy } from '../../../src/core/policy/policy.ts';
import { PAGE_STYLE, PAGE_STYLE_HASH } from '../../../src/core/text/html-page.ts';

const CHANGELOG =
  '## [1.1.1] - 2026-03-02 [YANKED]\n\n### Hotfix\n\n- C\n\n## [1.1.0] - 2026-03-01\n\n- B\n\n## [1.0.0] - 2026-01-10\n\n- A\n';

function reportOf(
  policy: Partial<MetricsPolicy> = {},
  facts: Partial<ReportFacts> = {},
  text = CHANGELOG,
): MetricsReport {
  const ledger = toLedger({
    changelog: parseChangelog(text),
    path: 'CHANGELOG.md',
    policy: DEFAULT_POLICY,
    repository: { notKnown: 'there is no repository' },
    versionFiles: [],
  });
  return toReport(
    ledger,
    { ...DEFAULT_POLICY.metrics, ...policy },
    {
      until: '2026-03-31',
      now: '2026-03-02T10:00:00Z',
      history: { notKnown: 'there is no repository' },
      deployments: [],
      gates: [],
      ...facts,
    },
  );
}

describe('the report of metrics', () => {
  it('counts releases by month, empty ones too (001-49, D6)', () => {
    expect(reportOf().months).toEqual([
      { month: '2026-01', releases: 1 },
      { month: '2026-02', releases: 0 },
      { month: '2026-03', releases: 2 },
    ]);
    expect(reportOf({}, { since: '2025-12-31', until: '2026-01-01' }).months.map(({ month }) => month)).toEqual([
      '2025-12',
      '2026-01',
    ]);
  });

  it('is indicative under ten releases', () => {
    const many = Array.from(
      { length: 10 },
      (_, at) => `## [1.${9 - at}.0] - 2026-01-0${9 - Math.min(at, 8)}\n\n- A\n\n`,
    );
    expect(reportOf().indicative).toBe(true);
    expect(reportOf({}, {}, many.join('')).indicative).toBe(false);
    expect(reportOf({}, {}, many.slice(1).join('')).indicative).toBe(true);
  });

  it('says when the next release is due (002-03)', () => {
    const { cadence } = reportOf({ cadence: { major: 92, minor: 31, patch: 7 } }, { until: '2026-04-02' });
    expect(cadence).toEqual([
      { level: 'major', days: 92, last: { version: '1.0.0', date: '2026-01-10' }, due: '2026-04-12', overdue: false },
      { level: 'minor', days: 31, last: { version: '1.1.0', date: '2026-03-01' }, due: '2026-04-01', overdue: true },
      { level: 'patch', days: 7, last: { version: '1.1.1', date: '2026-03-02' }, due: '2026-03-09', overdue: true },
    ]);
    expect(reportOf({ cadence: { major: 92 } }, {}, '## [0.1.0] - 2026-01-01\n\n- A\n').cadence).toEqual([
      { level: 'major', days: 92, last: null, due: null, overdue: false },
    ]);
  });

  it.each([
    ['2026-03-02T00:45:00Z', true, 0.25],
    ['2026-03-02T00:59:59Z', true, 0],
    ['2026-03-02T01:00:00Z', false, 0],
    ['2026-04-02T01:00:00Z', false, 0],
  ])('runs the clock of the rollback window of its type: at %s it is open: %s (004-02)', (now, open, hoursLeft) => {
    const rollbackWindow = { major: 24, minor: 12, patch: 4, hotfix: 1 };
    expect(reportOf({ rollbackWindow }, { now }).rollbackWindow).toEqual({
      version: '1.1.1',
      kind: 'hotfix',
      hours: 1,
      releasedAt: '2026-03-02T00:00:00Z',
      closesAt: '2026-03-02T01:00:00Z',
      open,
      hoursLeft,
    });
  });

  it('has no such clock without a window, or without a release', () => {
    expect(reportOf().rollbackWindow).toBeNull();
    expect(reportOf({ rollbackWindow: { minor: 12 } }).rollbackWindow).toBeNull();
    expect(reportOf({ rollbackWindow: { patch: 12 } }, {}, '# C\n').rollbackWindow).toBeNull();
  });

  it('holds what was measured against the targets, and says what nobody measured (003-27, 003-28, 003-29)', () => {
    const deployment = (
      outcome: Deployment['outcome'],
      minutes: number | null,
      at = '2026-03-01T10:00:00Z',
    ): Deployment => ({
      version: '1.1.0',
      environment: 'production',
      at,
      outcome,
      by: null,
      minutes,
      downtimeMinutes: null,
      note: null,
    });
    const record = (gate: string, more: Partial<GateRecord>) =>
      ({ gate, state: 'passed', seconds: 0, percent: null, ...more }) as GateRecord;
    const { targets } = reportOf(
      {
        targets: {
          deploymentSuccessRate: 99,
          rollbackRate: 5,
          deploymentMinutes: 30,
          downtimeMinutes: 5,
          testHours: 2,
          coverage: 80,
          scanPassRate: 100,
          changeFailureRate: 70,
        },
      },
      {
        deployments: [
          deployment('succeeded', 10),
          deployment('rolled-back', 20),
          deployment('succeeded', null),
          deployment('failed', 1, '2025-01-01T00:00:00Z'),
        ],
        gates: [
          { gate: { ...GATE, name: 'a', command: ['a'] }, record: record('a', { seconds: 1800 }) },
          { gate: { ...GATE, name: 'b', command: ['b'] }, record: record('b', { state: 'not-run' }) },
          { gate: { ...GATE, name: 'c', command: ['c'], kind: 'coverage' }, record: record('c', { percent: 80 }) },
        ],
      },
    );
    expect(targets.map(({ name, value, samples, met }) => [name, value, samples, met])).toEqual([
      ['deploymentSuccessRate', 66.67, 3, false],
      ['rollbackRate', 33.33, 3, false],
      ['deploymentMinutes', 15, 2, true],
      ['downtimeMinutes', null, 0, null],
      ['testHours', 0.5, 1, true],
      ['coverage', 80, 1, true],
      ['scanPassRate', null, 0, null],
      ['changeFailureRate', 66.67, 3, true],
    ]);
  });

  it('takes no release at all for a report of nothing', () => {
    expect(reportOf({}, {}, '# Changelog\n')).toMatchObject({ releases: 0, indicative: true, leadTimes: [] });
  });
});

describe('lead times by release', () => {
  it('are the median of each, oldest first', () => {
    const tag = (name: string, date: string) => ({
      name,
      object: name,
      commit: name,
      annotated: false,
      signed: false,
      date,
      message: null,
    });
    const ledger = toLedger({
      changelog: parseChangelog('## [1.1.0] - 2026-01-03\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n'),
      path: 'CHANGELOG.md',
      policy: DEFAULT_POLICY,
      repository: {
        root: '/',
        head: { branch: 'main', commit: 'v1.1.0' },
        shallow: false,
        objectFormat: 'sha1',
        remotes: [],
        tags: [tag('v1.0.0', '2026-01-01T10:00:00Z'), tag('v1.1.0', '2026-01-03T10:00:00Z')],
        mainBranch: 'main',
      },
      versionFiles: [],
    });
    const commit = (id: string, parents: readonly string[], authored: string) => ({
      id,
      parents,
      authored,
      subject: '',
      concerned: true,
    });
    const history = [
      commit('v1.1.0', ['b', 'c'], '2026-01-03T09:00:00Z'),
      commit('b', ['v1.0.0'], '2026-01-02T10:00:00Z'),
      commit('c', ['v1.0.0'], '2026-01-03T06:00:00Z'),
      commit('v1.0.0', [], '2026-01-01T08:30:00Z'),
    ];
    const facts = { until: '2026-02-01', now: '2026-02-01T00:00:00Z', history, deployments: [], gates: [] };
    expect(toReport(ledger, DEFAULT_POLICY.metrics, facts).leadTimes).toEqual([
      { version: '1.0.0', medianHours: 1.5, commits: 1 },
      { version: '1.1.0', medianHours: 14, commits: 2 },
    ]);
  });
});

describe('incidents (001-51)', () => {
  it('are read line by line, and what is none is told', () => {
    const text =
      '{"reported":"2026-01-08T09:30:00Z","restoredBy":"v1.4.1"}\n\nnonsense\n{"reported":"yesterday"}\n{"reported":"2026-01-09"}\n';
    expect(readIncidents(text)).toEqual({
      incidents: [{ reported: '2026-01-08T09:30:00Z', restoredBy: '1.4.1' }],
      unread: [3, 4],
    });
  });
});

describe('toDuration', () => {
  it.each([
    [0, '0 min'],
    [0.25, '15 min'],
    [1, '1 h'],
    [47.96, '48 h'],
    [48, '2 days'],
    [100, '4.2 days'],
  ])('%d', (hours, words) => {
    expect(toDuration(hours)).toBe(words);
  });
});

describe('the page', () => {
  const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&\u202e';
  const page = renderMetricsPage(hostile, {
    ...reportOf({ targets: { coverage: 80 }, cadence: { minor: 31 } }),
    leadTimes: [{ version: hostile, medianHours: 5, commits: 1 }],
  });

  it('allows its own style and nothing else, and asks for nothing from anywhere (T107, T109)', () => {
    expect(`sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}`).toBe(PAGE_STYLE_HASH);
    expect(page).toContain(
      `content="default-src 'none'; style-src '${PAGE_STYLE_HASH}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1]).toBe(PAGE_STYLE);
    expect(page).not.toMatch(
      /<(?:script|img|link|iframe|object|embed|base)\b|\bstyle="|\bon\w+="|https?:|url\(|@import/i,
    );
  });

  it('has every name as text, hidden characters made visible (T107, T111)', () => {
    expect(page).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\\u{202E}',
    );
    expect(page).not.toContain('\u202e');
  });

  it('has a table beside each chart, that the keyboard reaches, and pictures with names', () => {
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)).toHaveLength(2);
    expect(page.match(/<div class="scroll" role="group" aria-label="[^"]+" tabindex="0"><table>/g)).toHaveLength(3);
    expect(page.match(/<dl class="tiles">/g)).toHaveLength(1);
    expect(page).toContain('<tr><th scope="row">2026-02</th><td>0</td></tr>');
    expect(page).toContain('<html lang="en">');
  });

  it('follows the theme and forced colours', () => {
    expect(PAGE_STYLE).toContain('@media (prefers-color-scheme:dark)');
    expect(PAGE_STYLE).toContain('@media (forced-colors:active)');
  });

  it('says so where a chart has nothing to show', () => {
    expect(renderMetricsPage('x', reportOf({}, {}, '# C\n'))).toContain('<p>Nothing to show in this window.</p>');
  });
});
