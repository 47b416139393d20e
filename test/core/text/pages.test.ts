import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderAudit } from '../../../src/core/audit/html.ts';
import type { ReleaseFacts } from '../../../src/core/audit/release-facts.ts';
import { type ReleaseTrace, traceRelease } from '../../../src/core/audit/trace.ts';
import { DEFAULT_POLICY, parseChangelog } from '../../../src/core/index.ts';
import { toLedger } from '../../../src/core/ledger/ledger.ts';
import { renderMetrics } from '../../../src/core/metrics-report/html.ts';
import { type ReportFacts, toReport } from '../../../src/core/metrics-report/report.ts';
import { METRIC_TARGETS } from '../../../src/core/policy/settings/metrics.ts';
import { renderSupport } from '../../../src/core/support/html.ts';
import { describeSupport } from '../../../src/core/support/support-status.ts';
import { GERMAN } from '../../../src/core/text/german.ts';
import { htmlPage, PAGE_STYLE, PANEL_STYLE, type Page, panelPage } from '../../../src/core/text/html-page.ts';
import { type Say, sayInEnglish } from '../../../src/core/text/say.ts';
import { sayInGerman } from '../../../src/core/text/say-in-german.ts';
import { ROOT, readSources } from '../../support/sources.ts';

const CHANGELOGS = {
  nothing: '# Changelog\n',
  one: '# Changelog\n\n## [1.0.0] - 2026-01-10\n\n- A\n',
  several:
    '## [3.0.0] - 2026-04-01\n\n- D\n\n## [2.0.1] - 2026-03-02 [YANKED]\n\n### Hotfix\n\n- C\n\n## [2.0.0] - 2026-03-01\n\n- B\n\n## [1.0.0] - 2025-01-10\n\n- A\n\n## [0.9.0] - 2024-01-10\n\n- A\n',
};

const SUPPORT = {
  line: 'major',
  stages: [
    { level: 'full', months: 0 },
    { level: 'security', months: 1 },
  ],
} as const;

function ledgerOf(text: string) {
  const repository = { notKnown: '/somewhere is in no git repository' };
  return toLedger({
    ...{ changelog: parseChangelog(text), path: 'CHANGELOG.md', policy: DEFAULT_POLICY, versionFiles: [] },
    repository,
  });
}

const TRACE: ReleaseTrace = {
  ...{ version: '1.0.0', date: '2026-01-10', title: 'First', yanked: true, gaps: 1 },
  steps: [{ step: 'approvals', found: [], lookup: 'look', gaps: ['nothing says who approved it'] }],
  evidence: [
    { kind: 'manifest', path: 'm.json', digest: 'sha256:0', keepUntil: null },
    { kind: 'gates', path: 'g.json', digest: 'sha256:1', keepUntil: '2027-01-10' },
  ],
};

/** Every page, as it is for every kind of project. */
function everyPage(say: Say): readonly Page[] {
  const pages: Page[] = [];
  const targets = Object.fromEntries(Object.keys(METRIC_TARGETS).map((name) => [name, 1.5]));
  const policy = {
    ...DEFAULT_POLICY.metrics,
    targets,
    cadence: { major: 31, patch: 3000 },
    rollbackWindow: { major: 24 },
  };
  for (const text of Object.values(CHANGELOGS)) {
    const ledger = ledgerOf(text);
    for (const now of ['2026-04-01T10:00:00Z', '2026-05-01T00:00:00Z']) {
      const facts: ReportFacts = { until: now.slice(0, 10), now, history: [], deployments: [], gates: [] };
      pages.push(renderMetrics('CHANGELOG.md', toReport(ledger, policy, facts), say));
      const { repository: history } = ledger;
      pages.push(renderMetrics('CHANGELOG.md', toReport(ledger, policy, { ...facts, history } as ReportFacts), say));
    }
    for (const on of ['2026-04-02', '2027-01-01']) {
      const versions = describeSupport(ledger, SUPPORT, on, say);
      pages.push(renderSupport('CHANGELOG.md', { today: on, versions, promises: true }, say));
    }
    const unpromised = describeSupport(ledger, DEFAULT_POLICY.support, '2026-04-02', say);
    pages.push(renderSupport('CHANGELOG.md', { today: '2026-04-02', versions: unpromised, promises: false }, say));
  }
  const clean = { ...TRACE, yanked: false, gaps: 0, evidence: [] };
  for (const traces of [[], [TRACE], [TRACE, clean], everyTrace(say)])
    pages.push(renderAudit('x', { today: '2026-04-02', traces }, say));
  return pages;
}

/** Releases of which everything is recorded, of which nothing is, and of which what is recorded is not as it should be. */
function everyTrace(say: Say): readonly ReleaseTrace[] {
  const policy = {
    ...DEFAULT_POLICY,
    approvals: { all: [{ role: 'lead', people: [], when: 'always' as const }] },
    tag: { ...DEFAULT_POLICY.tag, sign: 'required' as const },
    audit: { ...DEFAULT_POLICY.audit, retention: { manifest: 400_000 } },
  };
  const known = { ...ledgerOf(CHANGELOGS.several), repository: {} } as ReturnType<typeof ledgerOf>;
  const [release] = known.releases;
  if (!release) throw new Error('there is no release');
  const tag = { name: 'v3.0.0', commit: 'a', object: 'b', annotated: true, signed: true, date: '2026-04-01T00:00:00Z' };
  const bare: ReleaseFacts = {
    ...{ release, manifests: [], checklist: null, gates: [], deployments: [], records: [], section: null },
  };
  const record = (wasThere: boolean, kind: 'manifest' | 'gates') => ({ kind, path: 'x', digest: null, wasThere });
  const gate = (state: 'passed' | 'failed' | 'not-run') => {
    const run = { state, detail: state, startedAt: '2026-04-01T00:00:00Z' };
    const detail = state === 'not-run' ? 'it has not run' : state;
    return { gate: { name: 'unit' }, state, detail, path: 'x', stale: null, record: state === 'not-run' ? null : run };
  };
  const deployed = (outcome: string, by: string | null) => ({
    ...{ version: '3.0.0', environment: 'production', at: '2026-04-01T00:00:00Z', outcome, by, note: null },
  });
  const task = (id: string, state: string, remark: string) => ({ kind: 'approval', id, text: id, state, remark });
  const manifest = (approvals: readonly object[], verifiedBy: readonly string[]) => ({
    ...{ path: 'm.md', problems: [], content: { approvals, verifiedBy } },
  });
  const tagged = (more: object) => ({ release: { ...release, tags: [{ ...tag, ...more }] } });
  const undated = { ...release, section: { ...release.section, date: null } };
  const facts = [
    bare,
    { ...bare, release: { ...release, section: null } },
    { ...bare, ...{ release: undated, manifests: [manifest([], [])] } },
    { ...bare, ...tagged({}), manifests: [manifest([], ['Ada'])], records: [record(true, 'manifest')] },
    { ...bare, ...tagged({ commit: null, annotated: false, signed: false }), records: [record(true, 'gates')] },
    { ...bare, gates: [gate('passed'), gate('failed'), gate('not-run')], deployments: [deployed('succeeded', 'Ada')] },
    { ...bare, deployments: [deployed('failed', null), deployed('rolled-back', null)] },
    {
      ...bare,
      checklist: {
        path: 'c.md',
        checklist: { tasks: [task('lead', 'done', ''), task('cto', 'done', 'Eve, 2026-04-01')] },
        asked: [
          { role: 'cto', people: ['Ada'] },
          { role: 'qa', people: [] },
        ],
      },
    },
  ] as unknown as readonly ReleaseFacts[];
  return [known, ledgerOf(CHANGELOGS.several)].flatMap((ledger) =>
    facts.map((each) =>
      traceRelease(each, { ledger, policy, changelog: 'CHANGELOG.md', today: '2026-04-02', hasManifests: true, say }),
    ),
  );
}

const places = (text: string): readonly string[] => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();

describe('pages in German', () => {
  it('have a translation of everything that they say, and numbers as German writes them', () => {
    const said = new Set<string>();
    everyPage((text, ...values) => {
      said.add(text);
      return sayInEnglish(text, ...values);
    });
    expect(said.size).toBeGreaterThan(60);
    // Names of files are said as they are; reasons of git are git's.
    expect([...said].filter((text) => !Object.hasOwn(GERMAN, text))).toEqual([]);
    expect(sayInGerman('{0} days', 4.2)).toBe('4,2 Tage');
    expect(sayInGerman('something new {0}', 1)).toBe('something new 1');
  });

  it('name the gaps of a trace in German', () => {
    const traces = everyTrace(sayInGerman);
    const gaps = new Set(traces.flatMap(({ steps }) => steps.flatMap((step) => step.gaps)));
    expect([...gaps].sort()).toEqual([
      '/somewhere liegt in keinem Git-Repository',
      'Eve hat als cto freigegeben und hat diese Rolle nach der Policy nicht',
      'das Changelog hat keinen Abschnitt dafür',
      'das Gate „unit“ hat kein Ergebnis: es ist nicht gelaufen',
      'das Gate „unit“ ist fehlgeschlagen: failed',
      'die Freigabe von lead sagt nicht, wer sie wann erteilt hat',
      'es hat kein Manifest',
      'es ist nicht getaggt',
      'es wurde zurückgerollt, und sein Abschnitt sagt nicht [YANKED]',
      'keine Auslieferung davon ist verzeichnet',
      'nichts sagt, wer es freigegeben hat',
      'niemand ist genannt, der es ausgeliefert hat',
      'niemand ist genannt, der es freigegeben oder geprüft hat',
      'ohne Tag sagt nichts, welcher Commit es ist',
      'qa hat es nicht freigegeben',
      'sein Abschnitt hat kein Datum',
      'sein Tag ist ein einfaches: Es sagt nicht, wer es wann gemacht hat',
      'sein Tag ist nicht signiert',
      'sein Tag nennt keinen Commit',
      'x wurde gelöscht und ist bis 3121-05-31 aufzubewahren',
      'x wurde gelöscht und ist dauerhaft aufzubewahren',
    ]);
    const found = new Set(traces.flatMap(({ steps }) => steps.flatMap((step) => [...step.found, step.lookup])));
    expect([...found]).toEqual(
      expect.arrayContaining([
        '2026-04-01T00:00:00Z production fehlgeschlagen',
        '2026-04-01T00:00:00Z production gelungen durch Ada',
        '2026-04-01T00:00:00Z production zurückgerollt',
        'der Abschnitt 3.0.0 von CHANGELOG.md',
        'die Freigaben im Manifest von 3.0.0',
        'die Freigaben in c.md und im Manifest von 3.0.0',
        'die Testergebnisse für 3.0.0',
        'ein Manifest von 3.0.0',
        'geprüft von Ada',
        'unit: bestanden, passed, 2026-04-01T00:00:00Z',
        'unit: fehlgeschlagen, failed, 2026-04-01T00:00:00Z',
        'v3.0.0, annotiert, signiert, 2026-04-01T00:00:00Z',
        'v3.0.0, einfach, 2026-04-01T00:00:00Z',
      ]),
    );
  });

  it('keep the places of values, and translate nothing that nobody says', () => {
    const sources = readSources('src', 'server').filter(({ path }) => !/\/german(?:-written)?\.ts$/.test(path));
    const all = sources
      .map(({ text }) => text)
      .join('\n')
      .replace(/\\'/g, "'");
    for (const [english, german] of Object.entries(GERMAN)) {
      expect([english, places(german)]).toEqual([english, places(english)]);
      expect([
        english,
        ["'", '`'].some((quote) => all.includes(`${quote}${english}${quote}`)) ||
          all.includes(` ${english}: {`) ||
          all.includes(`${english}:`),
      ]).toEqual([english, true]);
    }
  });

  it('say each page in German, without a word of English in its frame', () => {
    const bodies = everyPage(sayInGerman).map(({ body }) => body);
    const headings = bodies.flatMap((body) =>
      [...body.matchAll(/<(?:h1|h2|dt|th scope="col")[^>]*>([^<]*)</g)].map((match) => match[1]),
    );
    expect(new Set(headings)).toContain('Durchlaufzeit');
    expect(headings.filter((heading) => /\b(?:the|of|time|rate|Look|Why|State)\b/.test(String(heading)))).toEqual([]);
  });
});

describe('the two shells of a page', () => {
  const page = { title: 'A <title>', body: '<h1>x</h1>' };
  const panel = panelPage(page, { nonce: 'a"b', state: '{"uri":"file:///</script>"}', language: 'de' });

  it('allow in a panel only what has the nonce, load nothing, and say their language', () => {
    expect(panel).toContain(
      `content="default-src 'none'; style-src 'nonce-a&quot;b'; script-src 'nonce-a&quot;b'; base-uri 'none'; form-action 'none'"`,
    );
    expect(panel.match(/<(?:script|style)\b[^>]*>/g)).toEqual([
      '<style nonce="a&quot;b">',
      '<script nonce="a&quot;b" data-state="{&quot;uri&quot;:&quot;file:///&lt;/script&gt;&quot;}">',
    ]);
    expect(panel.replace(/<script[\s\S]*<\/script>/, '')).not.toMatch(/https?:|\bstyle="|\bon\w+=|@import|url\(/);
    expect(panel).toContain('<html lang="de">');
    expect(panel).toContain('<title>A &lt;title&gt;</title>');
  });

  it('have the same layout, and no colour of their own in the editor', () => {
    const layout = PAGE_STYLE.slice(PAGE_STYLE.indexOf('body{margin'));
    expect(PANEL_STYLE.endsWith(layout)).toBe(true);
    expect(PANEL_STYLE.replace(layout, '')).not.toMatch(/#[0-9a-f]{3,8}\b/i);
    expect(PANEL_STYLE).toContain('.vscode-high-contrast');
    expect(htmlPage(page)).toContain(createHash('sha256').update(PAGE_STYLE).digest('base64'));
  });
});

it('the glossary of pages has no entry twice', () => {
  const text = fs.readFileSync(`${ROOT}/src/core/text/german.ts`, 'utf8');
  const keys = [...text.matchAll(/^ {2}(?:'((?:[^'\\]|\\.)*)'|(\w+)):/gm)].map((match) => match[1] ?? match[2]);
  expect(keys.length).toBe(Object.keys(GERMAN).length);
});
