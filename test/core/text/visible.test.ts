import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toVisible, toVisibleJson, toVisibleLine } from '../../../src/core/text/visible.ts';
import { DANGEROUS, NASTY } from '../../support/nasty.ts';

describe('toVisible', () => {
  it.each<[string, string]>([
    ['plain text, tabs\tand\nlines', 'plain text, tabs\tand\nlines'],
    ['\x1b[31mred\x1b[0m', '\\u{1B}[31mred\\u{1B}[0m'],
    ['\0\x07\b\r\x7f', '\\u{0}\\u{7}\\u{8}\\u{D}\\u{7F}'],
    ['\x9b31m', '\\u{9B}31m'],
    ['\u202eabc\u2066', '\\u{202E}abc\\u{2066}'],
    ['a\u200bb\u00adc\ufeff', 'a\\u{200B}b\\u{AD}c\\u{FEFF}'],
    ['\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['\ud800x\udc00', '\\u{D800}x\\u{DC00}'],
    ['\u{e0041}', '\\u{E0041}'],
    ['é 日本語 🎉 👨‍👩‍👧 عربى', 'é 日本語 🎉 👨‍👩‍👧 عربى'],
    ['👩‍💻 👍🏽', '👩‍💻 👍🏽'],
    ['می‌خواهم', 'می‌خواهم'],
    ['क्‍ष', 'क्‍ष'],
    ['a\u200db', 'a\\u{200D}b'],
  ])('%j', (text, expected) => {
    expect(toVisible(text)).toBe(expected);
  });

  it('leaves nothing dangerous (T062, T112)', () => {
    fc.assert(
      fc.property(fc.array(NASTY), (parts) => {
        expect(toVisible(parts.join(''))).not.toMatch(DANGEROUS);
        expect(toVisibleLine(parts.join(''))).not.toMatch(/[\n\t]/);
      }),
    );
  });
});

describe('toVisibleJson', () => {
  it('prints nothing dangerous, and a program reads back exactly what was meant (T112, T113)', () => {
    fc.assert(
      fc.property(fc.array(NASTY), (parts) => {
        const value = { text: parts.join(''), parts };
        const json = toVisibleJson(value);
        expect(json).not.toMatch(DANGEROUS);
        expect(json).not.toContain('##[');
        expect(json).not.toMatch(/^\s*::/m);
        expect(JSON.parse(json)).toEqual(value);
      }),
    );
  });
});
