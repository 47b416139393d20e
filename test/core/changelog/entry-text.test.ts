import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEntry, isSameFolded } from '../../../src/core/changelog/entry-text.ts';

const fold = (text: string): string => foldEntry(text, { contentStart: 0, end: text.length });

describe('isSameFolded', () => {
  it.each<[string, string, boolean]>([
    ['One two.', 'One two.', true],
    ['One\n  two.', 'One two.', true],
    ['  One \t two. \r\n', 'One\u00a0two.', true],
    ['One two.', 'One two', false],
    ['Onetwo', 'One two', false],
    ['One two', 'Onetwo', false],
    ['', ' \n', true],
    ['', 'x', false],
  ])('of %j and %j is %s', (a, b, expected) => {
    const text = `${a}|${b}`;
    expect(isSameFolded(text, { start: 0, end: a.length }, { start: a.length + 1, end: text.length })).toBe(expected);
    expect(fold(a) === fold(b)).toBe(expected);
  });

  it('agrees with comparing what is folded', () => {
    const piece = fc.constantFrom('a', 'b', ' ', '  ', '\n', '\r\n', '\t', '\u00a0', '\u2003', '\ufeff', 'é');
    const words = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(words, words, (a, b) => {
        const text = `${a}|${b}`;
        const same = isSameFolded(text, { start: 0, end: a.length }, { start: a.length + 1, end: text.length });
        expect(same).toBe(fold(a) === fold(b));
      }),
      { numRuns: 3000 },
    );
  });
});
