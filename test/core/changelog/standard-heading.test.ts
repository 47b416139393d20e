import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseHeading } from '../../../src/core/changelog/model.ts';
import { readAnyForm } from '../../../src/core/changelog/release-heading.ts';
import { isDatedStandard, readStandardHeading } from '../../../src/core/changelog/standard-heading.ts';

const read = (written: string, before = ''): ReleaseHeading | null =>
  readStandardHeading(`${before}${written}`, { start: before.length, end: before.length + written.length });

/** Everything that a reading says, with what its getters give. */
function plain(reading: ReleaseHeading | null) {
  if (!reading) return null;
  const { label, labelSpan, version, unreleased, dateText, dateSpan, date, yanked, yankedSpan, form } = reading;
  const { bracketed, inlineUrl, prefix, separator, separatorSpan, parenthesised, rest, restSpan } = form;
  return {
    ...{ label, labelSpan, version, unreleased, dateText, dateSpan, date, yanked, yankedSpan },
    form: { bracketed, inlineUrl, prefix, separator, separatorSpan, parenthesised, rest, restSpan },
  };
}

describe('readStandardHeading', () => {
  it.each([
    '[1.0.0]',
    '[1.0.0] - 2017-07-17',
    '[1.0.0] - 2017-07-17 [YANKED]',
    '[1.0.0] [YANKED]',
    '[1.0.0-rc.1+build.5] - 2017-02-30',
    '[2024.01.15] - 2024-01-15',
    '[1.2] - 0000-00-00',
  ])('reads “%s” as the general reader does', (written) => {
    expect(plain(read(written, '## '))).not.toBeNull();
    expect(plain(read(written, '## '))).toEqual(plain(readAnyForm(written, 3)));
  });

  it.each([
    '1.0.0 - 2017-07-17',
    '[v1.0.0] - 2017-07-17',
    '[Unreleased]',
    '[1.0.0]- 2017-07-17',
    '[1.0.0] – 2017-07-17',
    '[1.0.0] - 2017-7-17',
    '[1.0.0] - 2017-07-17 (stable)',
    '[1.0.0] - 2017-07-17 [yanked]',
    '[1.0.0] - 2017-07-17[YANKED]',
    '[1.0.0](https://example.com) - 2017-07-17',
    '[1.0.0][1.0.0] - 2017-07-17',
    '[1.45.0/0.67.0] - 2017-07-17',
    '[1.0.0',
    '[1.0.0] - ２０１７-07-17',
    '[]',
    '',
  ])('leaves “%s” to the general reader', (written) => {
    expect(read(written)).toBeNull();
  });

  it('says what the general reader says, whatever it reads', () => {
    const piece = fc.constantFrom(
      ...['[', ']', '1.0.0', '1.0', '10', '-rc.1', '+5', ' - ', '-', ' ', '2017-07-17', '2017-13-01', '[YANKED]'],
      ...[' [YANKED]', '(', ')', '/', 'v', 'x', '\n', '–', '１', 'Unreleased', '[1.0.0] - 2017-07-17'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), fc.boolean(), (pieces, bracketed) => {
        const written = bracketed ? `[1.2.3]${pieces.join('')}` : pieces.join('');
        const quick = read(written, '## ');
        if (quick) expect(plain(quick)).toEqual(plain(readAnyForm(written, 3)));
      }),
      { numRuns: 3000 },
    );
  });

  it.each<[string, boolean]>([
    ['[1.0.0] - 2017-07-17', true],
    ['[1.0.0] - 2017-07-17 [YANKED]', true],
    ['[1.0.0]', false],
  ])('tells whether “%s” has a date in the standard’s form', (written, expected) => {
    expect(isDatedStandard((read(written) as ReleaseHeading).form)).toBe(expected);
  });
});
