import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, parseChangelog } from '../../../src/core/index.ts';
import type { HistoryCommit, TagFact } from '../../../src/core/ledger/facts.ts';
import { findFirstReleases } from '../../../src/core/ledger/first-release.ts';
import { type Ledger, toLedger } from '../../../src/core/ledger/ledger.ts';
import { gatherMetrics, type MetricsOptions, quantile, toMetrics } from '../../../src/core/ledger/metrics.ts';
import type { RepositoryReader } from '../../../src/core/ledger/reader.ts';

type Tag = readonly [name: string, commit: string, date: string, message?: string];

function tagOf([name, commit, date, message]: Tag): TagFact {
  return {
    name,
    object: name,
    commit,
    annotated: message !== undefined,
    signed: false,
    date,
    message: message ?? null,
  };
}

function ledgerOf(text: string, tags: readonly Tag[], shallow = false): Ledger {
  return toLedger({
    changelog: parseChangelog(text),
    path: 'CHANGELOG.md',
    policy: DEFAULT_POLICY,
    repository: {
      root: '/',
      head: { branch: 'main', commit: 'c' },
      shallow,
      objectFormat: 'sha1',
      remotes: [],
      tags: tags.map(tagOf),
      mainBranch: 'main',
    },
    versionFiles: [],
  });
}

/** `id parents… @hour subject`, each commit before its parents; hours count from the first of January. */
function historyOf(...lines: readonly string[]): readonly HistoryCommit[] {
  return lines.map((line) => {
    const [, names = '', hour = '', subject = ''] = /^([\w ]+) @(-?\d+)(?: (.*))?$/.exec(line) ?? [];
    const [id = '', ...parents] = names.split(' ');
    return { id, parents, authored: at(Number(hour)), subject, concerned: !subject.startsWith('elsewhere') };
  });
}

function at(hour: number): string {
  return new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
}

const WINDOW: MetricsOptions = { until: '2026-01-31' };
const CHANGELOG = '# C\n\n## [1.1.0] - 2026-01-03\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n';

describe('findFirstReleases', () => {
  it.each([
    ['a straight line', ['c b @3', 'b a @2', 'a @1'], { c: 30, a: 10 }, { c: 'c', b: 'c', a: 'a' }],
    ['commits after the last release', ['c b @3', 'b a @2', 'a @1'], { a: 10 }, { c: null, b: null, a: 'a' }],
    [
      'a maintenance branch that was released later',
      ['m a @5', 'b a @3', 'a z @2', 'z @1'],
      { b: 30, m: 50 },
      { m: 'm', b: 'b', a: 'b', z: 'b' },
    ],
    [
      'a merge: what both sides share was released with the first of them',
      ['m b s @6', 's a @5', 'b a @3', 'a @1'],
      { b: 30, m: 60 },
      { m: 'm', s: 'm', b: 'b', a: 'b' },
    ],
    [
      'a clock that ran behind when the later release was made',
      ['c b @3', 'b a @2', 'a @1'],
      { c: 5, b: 50 },
      { c: 'c', b: 'b', a: 'b' },
    ],
    ['two releases of one commit', ['b a @3', 'a @1'], { b: 30 }, { b: 'b', a: 'b' }],
  ])('assigns %s', (_name, lines, tips, expected) => {
    const history = historyOf(...lines);
    const list = Object.entries(tips).map(([commit, time]) => ({ commit, time: time as number }));
    const first = findFirstReleases(history, list);
    const found = Object.fromEntries(history.map(({ id }, i) => [id, list[first[i] as number]?.commit ?? null]));
    expect(found).toEqual(expected);
  });

  it('takes the earlier of two releases of one commit', () => {
    expect([
      ...findFirstReleases(historyOf('a @1'), [
        { commit: 'a', time: 9 },
        { commit: 'a', time: 3 },
      ]),
    ]).toEqual([1]);
  });
});

describe('quantile', () => {
  it.each([
    [[], 0.5, null],
    [[4], 0.9, 4],
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 2, 3], 0.5, 2.5],
    [[10, 0], 0.9, 9],
    [[100, 20, 3], 0.5, 20],
  ])('of %j at %d is %s', (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });
});

describe('lead time (001-48, D7)', () => {
  const tags: readonly Tag[] = [
    ['v1.0.0', 'a', at(10)],
    ['v1.1.0', 'd', at(50)],
  ];
  it.each([
    [
      'is from each commit to the first tag that has it',
      ['d c @40', 'c b @30', 'b a @20', 'a @6'],
      {},
      { medianHours: 15, p90Hours: 27, commits: 4 },
    ],
    [
      'leaves out merges and what is not released',
      ['e d @60', 'd c b @40', 'c a @30', 'b a @20', 'a @6'],
      {},
      { medianHours: 20, p90Hours: 28, commits: 3 },
    ],
    ['counts a commit from the future as 0', ['d a @90', 'a @10'], {}, { medianHours: 0, p90Hours: 0, commits: 2 }],
    [
      'counts releases of the window alone',
      ['d c @40', 'c b @30', 'b a @20', 'a @6'],
      { since: '2026-01-02' },
      { medianHours: 20, p90Hours: 28, commits: 3 },
    ],
    [
      'leaves out what was done elsewhere',
      ['d c @40', 'c b @30 elsewhere', 'b a @20', 'a @6 elsewhere'],
      {},
      { medianHours: 20, p90Hours: 28, commits: 2 },
    ],
    ['is not known of nothing', [], {}, { medianHours: null, p90Hours: null, commits: 0 }],
  ])('%s', (_name, lines, window, expected) => {
    const { leadTime } = toMetrics(ledgerOf(CHANGELOG, tags), historyOf(...lines), { ...WINDOW, ...window });
    expect(leadTime).toMatchObject({ ...expected, notKnown: null });
  });

  it('ends with the release, not with its candidate (D5)', () => {
    const candidates: readonly Tag[] = [
      ['v1.0.0-rc.1', 'a', at(2)],
      ['v1.0.0', 'b', at(10)],
    ];
    const history = historyOf('b a @4', 'a @0');
    expect(toMetrics(ledgerOf(CHANGELOG, candidates), history, WINDOW).leadTime).toMatchObject({
      medianHours: 8,
      commits: 2,
    });
  });

  it('says why it is not known', () => {
    const { leadTime, releases } = toMetrics(ledgerOf(CHANGELOG, tags), { notKnown: 'git is not there' }, WINDOW);
    expect(leadTime).toMatchObject({ medianHours: null, commits: 0, notKnown: 'git is not there' });
    expect(releases).toBe(2);
  });
});

describe('deployment frequency (001-49, D5, D6)', () => {
  it.each([
    ['two in a month', CHANGELOG, [], { until: '2026-01-31' }, { since: '2026-01-01', releases: 2 }, 1.96],
    ['two in two months', CHANGELOG, [], { until: '2026-03-02' }, { since: '2026-01-01', releases: 2 }, 1],
    ['one in the window', CHANGELOG, [], { since: '2026-01-02', until: '2026-02-01' }, { releases: 1 }, 0.98],
    [
      'tags that no section names, but no candidates, nightlies and other components',
      '# C\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      [
        ['v1.0.0', 'a', at(0)],
        ['v1.1.0', 'b', at(24)],
        ['v2.0.0-rc.1', 'c', at(48)],
        ['nightly', 'c', at(48)],
        ['other-0.1.0', 'c', at(48)],
      ],
      { until: '2026-01-31' },
      { releases: 2 },
      1.96,
    ],
    ['none', '# C\n', [], { until: '2026-01-31' }, { since: '2026-01-31', releases: 0 }, 0],
    ['one within two days as one in a month', CHANGELOG, [], { until: '2026-01-02' }, { releases: 1 }, 1],
  ] as const)('counts %s', (_name, text, tags, options, expected, perMonth) => {
    const metrics = toMetrics(ledgerOf(text, tags), [], options);
    expect(metrics).toMatchObject({ ...expected, deploymentFrequency: { perMonth } });
  });
});

describe('change failure rate (001-50, D4) and time to restore (001-51)', () => {
  const section = (version: string, day: string, rest = '', body = '- x'): string =>
    `## [${version}] - 2026-01-${day}${rest}\n\n${body}\n\n`;
  const one = section('1.0.0', '01');

  it.each([
    ['a planned patch is no hotfix', section('1.0.1', '03') + one, [], [], { failed: 0, total: 2, ratio: 0 }, null],
    [
      'a title says that it is one',
      section('1.0.1', '03', '', '### Hotfix for the crash\n\n### Fixed\n\n- x') + one,
      [],
      [],
      { failed: 1, total: 2, ratio: 0.5 },
      48,
    ],
    [
      'a category says so',
      section('1.0.1', '03', '', '### Hotfixes\n\n- x') + one,
      [],
      [],
      { failed: 1, total: 2 },
      48,
    ],
    [
      'the tag says so',
      section('1.0.1', '03') + one,
      [
        ['v1.0.0', 'a', at(0), 'Release'],
        ['v1.0.1', 'b', at(6), 'Hotfix for the crash'],
      ],
      [],
      { failed: 1, total: 2 },
      6,
    ],
    [
      'a merged branch says so',
      section('1.0.1', '03') + one,
      [
        ['v1.0.0', 'a', at(0)],
        ['v1.0.1', 'b', at(6)],
      ],
      ["b a x @5 Merge branch 'hotfix/crash'", 'x a @4 mend it', 'a @0 first'],
      { failed: 1, total: 2 },
      6,
    ],
    [
      'a merged pull request says so',
      section('1.0.1', '03') + one,
      [
        ['v1.0.0', 'a', at(0)],
        ['v1.0.1', 'b', at(6)],
      ],
      ['b a x @5 Merge pull request #4 from ada/hotfix-crash', 'x a @4 mend it', 'a @0 first'],
      { failed: 1, total: 2 },
      6,
    ],
    ['a minor version is none', section('1.1.0', '03', ' Hotfix') + one, [], [], { failed: 0, total: 2 }, null],
    ['a yanked release has failed', section('1.1.0', '03', ' [YANKED]') + one, [], [], { failed: 1, total: 2 }, null],
    [
      'a release that was yanked and mended has failed once',
      section('1.0.1', '03', '', '### Hotfixes\n\n- x') + section('1.0.0', '01', ' [YANKED]'),
      [],
      [],
      { failed: 1, total: 2 },
      48,
    ],
    [
      'ten is a number of two digits',
      section('1.0.10', '04', '', '### Hotfixes\n\n- x') + section('1.0.9', '03') + one,
      [],
      [],
      { failed: 1, total: 3, ratio: 0.3333 },
      24,
    ],
    ['nothing was released', '', [], [], { failed: 0, total: 0, ratio: null }, null],
  ] as const)('%s', (_name, text, tags, lines, expected, hours) => {
    const metrics = toMetrics(ledgerOf(`# C\n\n${text}`, tags), historyOf(...lines), WINDOW);
    expect(metrics.changeFailureRate).toMatchObject(expected);
    expect(metrics.timeToRestore).toMatchObject({ medianHours: hours, samples: hours === null ? 0 : 1 });
  });

  it('counts from the report of an incident where there is one', () => {
    const text = `# C\n\n${section('1.0.1', '03', '', '### Hotfixes\n\n- x')}${one}`;
    const incidents = [{ reported: '2026-01-02T20:00:00Z', restoredBy: '1.0.1' }];
    expect(toMetrics(ledgerOf(text, []), [], { ...WINDOW, incidents }).timeToRestore).toMatchObject({
      medianHours: 4,
      samples: 1,
    });
  });
});

describe('gatherMetrics', () => {
  const reader = (asked: (readonly string[])[]): RepositoryReader => ({
    repository: async () => ({ notKnown: 'not asked' }),
    filesAt: async () => [],
    commits: async () => [],
    changes: async () => [],
    formerPath: async () => null,
    pathsAt: async () => [],
    tagsBeside: async () => [],
    tagsOutside: async () => [],
    history: async (tips) => {
      asked.push(tips);
      return historyOf('a @0');
    },
  });
  const tags: readonly Tag[] = [
    ['v1.0.0', 'a', at(1)],
    ['v1.0.0-rc.1', 'z', at(0)],
  ];

  it('asks once, for what releases contain', async () => {
    const asked: (readonly string[])[] = [];
    const metrics = await gatherMetrics(ledgerOf(CHANGELOG, tags), reader(asked), WINDOW);
    expect(asked).toEqual([['a']]);
    expect(metrics.leadTime).toMatchObject({ medianHours: 1, commits: 1 });
  });

  it.each([
    ['a shallow clone', ledgerOf(CHANGELOG, tags, true), reader([]), /^the clone is shallow/],
    ['no git', { ...ledgerOf(CHANGELOG, tags), repository: { notKnown: 'no git' } }, reader([]), /^no git$/],
    ['a repository that cannot be opened', ledgerOf(CHANGELOG, tags), { notKnown: 'closed' }, /^closed$/],
  ])('says what is not known with %s', async (_name, ledger, from, reason) => {
    const { leadTime, releases } = await gatherMetrics(ledger, from, WINDOW);
    expect(leadTime).toMatchObject({ medianHours: null, commits: 0, notKnown: expect.stringMatching(reason) });
    expect(releases).toBe(2);
  });
});
