import { describe, expect, it } from 'vitest';
import type { GateRun } from '../../../src/core/gates/gate-run.ts';
import { judgeRun } from '../../../src/core/gates/judge-run.ts';
import { readCounts } from '../../../src/core/gates/parsers/counts.ts';
import { readCoverage } from '../../../src/core/gates/parsers/coverage.ts';
import { readJunit } from '../../../src/core/gates/parsers/junit.ts';
import { readSarif } from '../../../src/core/gates/parsers/sarif.ts';
import { xmlTags } from '../../../src/core/gates/xml-tags.ts';

describe('numbers of tests in what is printed (000-66)', () => {
  it.each([
    ['Tests Passed: 6/6', 6, 6],
    ['Tests Passed: 6/6\nTests Failed: 0/6', 6, 6],
    ['✅ 11/11 security tests passed', 11, 11],
    ['- Phase 6 Regression Tests: 5/6 passing', 5, 6],
    ['3/6 passing\n6/6 passing\n', 6, 6],
    ['======= 12 passed, 1 failed, 2 skipped in 1.20s =======', 12, 13],
    ['12 passed, 2 errors in 0.10s', 12, 14],
    ['Test Suites: 1 failed, 2 passed, 3 total\nTests:       1 failed, 11 passed, 12 total', 11, 12],
    [' Test Files  3 passed (3)\n      Tests  1 failed | 11 passed (12)\n   Duration  1.20s', 11, 12],
    ['\u001b[32m  12 passing\u001b[39m (40ms)\n  1 failing\n', 12, 13],
    ['  12 passing (40ms)\n', 12, 12],
    ['# tests 4\n# pass 3\n# fail 1\n# skipped 0', 3, 4],
    ['ℹ pass 3\r\nℹ fail 0', 3, 3],
    ['test result: ok. 3 passed; 0 failed; 0 ignored', 3, 3],
    ['5 failed in 0.1s', 0, 5],
  ])('%j', (text, passed, total) => {
    expect(readCounts(text)).toMatchObject({ passed, total, state: passed === total ? 'passed' : 'failed' });
  });

  it.each(['', 'all good', '7/6 passing', 'on 1/2/2026 passed', `${'x'.repeat(3000)} 6/6 passing`])(
    'shows nothing in %j',
    (text) => {
      expect(readCounts(text)).toMatchObject({ state: 'failed', total: null });
    },
  );

  it('takes no test at all for no pass', () => {
    expect(readCounts('0 passed')).toMatchObject({ state: 'failed', detail: 'no test ran' });
  });
});

const CASES =
  '<?xml version="1.0"?><testsuites><testsuite tests="9"><testcase name="a>b"/><testcase name="b"><failure>x</failure></testcase>' +
  '<testcase name="c"><skipped/></testcase><testcase name="d"><system-out><![CDATA[<failure>]]></system-out></testcase></testsuite></testsuites>';

describe('reports of JUnit', () => {
  it('counts the cases, not what the suites say', () => {
    expect(readJunit(CASES)).toMatchObject({ state: 'failed', passed: 2, total: 3 });
    expect(readJunit(CASES.replace('<failure>x</failure>', ''))).toMatchObject({
      state: 'passed',
      passed: 3,
      total: 3,
    });
  });

  it.each([
    ['another format', '<html><body/></html>'],
    ['nothing', ''],
    ['no test', '<testsuite tests="3"/>'],
    ['a report that breaks off', CASES.slice(0, CASES.indexOf('<failure>'))],
  ])('does not pass %s', (_, text) => {
    expect(readJunit(text).state).toBe('failed');
  });

  it('resolves no entity, however often they nest', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'&b;'.repeat(99)}">]><testsuite><testcase name="&a;"/></testsuite>`;
    expect(readJunit(bomb)).toMatchObject({ state: 'passed', total: 1 });
  });

  it('reads what never ends in one pass', () => {
    for (const text of ['<!--'.repeat(200_000), '<a "'.repeat(200_000), '<'.repeat(800_000), '<a b="'.repeat(150_001)])
      expect([...xmlTags(text)].length).toBeLessThan(2);
  });
});

describe('coverage (003-05, 003-22)', () => {
  it.each([
    ['the summary of Istanbul', '{"total":{"lines":{"total":10,"covered":8,"pct":80}}}', 80],
    ['coverage.py', '{"meta":{},"totals":{"percent_covered":91.2345}}', 91.23],
    ['Cobertura', '<?xml version="1.0"?>\n<!DOCTYPE coverage>\n<coverage line-rate="0.855" branch-rate="0.1"/>', 85.5],
    [
      'Clover',
      "<coverage generated='1'><project><metrics statements='200' coveredstatements='150'/><file><metrics statements='1' coveredstatements='1'/></file></project></coverage>",
      75,
    ],
    [
      'JaCoCo',
      '<report name="x"><package><counter type="LINE" missed="9" covered="1"/></package><counter type="BRANCH" missed="1" covered="1"/><counter type="LINE" missed="1" covered="9"/></report>',
      90,
    ],
  ])('is read from %s', (_, text, percent) => {
    expect(readCoverage(text, 80)).toMatchObject({ percent, state: percent >= 80 ? 'passed' : 'failed' });
  });

  it('is never rounded up to what is enough', () => {
    expect(readCoverage('{"totals":{"percent_covered":79.999}}', 80)).toMatchObject({
      state: 'failed',
      percent: 79.99,
      detail: '79.99 % of lines are covered, 80 % are asked for',
    });
  });

  it.each(['', '{', '{}', '[]', '{"totals":{"percent_covered":"99"}}', '<coverage/>', '<coverage line-rate="7"/>'])(
    'does not pass %j',
    (text) => {
      expect(readCoverage(text, 0)).toMatchObject({ state: 'failed', percent: null });
    },
  );
});

const sarif = (...results: readonly object[]): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      { tool: { driver: { rules: [{ id: 'A', defaultConfiguration: { level: 'error' } }, { id: 'B' }] } }, results },
    ],
  });

describe('SARIF by severity (003-22)', () => {
  it.each([
    ['nothing', [], 'note', 'passed'],
    ['an error', [{ level: 'error' }], 'error', 'failed'],
    ['a warning below the threshold', [{ level: 'warning' }], 'error', 'passed'],
    ['a warning at it', [{ level: 'warning' }], 'warning', 'failed'],
    ['a note where every finding counts', [{ level: 'note' }], 'note', 'failed'],
    ['the level of its rule', [{ ruleId: 'A' }], 'error', 'failed'],
    ['the level of its rule by index', [{ ruleIndex: 0 }], 'error', 'failed'],
    ['no level anywhere, which is a warning', [{ ruleId: 'B' }], 'warning', 'failed'],
    ['a level that nobody knows, which is taken for a warning', [{ level: 'fatal' }], 'warning', 'failed'],
    ['one that was suppressed', [{ level: 'error', suppressions: [{ kind: 'inSource' }] }], 'note', 'passed'],
    ['one that passed', [{ level: 'error', kind: 'pass' }], 'note', 'passed'],
  ] as const)('%s', (_, results, severity, state) => {
    expect(readSarif(sarif(...results), severity).state).toBe(state);
  });

  it.each([
    'no JSON',
    '[]',
    '{"runs":{}}',
    '{"runs":[]}',
    '{"runs":[{"invocations":[{"executionSuccessful":false}],"results":[]}]}',
  ])('does not pass %j', (text) => {
    expect(readSarif(text, 'error').state).toBe('failed');
  });
});

describe('judgeRun', () => {
  const run = (more: Partial<GateRun>): GateRun => ({ exitCode: 0, ended: null, output: '', report: null, ...more });
  const gate = { parser: 'exit-code', exit: 'zero', minimum: 0, severity: 'error' } as const;

  it.each([
    ['an exit code of 0', gate, run({}), 'passed', 'it ended with 0'],
    ['any other', gate, run({ exitCode: 2 }), 'failed', 'it ended with 2'],
    ['no exit code', gate, run({ exitCode: null, ended: 'no end after 5 s' }), 'failed', 'no end after 5 s'],
    ['its output', { ...gate, parser: 'counts' }, run({ output: '6/6 passing' }), 'passed', '6 of 6 tests passed'],
    [
      'good numbers with a bad exit code',
      { ...gate, parser: 'counts' },
      run({ output: '6/6 passing', exitCode: 1 }),
      'failed',
      '6 of 6 tests passed, but it ended with 1',
    ],
    [
      'a report that alone counts',
      { ...gate, parser: 'sarif', exit: 'any' },
      run({ exitCode: 1, report: { text: sarif({ level: 'note' }) } }),
      'passed',
      'nothing of the level error or above was found',
    ],
    [
      'a report that was not written',
      { ...gate, parser: 'junit' },
      run({ report: { missing: 'its report a.xml was not written' } }),
      'failed',
      'its report a.xml was not written',
    ],
  ] as const)('judges by %s', (_, policy, done, state, detail) => {
    expect(judgeRun(policy, done)).toMatchObject({ state, detail });
  });
});
