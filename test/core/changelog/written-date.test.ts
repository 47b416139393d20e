import { describe, expect, it } from 'vitest';
import { isDatePlaceholder, matchDate, readWrittenDate } from '../../../src/core/changelog/written-date.ts';

describe('readWrittenDate', () => {
  it.each([
    ['2017-07-17', '2017-07-17'],
    ['2017-7-1', '2017-07-01'],
    ['2017/07/17', '2017-07-17'],
    ['2017.07.17', '2017-07-17'],
    ['20170717', '2017-07-17'],
    ['2017 07 17', '2017-07-17'],
    ['2017–07–17', '2017-07-17'],
    ['2017-07–17', '2017-07-17'],
    ['2017年7月17日', '2017-07-17'],
    ['2017년 7월 17일', '2017-07-17'],
    ['2026-03-30 11:35:00 (JST)', '2026-03-30'],
    ['2026-03-30T11:35:00.123+09:00', '2026-03-30'],
    ['2026-03-30 UTC', '2026-03-30'],
    ['17/07/2017', '2017-07-17'],
    ['07/17/2017', '2017-07-17'],
    ['07/07/2017', '2017-07-07'],
    ['05.06.2017', '2017-06-05'],
    ['July 17, 2017', '2017-07-17'],
    ['Jul. 17 2017', '2017-07-17'],
    ['july 1st, 2017', '2017-07-01'],
    ['17 July 2017', '2017-07-17'],
    ['17th July, 2017', '2017-07-17'],
    ['03. July, 2017', '2017-07-03'],
    ['17-Jul-2017', '2017-07-17'],
    ['Sept 3, 2017', '2017-09-03'],
    ['2024-02-29', '2024-02-29'],
  ])('reads %s as the day %s', (text, day) => {
    expect(matchDate(`on ${text}`, 3)).toBe(text);
    expect(readWrittenDate(text)).toEqual({ kind: 'day', day });
  });

  it.each([
    ['2026-02-30', 'impossible'],
    ['2025-02-29', 'impossible'],
    ['1900-02-29', 'impossible'],
    ['0000-01-01', 'impossible'],
    ['10000-01-01', 'impossible'],
    ['2026-13-01', 'impossible'],
    ['2026/00/10', 'impossible'],
    ['32.01.2017', 'impossible'],
    ['31/31/2017', 'impossible'],
    ['February 30, 2017', 'impossible'],
    ['05/06/2017', 'ambiguous'],
    ['05-06-2017', 'ambiguous'],
    ['5/6/17', 'ambiguous'],
    ['July 2017', 'incomplete'],
    ['July, 2017', 'incomplete'],
    ['YYYY-MM-DD', 'placeholder'],
    ['2024-xx-xx', 'placeholder'],
    ['2024-01-DD', 'placeholder'],
    ['2024-??-??', 'placeholder'],
  ])('reads %s as %s', (text, kind) => {
    expect(matchDate(text, 0)).toBe(text);
    expect(readWrittenDate(text)).toEqual({ kind });
  });
});

describe('matchDate', () => {
  it.each([
    ['2017-07-17 fixes', '2017-07-17'],
    ['2017-07-17)', '2017-07-17'],
    ['2017-07-17 11:35 fixes', '2017-07-17 11:35'],
    ['2017-07-17 11:35 JST', '2017-07-17 11:35 JST'],
    ['2017-07-17 10 things', '2017-07-17'],
  ])('takes no more of %s than its date', (text, date) => {
    expect(matchDate(text, 0)).toBe(date);
  });

  it.each(['1.0.0', '2017', '2017-07', '2017-07-1777', '12345678', 'Maybe 3', '٢٠٢٦-٠١-٠١', '99990101x', ''])(
    'finds no date at the start of “%s”',
    (text) => {
      expect(matchDate(text, 0)).toBeNull();
    },
  );
});

describe('isDatePlaceholder', () => {
  it.each([
    'TBD',
    'tba',
    'Unreleased',
    'not yet released',
    'In Progress',
    'ReleaseDate',
    '{date}',
    '???',
    'xxxx-xx-xx',
  ])('knows %s', (text) => {
    expect(isDatePlaceholder(text)).toBe(true);
  });

  it.each(['2017-07-17', 'Update', 'Upcoming changes', '', '?'])('does not take “%s” for one', (text) => {
    expect(isDatePlaceholder(text)).toBe(false);
  });
});
