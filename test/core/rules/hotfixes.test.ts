import { describe, expect, it } from 'vitest';
import { parseChangelog } from '../../../src/core/index.ts';
import { findHotfixes } from '../../../src/core/rules/support/hotfixes.ts';
import { mergePolicy } from '../../support/examples.ts';

function hotfixes(hotfix: 'none' | 'older-line' | 'patch', ...releases: readonly string[]): string[] {
  const changelog = parseChangelog(releases.map((release) => `## ${release}\n\n- A\n\n`).join(''));
  return [...findHotfixes(changelog, mergePolicy({ version: { hotfix } }))].map(({ label }) => label).sort();
}

const LINES = [
  '[2.0.1] - 2026-01-06',
  '[1.1.1] - 2026-01-05',
  '[2.0.0] - 2026-01-04',
  '[1.1.0] - 2026-01-02',
  '[1.0.0] - 2026-01-01',
];

describe('the hotfixes of a changelog', () => {
  it.each<
    [name: string, hotfix: 'none' | 'older-line' | 'patch', releases: readonly string[], found: readonly string[]]
  >([
    ['none where the policy names none', 'none', LINES, []],
    ['every patch release', 'patch', LINES, ['1.1.1', '2.0.1']],
    ['patch releases of an older line (004-50, 000-11)', 'older-line', LINES, ['1.1.1']],
    ['no pre-release', 'patch', ['[1.0.1-rc.1] - 2026-01-02', '[1.0.0] - 2026-01-01'], []],
    [
      'none of the same day',
      'older-line',
      ['[2.0.0] - 2026-01-04', '[1.1.1] - 2026-01-04', '[1.1.0] - 2026-01-01'],
      [],
    ],
    ['none without a date', 'older-line', ['[2.0.0] - 2026-01-04', '[1.1.1]', '[1.1.0] - 2026-01-01'], []],
    [
      'none by one date of a higher line that is wrong',
      'older-line',
      ['[1.1.1] - 2025-01-03', '[1.1.0] - 2026-01-03', '[1.0.1] - 2026-01-02', '[1.0.0] - 2026-01-01'],
      [],
    ],
    [
      'none of a module that is not stable yet, beside those that are',
      'older-line',
      ['[0.32.1] - 2026-01-03', '[1.11.0] - 2026-01-02', '[0.32.0] - 2026-01-01'],
      [],
    ],
  ])('are %s', (_, hotfix, releases, found) => {
    expect(hotfixes(hotfix, ...releases)).toEqual(found);
  });
});
