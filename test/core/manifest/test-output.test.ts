import { describe, expect, it } from 'vitest';
import { readTestOutput } from '../../../src/core/manifest/test-output.ts';

const result = (name: string, passed: number, total: number) => ({
  name,
  state: passed === total ? 'passed' : 'failed',
  passed,
  total,
  evidence: null,
});

describe('readTestOutput (000-27)', () => {
  it.each([
    ['a count', 'Tests Passed: 6/6', [result('Suite', 6, 6)]],
    ['a bare count', '11/11 passing', [result('Suite', 11, 11)]],
    ['a named suite', 'Phase 6 Regression Tests: 5/6 passing', [result('Phase 6 Regression Tests', 5, 6)]],
    ['several', 'log\n- Smoke: 1/1 passed\nEnd to end: 2/3\n', [result('Smoke', 1, 1), result('End to end', 2, 3)]],
    ['Jest', 'Tests:       1 failed, 11 passed, 12 total', [result('Suite', 11, 12)]],
    ['Vitest in colours', '\x1b[2m      Tests \x1b[22m \x1b[32m12 passed\x1b[39m (12)', [result('Suite', 12, 12)]],
    ['pytest', '===== 12 passed, 1 failed, 2 skipped in 3.10s =====', [result('Suite', 12, 13)]],
    ['pytest with what it left out', '== 12 passed, 2 skipped, 1 xfailed in 3.10s ==', [result('Suite', 12, 12)]],
    ['both halves of a count', 'Tests Passed: 5/6\nTests Failed: 1/6\n', [result('Suite', 5, 6)]],
    ['a mark and a name behind the count', '✅ 11/11 security tests passed', [result('security tests', 11, 11)]],
    [
      'JSON',
      '[{"name":"a","state":"not-run"}]',
      [{ ...result('a', 0, 0), state: 'not-run', passed: null, total: null }],
    ],
    [
      'JSON in an object',
      '{"results":[{"name":"a","state":"PASS","passed":3,"total":3,"evidence":"a.txt"},{"name":"b","state":"great"}]}',
      [{ ...result('a', 3, 3), evidence: 'a.txt' }],
    ],
  ])('reads %s', (_, text, expected) => expect(readTestOutput(text, 'Suite')).toEqual(expected));

  it.each([
    '',
    'all good',
    '7/6 passing',
    'Tests Passed: 0/0',
    'Tests Failed: 1/6',
    '1/2/2026',
    '{',
    '[1, null]',
    '{"results": 5}',
    '{"__proto__": []}',
  ])('finds no result in %j', (text) =>
    expect(readTestOutput(text, 'Suite')).toEqual({ message: expect.stringContaining('no result') }),
  );

  it('reads long lines no longer than they are looked at', () => {
    expect(readTestOutput(`${'a:'.repeat(500_000)} 1/1`, 'Suite')).toHaveProperty('message');
  });
});
