import { describe, expect, it } from 'vitest';
import { CHANGELOG_RULES, checkChangelog } from '../../../src/core/index.ts';
import { fixed, places } from '../../support/findings.ts';

/** Which rules about dates say something of a heading. */
const RULES = [
  'release-without-date',
  'wrong-date-form',
  'impossible-date',
  'placeholder-date',
  'unreleased-with-date',
  'wrong-date-separator',
  'date-in-parentheses',
  'date-before-version',
  'malformed-yanked',
  'yanked-without-date',
  'future-date',
] as const;

function judge(heading: string): Record<string, string> {
  const text = `## ${heading}\n\n### Added\n\n- One.\n`;
  const found: Record<string, string> = {};
  for (const rule of RULES) for (const place of places(`changelog/${rule}`, text)) found[rule] = place.slice(3);
  return found;
}

describe('the date of a release', () => {
  it.each<[string, Record<string, string>]>([
    ['[1.0.0] - 2017-07-17', {}],
    ['[1.0.0] - 2017-07-17 [YANKED]', {}],
    ['[1.0.0] - 2017-07-17 - Title', {}],
    ['2017-07-17', {}],
    ['2017.07.17', {}],
    ['[Unreleased]', {}],
    ['[Unreleased] - TBD', {}],
    ['[1.0.0]', { 'release-without-date': '1.0.0' }],
    ['[2017.7]', { 'release-without-date': '2017.7' }],
    ['1.0.0 - 2017/07/17', { 'wrong-date-form': '2017/07/17' }],
    ['1.0.0 - 2026-1-5', { 'wrong-date-form': '2026-1-5' }],
    ['1.0.0 - 2017-07-17T10:00:00Z', { 'wrong-date-form': '2017-07-17T10:00:00Z' }],
    ['1.0.0 - 05/06/2017', { 'wrong-date-form': '05/06/2017' }],
    ['1.0.0 - July 2017', { 'wrong-date-form': 'July 2017' }],
    ['1.0.0 - 2026-02-30', { 'impossible-date': '2026-02-30' }],
    ['1.0.0 - 2025-02-29', { 'impossible-date': '2025-02-29' }],
    ['1.0.0 - 0000-01-01', { 'impossible-date': '0000-01-01' }],
    ['1.0.0 - 10000-01-01', { 'impossible-date': '10000-01-01' }],
    ['1.0.0 - 2026-13-01 (JST)', { 'impossible-date': '2026-13-01' }],
    ['1.0.0 - TBD', { 'placeholder-date': 'TBD' }],
    ['[1.0.0] - YYYY-MM-DD', { 'placeholder-date': 'YYYY-MM-DD' }],
    ['[Unreleased] - 2017-07-17', { 'unreleased-with-date': '2017-07-17' }],
    ['1.0.0 — 2017-07-17', { 'wrong-date-separator': ' — ' }],
    ['1.0.0  -  2017-07-17', { 'wrong-date-separator': '  -  ' }],
    ['1.0.0: 2017-07-17', { 'wrong-date-separator': ': ' }],
    ['1.0.0 (2017-07-17)', { 'date-in-parentheses': '(2017-07-17)' }],
    ['1.0.0 - (17.07.2017)', { 'date-in-parentheses': '(17.07.2017)', 'wrong-date-form': '17.07.2017' }],
    ['2017-07-17 - 1.0.0', { 'date-before-version': '2017-07-17' }],
    ['1.0.0 - 2017-07-17 [Yanked]', { 'malformed-yanked': '[Yanked]' }],
    ['1.0.0 - 2017-07-17  [YANKED]', {}],
    ['1.0.0 - 2017-07-17, [YANKED]', {}],
    ['1.0.0 [YANKED]', { 'release-without-date': '1.0.0', 'yanked-without-date': '[YANKED]' }],
    ['[Unreleased] [YANKED]', {}],
    ['1.0.0 - 2026-07-02', { 'future-date': '2026-07-02' }],
    ['1.0.0 - 2026-07-01', {}],
    ['1.0.0 - 9999-12-31', { 'future-date': '9999-12-31' }],
  ])('“%s”', (heading, expected) => {
    expect(judge(heading)).toEqual(expected);
  });

  it.each([
    ['1.0.0 - 05/06/2017', 'wrong-date-form', null],
    ['1.0.0 - July 2017', 'wrong-date-form', null],
    ['1.0.0 (2017-07-17', 'date-in-parentheses', '1.0.0 - 2017-07-17'],
    ['1.0.0 (2017-07-17 or so', 'date-in-parentheses', null],
    ['1.0.0 - (17.07.2017)', 'wrong-date-form', '1.0.0 - (2017-07-17)'],
    ['1.0.0 - (2017-07-17)', 'date-in-parentheses', '1.0.0 - 2017-07-17'],
    ['1.0.0 [2017-07-17] [YANKED]', 'date-in-parentheses', '1.0.0 - 2017-07-17 [YANKED]'],
    ['[1.0.0](https://x.example) (2017-07-17)', 'date-in-parentheses', '[1.0.0](https://x.example) - 2017-07-17'],
    ['2017-07-17, [1.0.0](https://x.example)', 'date-before-version', '[1.0.0](https://x.example) - 2017-07-17'],
    ['2017-07-17 / **1.0.0** LTS', 'date-before-version', '**1.0.0** - 2017-07-17 LTS'],
    ['1.0.0 (YANKED) - 2017-07-17', 'malformed-yanked', '1.0.0 - 2017-07-17 [YANKED]'],
    ['1.0.0 (YANKED) (2017-07-17)', 'malformed-yanked', null],
  ])('“%s” by %s becomes “%s”', (heading, rule, expected) => {
    const text = (written: string): string => `## ${written}\n\n### Added\n\n- One.\n`;
    expect(fixed(`changelog/${rule}`, text(heading))).toBe(expected === null ? null : text(expected));
  });

  it('is not compared where the date of today is not known', () => {
    const rules = CHANGELOG_RULES.filter(({ id }) => id === 'changelog/future-date');
    const result = checkChangelog({ text: '## 1.0.0 - 9999-01-01\n' }, rules);
    expect(result.problems).toEqual([]);
    expect(result.notChecked.map(({ rule }) => rule)).toEqual(['changelog/future-date']);
  });

  it('is missed once in a file where most have none, and each time in one where most have it', () => {
    const without = Array.from({ length: 6 }, (_, i) => `## 1.${9 - i}.0\n\n### Added\n`);
    expect(places('changelog/release-without-date', without.join('\n'))).toEqual(['1: 1.9.0']);
    const dated = Array.from({ length: 7 }, (_, i) => `## 0.${9 - i}.0 - 2017-07-17\n`);
    const some = (count: number): string => [...without, ...dated.slice(0, count)].join('\n');
    expect(places('changelog/release-without-date', some(1))).toEqual(['1: 1.9.0']);
    expect(places('changelog/release-without-date', some(7))).toHaveLength(6);
  });
});
