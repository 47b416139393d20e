import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMinimalEdits } from '../../server/minimal-edits.ts';
import { applyEdits } from '../../src/core/index.ts';

describe('toMinimalEdits', () => {
  it.each([
    ['nothing', 'a\nb\n', 'a\nb\n', []],
    ['a word in a line', 'a\nfoo bar\nc\n', 'a\nfoo baz\nc\n', [{ start: 8, end: 9, text: 'z' }]],
    ['a new line', 'a\nc\n', 'a\nb\nc\n', [{ start: 2, end: 2, text: 'b\n' }]],
    ['a line taken away', 'a\nb\nc\n', 'a\nc\n', [{ start: 2, end: 4, text: '' }]],
    ['lines that stand several times', 'x\n\nx\n\nx\n', 'x\n\ny\n\nx\n', [{ start: 3, end: 4, text: 'y' }]],
    [
      'two places',
      'a \nb\nc \n',
      'a\nb\nc\n',
      [
        { start: 1, end: 2, text: '' },
        { start: 6, end: 7, text: '' },
      ],
    ],
    [
      'lines that changed places',
      'a\nb\nc\n',
      'c\na\nb\n',
      [
        { start: 0, end: 0, text: 'c\n' },
        { start: 4, end: 6, text: '' },
      ],
    ],
    ['from the empty text', '', 'a\n', [{ start: 0, end: 0, text: 'a\n' }]],
    ['to the empty text', 'a\n', '', [{ start: 0, end: 2, text: '' }]],
    ['a final newline', 'a', 'a\n', [{ start: 1, end: 1, text: '\n' }]],
  ])('%s', (_name, before, after, edits) => {
    expect(toMinimalEdits(before, after)).toEqual(edits);
    expect(applyEdits(before, toMinimalEdits(before, after))).toBe(after);
  });

  it('makes the second text of the first, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd\r', 'e', 'a b\n'), { maxLength: 25 })
      .map((lines) => lines.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyEdits(before, toMinimalEdits(before, after))).toBe(after);
      }),
      { numRuns: 5000 },
    );
  });
});
