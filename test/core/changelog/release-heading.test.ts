import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseHeading } from '../../../src/core/changelog/model.ts';
import { readReleaseHeading } from '../../../src/core/changelog/release-heading.ts';

/** What differs from `{ label, version: label, date: null, … }`; `date` is the text of the date, `iso` what it means. */
interface Expected {
  readonly label: string;
  readonly version?: string | null;
  readonly unreleased?: true;
  readonly dateText?: string;
  readonly date?: string | null;
  readonly yanked?: string;
  readonly bracketed?: true;
  readonly url?: string;
  readonly prefix?: string;
  readonly separator?: string;
  readonly parenthesised?: true;
  readonly rest?: string;
}

const bracketed = true;
const parenthesised = true;
const unreleased = true;
const DAY = { dateText: '2017-07-17', date: '2017-07-17', separator: ' - ' } as const;

const FORMS: readonly (readonly [string, Expected])[] = [
  // The standard's own forms.
  ['[1.0.0] - 2017-07-17', { label: '1.0.0', bracketed, ...DAY }],
  ['[1.0.0] - 2017-07-17 [YANKED]', { label: '1.0.0', bracketed, ...DAY, yanked: '[YANKED]' }],
  ['[1.0.0]', { label: '1.0.0', bracketed }],
  ['[1.0.0] [YANKED]', { label: '1.0.0', bracketed, yanked: '[YANKED]' }],
  ['[Unreleased]', { label: 'Unreleased', version: null, unreleased, bracketed }],

  // Versions of every scheme.
  ['[1.0.0-rc.1+build.5] - 2017-07-17', { label: '1.0.0-rc.1+build.5', bracketed, ...DAY }],
  ['[4.3.0rc0] - 2017-07-17', { label: '4.3.0rc0', bracketed, ...DAY }],
  ['[2.44.0.BETA4] - 2017-07-17', { label: '2.44.0.BETA4', bracketed, ...DAY }],
  ['[0.2.1.1] - 2017-07-17', { label: '0.2.1.1', bracketed, ...DAY }],
  ['[1.2] - 2017-07-17', { label: '1.2', bracketed, ...DAY }],
  ['0.15.x', { label: '0.15.x' }],
  ['12', { label: '12' }],
  ['12 - 2017-07-17', { label: '12', ...DAY }],
  ['2024-01-15', { label: '2024-01-15' }],
  ['[2024-01-15]', { label: '2024-01-15', bracketed }],
  ['[2024.01.15] - 2017-07-17', { label: '2024.01.15', bracketed, ...DAY }],
  ['2024.01.15 - 2017-07-17', { label: '2024.01.15', ...DAY }],
  ['2024-01-15 - 2017-07-17', { label: '2024-01-15', ...DAY }],
  ['99999999999999999999.0.0 - 2017-07-17', { label: '99999999999999999999.0.0', ...DAY }],
  [
    '[1.43.0/0.65.0/0.19.0] 2017-07-17',
    { label: '1.43.0/0.65.0/0.19.0', version: '1.43.0', bracketed, ...DAY, separator: ' ' },
  ],
  [
    'Version 1.44.0/0.65b0 (2017-07-17)',
    { label: 'Version 1.44.0/0.65b0', version: '1.44.0', prefix: 'Version ', ...DAY, separator: ' ', parenthesised },
  ],
  ['v1.61.0/v0.155.0', { label: 'v1.61.0/v0.155.0', version: '1.61.0', prefix: 'v' }],
  ['~~[v1.0.0] - 2017-07-17~~', { label: 'v1.0.0', version: '1.0.0', prefix: 'v', bracketed, ...DAY }],
  ['[1.0.0-RC1] / 0.21.0 - 2017-07-17', { label: '1.0.0-RC1', bracketed, ...DAY, rest: '/ 0.21.0' }],
  ['2.1.11 & 2.1.12', { label: '2.1.11', rest: '& 2.1.12' }],
  ['2.0 Beta 2 (2017-07-17)', { label: '2.0 Beta 2', version: '2.0-beta2', ...DAY, separator: ' ', parenthesised }],
  ['[2.0 RC1] - 2017-07-17', { label: '2.0 RC1', version: '2.0-rc1', bracketed, ...DAY }],
  ['2.0 Alpha', { label: '2.0 Alpha', version: '2.0-alpha' }],
  ['2.0 Alpha Centauri', { label: '2.0', rest: 'Alpha Centauri' }],
  ['Version [v1.0.0] - 2017-07-17', { label: 'v1.0.0', version: '1.0.0', prefix: 'v', bracketed, ...DAY }],
  [
    '[1.0.0 - First Light](u) (2017-07-17)',
    { label: '1.0.0', bracketed, url: 'u', ...DAY, separator: ' ', parenthesised, rest: 'First Light' },
  ],
  ['[v1.0.0: First Light]', { label: 'v1.0.0', version: '1.0.0', prefix: 'v', rest: 'First Light' }],
  ['[1.0.0] - 2017 07 17', { label: '1.0.0', bracketed, dateText: '2017 07 17', date: null, separator: ' - ' }],

  // Prefixes.
  ['v0.26.1', { label: 'v0.26.1', version: '0.26.1', prefix: 'v' }],
  ['[v0.26.0] - 2017-07-17', { label: 'v0.26.0', version: '0.26.0', prefix: 'v', bracketed, ...DAY }],
  ['V2.0.0', { label: 'V2.0.0', version: '2.0.0', prefix: 'V' }],
  [
    'Version 3.0.33 - pre-release',
    { label: 'Version 3.0.33', version: '3.0.33', prefix: 'Version ', rest: 'pre-release' },
  ],
  ['Release v1.2.0', { label: 'Release v1.2.0', version: '1.2.0', prefix: 'Release v' }],
  [
    '[@scope/pkg@1.2.0] - 2017-07-17',
    { label: '@scope/pkg@1.2.0', version: '1.2.0', prefix: '@scope/pkg@', bracketed, ...DAY },
  ],
  ['sdk/v1.2.0', { label: 'sdk/v1.2.0', version: '1.2.0', prefix: 'sdk/v' }],
  [
    '[web-api-v1.2.0] - 2017-07-17',
    { label: 'web-api-v1.2.0', version: '1.2.0', prefix: 'web-api-v', bracketed, ...DAY },
  ],
  [
    '[Metrics 0.24.0] - 2017-07-17',
    { label: 'Metrics 0.24.0', version: '0.24.0', prefix: 'Metrics ', bracketed, ...DAY },
  ],
  [
    '[Experimental Metrics v0.22.0] - 2017-07-17',
    { label: 'Experimental Metrics v0.22.0', version: '0.22.0', prefix: 'Experimental Metrics v', bracketed, ...DAY },
  ],
  [
    'Rails 7.0.1 (May 09, 2022)',
    {
      label: 'Rails 7.0.1',
      version: '7.0.1',
      prefix: 'Rails ',
      dateText: 'May 09, 2022',
      separator: ' ',
      parenthesised,
    },
  ],

  // Dates in other forms and places.
  ['1.0.0 - 2017-07-17', { label: '1.0.0', ...DAY }],
  ['1.0.0 – 2017-07-17', { label: '1.0.0', ...DAY, separator: ' – ' }],
  ['1.0.0 — 2017-07-17', { label: '1.0.0', ...DAY, separator: ' — ' }],
  ['[0.59.1] 2017-07-17', { label: '0.59.1', bracketed, ...DAY, separator: ' ' }],
  ['1.0.0 / 2017-07-17', { label: '1.0.0', ...DAY, separator: ' / ' }],
  ['1.0.0, 2017-07-17', { label: '1.0.0', ...DAY, separator: ', ' }],
  ['1.0.0: 2017-07-17', { label: '1.0.0', ...DAY, separator: ': ' }],
  ['v1.26.0 on 2017-07-17', { label: 'v1.26.0', version: '1.26.0', prefix: 'v', ...DAY, separator: ' on ' }],
  ['1.0.0 released on 2017-07-17', { label: '1.0.0', ...DAY, separator: ' released on ' }],
  ['1.0.0 - Released 2017-07-17', { label: '1.0.0', ...DAY }],
  ['v4.13.9 (2017-07-17)', { label: 'v4.13.9', version: '4.13.9', prefix: 'v', ...DAY, separator: ' ', parenthesised }],
  ['v1.13 [2017-07-17]', { label: 'v1.13', version: '1.13', prefix: 'v', ...DAY, separator: ' ', parenthesised }],
  ['1.0.0 - _2017-07-17_', { label: '1.0.0', ...DAY }],
  [
    "2017-07-17, Version 24.21.0 'Krypton' (LTS), @aduh95",
    {
      label: 'Version 24.21.0',
      version: '24.21.0',
      prefix: 'Version ',
      ...DAY,
      separator: ', ',
      rest: "'Krypton' (LTS), @aduh95",
    },
  ],
  ['[0.32.2] Metric SDK (Alpha) - 2017-07-17', { label: '0.32.2', bracketed, ...DAY, rest: 'Metric SDK (Alpha)' }],
  ['1.0.0 Codename (2017-07-17)', { label: '1.0.0', ...DAY, separator: ' ', parenthesised, rest: 'Codename' }],
  ['1.0.0 - 2017-07-17 - Grid layout', { label: '1.0.0', ...DAY, rest: 'Grid layout' }],
  ['[4.2.0] - 2017-07-17 - *The Freedom Update*', { label: '4.2.0', bracketed, ...DAY, rest: '*The Freedom Update*' }],
  ['1.0.0 - July 17, 2017', { label: '1.0.0', dateText: 'July 17, 2017', separator: ' - ' }],
  ['1.0.0 - JUL 17th 2017', { label: '1.0.0', dateText: 'JUL 17th 2017', separator: ' - ' }],
  ['1.0.0 - 17 July 2017', { label: '1.0.0', dateText: '17 July 2017', separator: ' - ' }],
  ['1.0.0 - 17-Jul-2017', { label: '1.0.0', dateText: '17-Jul-2017', separator: ' - ' }],
  ['1.0.0 - July 2017', { label: '1.0.0', dateText: 'July 2017', separator: ' - ' }],
  ['1.0.0 - 17/07/2017', { label: '1.0.0', dateText: '17/07/2017', separator: ' - ' }],
  ['1.0.0 - 17.07.2017', { label: '1.0.0', dateText: '17.07.2017', separator: ' - ' }],
  ['1.0.0 - 2017/7/1', { label: '1.0.0', dateText: '2017/7/1', separator: ' - ' }],
  ['1.0.0 - 20170717', { label: '1.0.0', dateText: '20170717', separator: ' - ' }],
  ['1.0.0 - 2017年7月17日', { label: '1.0.0', dateText: '2017年7月17日', separator: ' - ' }],
  ['1.0.0 - 2017-07-17 11:35:00 (JST)', { label: '1.0.0', dateText: '2017-07-17 11:35:00 (JST)', separator: ' - ' }],
  ['1.0.0 - 2017-07-17T11:35:00Z', { label: '1.0.0', dateText: '2017-07-17T11:35:00Z', separator: ' - ' }],
  ['1.0.0 - 2017-07-17 11:35 +02:00', { label: '1.0.0', dateText: '2017-07-17 11:35 +02:00', separator: ' - ' }],
  ['1.0.0 - 2017-07-17 UTC', { label: '1.0.0', dateText: '2017-07-17 UTC', separator: ' - ' }],

  // Days that do not exist stay what was written, and mean nothing.
  ['[1.0.0] - 2026-02-30', { label: '1.0.0', bracketed, dateText: '2026-02-30', separator: ' - ' }],
  ['[1.0.0] - 2025-02-29', { label: '1.0.0', bracketed, dateText: '2025-02-29', separator: ' - ' }],
  ['[1.0.0] - 2024-02-29', { label: '1.0.0', bracketed, ...DAY, dateText: '2024-02-29', date: '2024-02-29' }],
  ['[1.0.0] - 1900-02-29', { label: '1.0.0', bracketed, dateText: '1900-02-29', separator: ' - ' }],
  ['[1.0.0] - 0000-01-01', { label: '1.0.0', bracketed, dateText: '0000-01-01', separator: ' - ' }],
  ['[1.0.0] - 10000-01-01', { label: '1.0.0', bracketed, dateText: '10000-01-01', separator: ' - ' }],
  ['[1.0.0] - 2026-1-5', { label: '1.0.0', bracketed, dateText: '2026-1-5', separator: ' - ' }],
  ['[1.0.0] - 2026-13-01', { label: '1.0.0', bracketed, dateText: '2026-13-01', separator: ' - ' }],

  // Placeholders.
  ['2.12.2 - TBD', { label: '2.12.2', dateText: 'TBD', separator: ' - ' }],
  [
    '[Unreleased] - ReleaseDate',
    { label: 'Unreleased', version: null, unreleased, bracketed, dateText: 'ReleaseDate', separator: ' - ' },
  ],
  ['1.0.0 - Unreleased', { label: '1.0.0', dateText: 'Unreleased', separator: ' - ' }],
  ['1.0.0 (unreleased)', { label: '1.0.0', dateText: 'unreleased', separator: ' ', parenthesised }],
  [
    'v0.2.5 [unreleased]',
    { label: 'v0.2.5', version: '0.2.5', prefix: 'v', dateText: 'unreleased', separator: ' ', parenthesised },
  ],
  ['[1.0.0] - YYYY-MM-DD', { label: '1.0.0', bracketed, dateText: 'YYYY-MM-DD', separator: ' - ' }],
  ['[1.0.0] - 2024-xx-xx', { label: '1.0.0', bracketed, dateText: '2024-xx-xx', separator: ' - ' }],
  ['1.0.0 - Upcoming changes', { label: '1.0.0', rest: 'Upcoming changes' }],

  // Yanked releases.
  ['[1.0.0] - 2017-07-17 [yanked]', { label: '1.0.0', bracketed, ...DAY, yanked: '[yanked]' }],
  ['1.0.0 - 2017-07-17 (YANKED)', { label: '1.0.0', ...DAY, yanked: '(YANKED)' }],
  ['1.0.0 - 2017-07-17 **YANKED**', { label: '1.0.0', ...DAY, yanked: '**YANKED**' }],
  ['1.0.0 - 2017-07-17 - yanked', { label: '1.0.0', ...DAY, yanked: 'yanked' }],
  ['1.0.0 - 2017-07-17 (Yanked; use 0.5.13)', { label: '1.0.0', ...DAY, yanked: '(Yanked; use 0.5.13)' }],
  ['[YANKED] [1.0.0] - 2017-07-17', { label: '1.0.0', bracketed, ...DAY, yanked: '[YANKED]' }],
  ['**Yanked**: 1.0.0 - 2017-07-17', { label: '1.0.0', ...DAY, yanked: '**Yanked**' }],
  ['Yanked 1.0.0', { label: '1.0.0', yanked: 'Yanked' }],
  ['[1.0.0] [YANKED] - 2017-07-17', { label: '1.0.0', bracketed, ...DAY, yanked: '[YANKED]' }],
  ['[1.0.0][YANKED] - 2017-07-17', { label: '1.0.0', bracketed, ...DAY, yanked: '[YANKED]' }],
  ['[1.0.0] Title - 2017-07-17 [YANKED]', { label: '1.0.0', bracketed, ...DAY, yanked: '[YANKED]', rest: 'Title' }],
  ['1.0.0 - 2017-07-17 [YANKED] Use 1.0.1', { label: '1.0.0', ...DAY, yanked: '[YANKED]', rest: 'Use 1.0.1' }],
  ['1.0.0 - Unreleased [YANKED]', { label: '1.0.0', dateText: 'Unreleased', separator: ' - ', yanked: '[YANKED]' }],
  ['1.0.1 - 2017-07-17 - Replaces the yanked 1.0.0', { label: '1.0.1', ...DAY, rest: 'Replaces the yanked 1.0.0' }],

  // Links.
  [
    '[v1.0.0](https://github.com/o/r/releases/tag/v1.0.0) - 2017-07-17',
    {
      label: 'v1.0.0',
      version: '1.0.0',
      prefix: 'v',
      bracketed,
      url: 'https://github.com/o/r/releases/tag/v1.0.0',
      ...DAY,
    },
  ],
  [
    '[1.0.0](https://github.com/o/r/compare/v0.9.0...v1.0.0) (2017-07-17)',
    {
      label: '1.0.0',
      bracketed,
      url: 'https://github.com/o/r/compare/v0.9.0...v1.0.0',
      ...DAY,
      separator: ' ',
      parenthesised,
    },
  ],
  ['[**6.2.0**](https://x.example/)', { label: '6.2.0', bracketed, url: 'https://x.example/' }],
  ['[1.0.0][tag] - 2017-07-17', { label: '1.0.0', bracketed, ...DAY }],
  ['[1.0.0][] - 2017-07-17', { label: '1.0.0', bracketed, ...DAY }],
  ['\\[1.0.0\\] - 2017-07-17', { label: '1.0.0', ...DAY }],
  ['\\[1.0.0] - 2017-07-17', { label: '1.0.0', ...DAY }],
  ['[1.0.0] [DEPRECATED]', { label: '1.0.0', bracketed, rest: '[DEPRECATED]' }],

  // Emphasis, anchors, emoji.
  ['**6.17.1**', { label: '6.17.1' }],
  ['**1.0.0 - 2017-07-17**', { label: '1.0.0', ...DAY }],
  ['**1.0.0** - 2017-07-17', { label: '1.0.0', ...DAY }],
  ['`1.0.0` - 2017-07-17', { label: '1.0.0', ...DAY }],
  ['_[1.0.0]_ - 2017-07-17', { label: '1.0.0', bracketed, ...DAY }],
  ['<a name="RN125"></a>1.2.5', { label: '1.2.5' }],
  ['🚀 1.0.0 - 2017-07-17', { label: '1.0.0', ...DAY }],
  [':tada: [1.0.0] - 2017-07-17', { label: '1.0.0', bracketed, ...DAY }],
  ['1.0.0 - 2017-07-17 - 🎉 日本語', { label: '1.0.0', ...DAY, rest: '🎉 日本語' }],

  // What is not released yet.
  ['Unreleased', { label: 'Unreleased', version: null, unreleased }],
  ['[UNRELEASED]', { label: 'UNRELEASED', version: null, unreleased, bracketed }],
  ['_Unreleased_', { label: 'Unreleased', version: null, unreleased }],
  ['[Unreleased][unreleased]', { label: 'Unreleased', version: null, unreleased, bracketed }],
  ['Unreleased (1.2.0)', { label: 'Unreleased', version: null, unreleased, rest: '(1.2.0)' }],
  ['[Unreleased 1.2.0]', { label: 'Unreleased 1.2.0', version: null, unreleased, bracketed }],
  ['Unreleased - TBD', { label: 'Unreleased', version: null, unreleased, dateText: 'TBD', separator: ' - ' }],
  ['[Unveröffentlicht]', { label: 'Unveröffentlicht', version: null, unreleased, bracketed }],
  ['Ikke udgivet', { label: 'Ikke udgivet', version: null, unreleased }],
];

const NO_RELEASES: readonly string[] = [
  '',
  'Added',
  'Changelog',
  '3 things to know',
  'Migrating to 2.0',
  'Python 3.12 support',
  "What's new",
  'HTTP/2 support',
  '[Metrics 0.24.0]',
  '[foo]: bar',
  '[',
  '[]',
  '[1.0.0',
  'v',
  'Version',
  '٢.٠.٠ - ٢٠٢٦-٠١-٠١',
  '１.０.０ - 2026-01-01',
];

describe('readReleaseHeading', () => {
  it.each(FORMS)('reads %s', (heading, expected) => {
    const before = 'é🚀 text before\n## ';
    const text = `${before}${heading}\n\ntext after`;
    const span = { start: before.length, end: before.length + heading.length };
    const reading = readReleaseHeading(text, span);
    expect(reading && summarise(text, reading)).toEqual({
      label: expected.label,
      version: expected.version === undefined ? expected.label : expected.version,
      unreleased: expected.unreleased ?? false,
      dateText: expected.dateText ?? null,
      date: expected.date ?? null,
      yanked: expected.yanked ?? null,
      bracketed: expected.bracketed ?? false,
      url: expected.url ?? null,
      prefix: expected.prefix ?? '',
      separator: expected.separator ?? '',
      parenthesised: expected.parenthesised ?? false,
      rest: expected.rest ?? '',
    });
  });

  it.each(NO_RELEASES)('takes “%s” for no release', (heading) => {
    expect(readReleaseHeading(heading, { start: 0, end: heading.length })).toBeNull();
  });

  it('never fails, and every span it names lies in the heading', () => {
    const piece = fc.constantFrom(
      ...'[ ] ( ) - – * _ ` \\ < > : / , . v 1 20 2017-07-17 1.0.0 Unreleased YANKED yanked @ + July'.split(' '),
      ' ',
      'é',
      '🚀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const heading = pieces.join('');
        const text = `## ${heading}\n`;
        const reading = readReleaseHeading(text, { start: 3, end: 3 + heading.length });
        if (!reading) return;
        summarise(text, reading);
        const { labelSpan, dateSpan, yankedSpan, form } = reading;
        for (const span of [labelSpan, dateSpan, yankedSpan, form.restSpan, form.separatorSpan, form.inlineUrl]) {
          if (!span) continue;
          expect(span.start).toBeGreaterThanOrEqual(3);
          expect(span.end).toBeLessThanOrEqual(3 + heading.length);
          expect(span.start).toBeLessThanOrEqual(span.end);
        }
      }),
      { numRuns: 3000 },
    );
  });

  // Quadratic reading of any of these would need hours for the two megabytes of headings, and the runner gives up before.
  it.each([
    ['digits', '1'],
    ['dots', '1.'],
    ['opening brackets', '['],
    ['closing brackets', '1.0.0 ]'],
    ['spaces', '1.0.0 '.padEnd(900)],
    ['tabs', '1.0.0 '.padEnd(900, '\t')],
    ['hyphens', '1.0.0 -'],
    ['hyphens between spaces', '1.0.0 - - '],
    ['parentheses', '1.0.0 ('],
    ['unclosed yanked marks', '1.0.0 [yanked '],
    ['slashes', 'a/'],
    ['at signs', 'a@'],
    ['words', 'Unreleased '],
    ['emphasis', '*a_ '],
    ['tags', '<a>'],
    ['short codes', ':a:'],
    ['dates', '2017-07-17 '],
  ])('reads a thousand headings of many %s', (_, unit) => {
    const heading = unit.repeat(Math.ceil(1990 / unit.length)).slice(0, 1990);
    const text = `${heading}\n`.repeat(1000);
    for (let i = 0; i < 1000; i++) {
      const start = i * (heading.length + 1);
      const reading = readReleaseHeading(text, { start, end: start + heading.length });
      if (reading) summarise(text, reading);
    }
  });

  it('leaves headings alone that are longer than any release heading', () => {
    const heading = `1.0.0 - 2017-07-17 ${'x'.repeat(100_000)}`;
    expect(readReleaseHeading(heading, { start: 0, end: heading.length })).toBeNull();
  });
});

/** The parts as texts, after making sure that each span holds the text it is the place of. */
function summarise(text: string, reading: ReleaseHeading) {
  const at = (span: { start: number; end: number } | null): string | null => span && text.slice(span.start, span.end);
  const { form } = reading;
  expect(at(reading.labelSpan)).toBe(reading.label);
  expect(at(reading.dateSpan)).toBe(reading.dateText);
  expect(at(form.restSpan) ?? '').toBe(form.rest);
  expect(at(form.separatorSpan) ?? '').toBe(form.separator);
  expect(reading.yanked).toBe(reading.yankedSpan !== null);
  return {
    label: reading.label,
    version: reading.version?.raw ?? null,
    unreleased: reading.unreleased,
    dateText: reading.dateText,
    date: reading.date,
    yanked: at(reading.yankedSpan),
    bracketed: form.bracketed,
    url: at(form.inlineUrl),
    prefix: form.prefix,
    separator: form.separator,
    parenthesised: form.parenthesised,
    rest: form.rest,
  };
}
