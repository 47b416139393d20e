import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { toGithubCommands } from '../../src/cli/report/github.ts';
import { toJsonReport } from '../../src/cli/report/json.ts';
import { describeNotChecked } from '../../src/cli/report/print.ts';
import { type Report, toFinding, toRegion } from '../../src/cli/report/report.ts';
import { toSarif } from '../../src/cli/report/sarif.ts';
import { CHANGELOG_RULES, type Edit, type Problem, type Severity, toSource } from '../../src/core/index.ts';
import { runCli } from '../support/cli.ts';

/** A validator of the official schema; both come in one package, which brings the generation of the validator that it needs. */
function sarifErrors(log: unknown): unknown {
  const require = createRequire(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json'));
  const Ajv = require('ajv');
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  return ajv.validate(require('./lib/schemas/sarif-2.1.0-rtm.5.json'), log) ? null : ajv.errors;
}

interface Reported {
  readonly text: string;
  readonly file?: string;
  readonly severity?: Severity;
  readonly message?: string;
  readonly span?: readonly [number, number];
  readonly edits?: readonly Edit[];
}

function toReport(...all: readonly Reported[]): Report {
  const findings = all.map(
    ({ text, file = 'CHANGELOG.md', severity = 'error', message = 'M', span = [0, 1], edits }) => {
      const problem: Problem = {
        rule: 'changelog/conflict-marker',
        severity,
        span: { start: span[0], end: span[1] },
        message,
        fixes: edits ? [{ title: 'Fix it', safety: 'safe', edits }] : [],
      };
      return toFinding(file, toSource(text), problem);
    },
  );
  return { findings, notChecked: [], unread: [] };
}

const OPTIONS = { version: '1.2.3', rules: CHANGELOG_RULES, complete: true };

describe('toRegion', () => {
  it.each<[string, string, [number, number], [number, number, number, number]]>([
    ['the first character', 'abc\n', [0, 1], [1, 1, 1, 2]],
    ['nothing at the end of the file', 'abc\n', [4, 4], [2, 1, 2, 1]],
    ['nothing in an empty file', '', [0, 0], [1, 1, 1, 1]],
    ['a place behind CRLF', 'a\r\nbc\r\n', [4, 5], [2, 2, 2, 3]],
    ['a place behind a lone CR', 'a\rbc', [3, 4], [2, 2, 2, 3]],
    ['UTF-16 units', '🎉é x\n', [4, 5], [1, 5, 1, 6]],
    ['several lines', 'a\nb\nc', [0, 5], [1, 1, 3, 2]],
    ['a line with its ending', 'a\nb\n', [0, 2], [1, 1, 2, 1]],
  ])('%s', (_what, text, [start, end], [line, column, endLine, endColumn]) => {
    expect(toRegion(toSource(text), { start, end })).toEqual({ line, column, endLine, endColumn });
  });
});

describe('the JSON report', () => {
  it('is exactly the public interface', () => {
    const report = toReport(
      { text: 'abc', span: [1, 2], edits: [{ start: 0, end: 1, text: '' }] },
      { text: 'abc', severity: 'hint' },
    );
    const omission = { rule: 'markdownlint', file: 'a.md', reason: 'R' };
    const unread = { rule: 'changelog/*', file: 'b.md', reason: 'U' };
    const place = { rule: 'changelog/conflict-marker', file: 'CHANGELOG.md', line: 1, endLine: 1, message: 'M' };
    expect(toJsonReport({ ...report, notChecked: [omission], unread: [unread] })).toEqual({
      problems: [
        { ...place, severity: 'error', column: 2, endColumn: 3, fix: { title: 'Fix it', safety: 'safe' } },
        { ...place, severity: 'hint', column: 1, endColumn: 2, fix: null },
      ],
      notChecked: [unread, omission],
      counts: { error: 1, warning: 0, info: 0, hint: 1 },
    });
  });
});

describe('the GitHub report', () => {
  const commands = (...all: readonly Reported[]) => toGithubCommands(toReport(...all), (file) => file);

  it.each<[string, Reported, string]>([
    [
      'a place in a line',
      { text: 'abcdef', span: [1, 4] },
      '::error file=CHANGELOG.md,line=1,endLine=1,col=2,endColumn=4,title=changelog/conflict-marker::M',
    ],
    [
      'a place of no length',
      { text: 'abcdef', span: [2, 2] },
      '::error file=CHANGELOG.md,line=1,endLine=1,col=3,endColumn=3,title=changelog/conflict-marker::M',
    ],
    [
      'several lines, without columns',
      { text: 'a\nb\nc', span: [0, 5] },
      '::error file=CHANGELOG.md,line=1,endLine=3,title=changelog/conflict-marker::M',
    ],
    [
      'a warning',
      { text: 'a', severity: 'warning' },
      '::warning file=CHANGELOG.md,line=1,endLine=1,col=1,endColumn=1,title=changelog/conflict-marker::M',
    ],
    [
      'an information',
      { text: 'a', severity: 'info' },
      '::notice file=CHANGELOG.md,line=1,endLine=1,col=1,endColumn=1,title=changelog/conflict-marker::M',
    ],
    [
      'what would end a property',
      { text: 'a', file: 'a,b:c%\n.md' },
      '::error file=a%2Cb%3Ac%25%0A.md,line=1,endLine=1,col=1,endColumn=1,title=changelog/conflict-marker::M',
    ],
    [
      'what would end a message',
      { text: 'a', message: '100%\r\n::set-output name=x::y' },
      '::error file=CHANGELOG.md,line=1,endLine=1,col=1,endColumn=1,title=changelog/conflict-marker::100%25%0D%0A::set-output name=x::y',
    ],
  ])('%s', (_what, reported, expected) => {
    expect(commands(reported)).toEqual([expected]);
  });

  it('names files as the checkout does', async () => {
    const { stdout } = await runCli(['check', '--cwd', 'packages/a', '--format', 'github'], {
      files: { 'packages/a/CHANGELOG.md': '>>>>>>> topic\n' },
      env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: '/project' },
    });
    expect(stdout).toMatch(/^::error file=packages\/a\/CHANGELOG\.md,line=1,/m);
  });

  it('annotates what could not be read', async () => {
    const { code, stdout } = await runCli(['check', 'docs', '--format', 'github'], { files: { 'docs/a.md': '' } });
    expect(code).toBe(2);
    expect(stdout).toBe('::error file=docs,title=not checked%3A changelog/*::docs is a directory, expected a file\n');
  });
});

describe('the SARIF report', () => {
  it('validates against the schema of SARIF 2.1.0', () => {
    const text = '# A\n🎉 b\n';
    const report = toReport(
      { text, span: [0, 0], severity: 'warning', edits: [{ start: 0, end: 0, text: 'x' }] },
      { text, span: [4, 9], severity: 'hint', edits: [{ start: 4, end: 6, text: '' }] },
      { text, file: 'a b/ü,%20#?.md', message: 'ESC \x1b[2J \u202e \ud800' },
    );
    const omission = { rule: 'markdownlint', file: null, reason: 'R' };
    const unread = { rule: 'changelog/*', file: '../b.md', reason: 'U' };
    const log = toSarif({ ...report, notChecked: [omission], unread: [unread] }, { ...OPTIONS, complete: false });
    expect(sarifErrors(log)).toBeNull();
    expect(sarifErrors({ ...log, version: 'nonsense' })).not.toBeNull();
  });

  it('has regions in UTF-16 units, relative references, help and fixes', () => {
    const report = toReport({
      text: 'a\n🎉 bc\n',
      file: 'a b/c#d.md',
      span: [5, 6],
      edits: [{ start: 5, end: 5, text: 'x' }],
    });
    const { runs } = toSarif(report, OPTIONS) as { runs: Record<string, never>[] };
    expect(runs[0]).toMatchObject({
      columnKind: 'utf16CodeUnits',
      invocations: [{ executionSuccessful: true }],
      tool: {
        driver: { rules: [{ id: 'changelog/conflict-marker', help: { text: expect.stringContaining('conflict') } }] },
      },
      results: [
        {
          ruleId: 'changelog/conflict-marker',
          ruleIndex: 0,
          level: 'error',
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'a%20b/c%23d.md', uriBaseId: '%SRCROOT%' },
                region: { startLine: 2, startColumn: 4, endLine: 2, endColumn: 5 },
              },
            },
          ],
          fixes: [
            {
              artifactChanges: [
                {
                  replacements: [
                    {
                      deletedRegion: { startLine: 2, startColumn: 4, endLine: 2, endColumn: 4 },
                      insertedContent: { text: 'x' },
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('validates for real changelogs with every rule on', async () => {
    const text =
      '# Chagnelog\n\n## v1.0\n\n### Fixes\n\n* one\n- two\n\n## [1.0.0] – 2026-13-01 [yanked]\n\n### Added\n>>>>>>> x\n';
    const { stdout } = await runCli(['check', '--format', 'sarif', '--release', '1.0.0'], {
      files: { 'CHANGELOG.md': text },
    });
    const log = JSON.parse(stdout);
    expect(sarifErrors(log)).toBeNull();
    expect(log.runs[0].results.length).toBeGreaterThan(5);
    for (const { ruleId, ruleIndex } of log.runs[0].results) {
      expect(log.runs[0].tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(log.runs[0].tool.driver.rules[ruleIndex].help.markdown).toMatch(/./);
    }
  });

  it('validates where there is nothing to say, and where the policy is broken', async () => {
    for (const policy of ['{}', '{ "x": 1 }']) {
      const files = { 'CHANGELOG.md': '# Changelog\n', 'release-ledger.jsonc': policy };
      const { stdout } = await runCli(['check', '--format', 'sarif'], { files });
      expect(sarifErrors(JSON.parse(stdout))).toBeNull();
    }
  });
});

describe('the text report', () => {
  const check = (text: string, world = {}, args: string[] = []) =>
    runCli(['check', ...args], { files: { 'CHANGELOG.md': text }, ...world });
  const GOOD_HEAD = '<!-- release-ledger: allow-file changelog/missing-title -->\n';

  it('shows the line where wide characters and combining marks stand before the place', async () => {
    const { stdout } = await check('# Changelog\n\n日本語 e\u0301 \u202e x\n\n>>>>>>> 日本\n');
    expect(stdout).toContain('│ >>>>>>> 日本\n');
    expect(stdout).toContain('│ ^^^^^^^^^^^^\n');
    const line = stdout.split('\n').find((each) => each.includes('│ 日本語')) as string;
    expect(line).toContain('日本語 e\u0301 \\u{202E} x');
    const pointer = stdout.split('\n')[stdout.split('\n').indexOf(line) + 1] as string;
    // Three wide characters, a blank, a letter, a blank, then the eight that stand for the one that cannot be seen.
    expect(pointer).toMatch(/│ {10}\^{8}$/);
  });

  it('cuts long lines around the place', async () => {
    const { stdout } = await check(`${GOOD_HEAD}# Changelog\n\n- ${'word '.repeat(100)}\u202e${' more'.repeat(100)}\n`);
    const shown = stdout.split('\n').filter((line) => line.includes('│'));
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(101);
    expect(shown.join('\n')).toMatch(/│ ….*\\u\{202E\}.*…\n/);
  });

  it('shows no lines where the list is long, and stops a list without end', async () => {
    const { stdout } = await check(`# Changelog\n\n${'>>>>>>> a\n\n'.repeat(1500)}`);
    expect(stdout).not.toContain('│');
    expect(stdout).toContain('\n  … and 500 more in this file\n');
    expect(stdout).toContain('1500 errors');
  });

  it.each<[string, Record<string, string>, string[], number | undefined, boolean]>([
    ['a terminal', {}, [], 80, true],
    ['no terminal', {}, [], undefined, false],
    ['NO_COLOR', { NO_COLOR: '1' }, [], 80, false],
    ['an empty NO_COLOR', { NO_COLOR: '' }, [], 80, true],
    ['CI', { CI: 'true' }, [], 80, false],
    ['a dumb terminal', { TERM: 'dumb' }, [], 80, false],
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, [], undefined, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, [], 80, false],
    ['NO_COLOR against FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, [], 80, false],
    ['--color', { NO_COLOR: '1', CI: 'true' }, ['--color'], undefined, true],
    ['--no-color', { FORCE_COLOR: '1' }, ['--no-color'], 80, false],
  ])('colours: %s', async (_what, env, args, columns, expected) => {
    const { stdout } = await check('>>>>>>> x\n', columns === undefined ? { env } : { env, columns }, args);
    expect(stdout.includes('\x1b[')).toBe(expected);
    expect(stdout.replace(/\x1b\[\d+m/g, '')).toContain('error');
  });

  it('says the same with colours and without', async () => {
    const text = '# Changelog\n\n>>>>>>> x\n\n## [1.0.0] – 2026-01-01\n';
    const colored = await check(text, { env: { FORCE_COLOR: '1' } });
    expect(colored.stdout.replace(/\x1b\[\d+m/g, '')).toBe((await check(text)).stdout);
  });
});

describe('what was not checked', () => {
  const lacking = (rules: readonly string[], reason: string, file: string | null = 'CHANGELOG.md') =>
    rules.map((rule) => ({ rule, file, reason }));

  it('is told for each rule, and once for many that lack the same', () => {
    const tags = lacking(['ledger/a', 'ledger/b', 'ledger/c', 'ledger/d'], 'the repository has no tags');
    expect(
      describeNotChecked([
        ...tags,
        ...lacking(['changelog/future-date', 'ledger/e'], 'nobody says what day it is'),
        ...lacking(['docs/links'], 'there are too many', null),
      ]),
    ).toEqual([
      'not checked: ledger/* (4 rules) in CHANGELOG.md: the repository has no tags',
      'not checked: changelog/future-date in CHANGELOG.md: nobody says what day it is',
      'not checked: ledger/e in CHANGELOG.md: nobody says what day it is',
      'not checked: docs/links: there are too many',
    ]);
  });
});
