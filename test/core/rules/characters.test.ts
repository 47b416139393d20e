import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIrregularCharacters } from '../../../src/core/rules/support/irregular-characters.ts';
import { repairMojibake } from '../../../src/core/rules/support/mojibake.ts';
import { fixed, places } from '../../support/findings.ts';

/** The code points that a rule reports in a text, in order. */
function codes(rule: string, text: string): string[] {
  return places(`changelog/${rule}`, text).map((place) => {
    const written = place.slice(place.indexOf(': ') + 2);
    return (written.codePointAt(0) as number).toString(16);
  });
}

describe('irregular characters', () => {
  it('are the same whether the text is searched character by character or at once', () => {
    const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(latin1, (text) => {
        const narrow = findIrregularCharacters(text);
        const wide = findIrregularCharacters(`${text}–`);
        expect(wide).toEqual(narrow);
      }),
    );
  });

  it('leave pairs of surrogates and a byte-order mark at the start alone', () => {
    expect(findIrregularCharacters('\ufeff🎉 \u{1f468}\u{1f3fd}')).toEqual([]);
    expect(findIrregularCharacters('a\ufeff\ud83c')).toEqual([1, 2]);
  });
});

describe('changelog/hidden-character', () => {
  it.each<[name: string, text: string, codes: string[]]>([
    ['accepts a byte-order mark at the start', '\ufeff# One\n', []],
    ['reports one inside', '# One\n\n\ufefftwo\n', ['feff']],
    ['accepts the joiners of emoji', '- 👩‍💻 👨🏽‍🚀 🏳️‍🌈 ❤️‍🔥\n', []],
    ['reports a joiner between letters', '- a\u200db\n', ['200d']],
    ['accepts joiners in Persian and Hindi', '- می\u200cخواهم क्\u200dष\n', []],
    ['accepts marks in a Hebrew line', '- גרסה \u200e1.0\u200e\n', []],
    ['reports marks in an English line', '- version \u200e1.0\n', ['200e']],
    ['accepts a region behind a black flag', '- 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\n', []],
    ['reports tags that spell hidden words', '- one\u{e0068}\u{e0069}\n', ['e0068', 'e0069']],
    ['accepts variation selectors behind ideographs', '- 葛\u{e0100}飾\n', []],
    ['accepts a mention of nobody', '- by @\u200bone, \\#\u200b1\n', []],
    ['accepts what stands in code', '- `\u200b`\n\n```\n\u00ad\n```\n', []],
    ['reports the Hangul filler', '- a\u3164b\n', ['3164']],
    ['leaves controls to their rules', '- \u0000 \u202e \u2066 \ufffd \ud800\n', []],
  ])('%s', (_, text, expected) => {
    expect(codes('hidden-character', text)).toEqual(expected);
  });

  it('is told once where a file is full of them, with a fix for all', () => {
    const text = '- a\u200bb c\u00add\n'.repeat(20);
    expect(places('changelog/hidden-character', text)).toHaveLength(1);
    expect(fixed('changelog/hidden-character', text)).toBe('- ab cd\n'.repeat(20));
  });
});

describe('changelog/bidirectional-character', () => {
  it.each<[name: string, text: string, codes: string[]]>([
    ['reports each of them', '- \u202a\u202b\u202c\u202d\u202e\n', ['202a', '202b', '202c', '202d', '202e']],
    ['reports isolates', '- \u2066\u2067\u2068\u2069\n', ['2066', '2067', '2068', '2069']],
    ['accepts isolates in Arabic', '- أضيف \u2068foo\u2069\n', []],
    ['reports overrides in Arabic', '- أضيف \u202efoo\u202c\n', ['202e', '202c']],
    ['reports them in code', '```\n\u202e\n```\n', ['202e']],
  ])('%s', (_, text, expected) => {
    expect(codes('bidirectional-character', text)).toEqual(expected);
  });
});

describe('changelog/control-character', () => {
  it.each<[name: string, text: string, codes: string[]]>([
    ['accepts white space', '- a\tb\r\n\f- c\r', []],
    [
      'reports every other one',
      '- \u0000\u0001\u0007\u0008\u000b\u000e\u001f\u007f\n',
      ['0', '1', '7', '8', 'b', 'e', '1f', '7f'],
    ],
    ['reports a terminal command once', '- \u001b[1;31mred\u001b[0m\n', ['1b', '1b']],
  ])('%s', (_, text, expected) => {
    expect(codes('control-character', text)).toEqual(expected);
  });
});

describe('changelog/wrongly-decoded-text', () => {
  it.each<[name: string, text: string, places: string[]]>([
    ['reports lost characters', '- a\ufffd b\ud83d c\ude00\n', ['1: \ufffd', '1: \ud83d', '1: \ude00']],
    ['accepts them in code', '- `\ufffd`\n\n```\n\ufffdÃ¼\n```\n', []],
    ['accepts letters that only look alike', '- NÃO SÃO Ã â €5 â€ Ã\u00a0\n', ['1: Ã\u00a0']],
    ['reads Latin-1 as well', '- it\u00e2\u0080\u0099s\n', ['1: \u00e2\u0080\u0099']],
  ])('%s', (_, text, expected) => {
    expect(places('changelog/wrongly-decoded-text', text)).toEqual(expected);
  });

  it('restores what was meant', () => {
    const text = '- Itâ€™s â€œoneâ€\u009d â€“ zwÃ¶lf\n';
    expect(fixed('changelog/wrongly-decoded-text', text)).toBe('- It’s â€œoneâ€\u009d â€“ zwÃ¶lf\n');
  });

  it('reads exactly what UTF-8 writes', () => {
    const character = fc.integer({ min: 0x80, max: 0xffff }).filter((code) => code < 0xd800 || code > 0xdfff);
    fc.assert(
      fc.property(character, (code) => {
        const meant = String.fromCharCode(code);
        const latin1 = [...new TextEncoder().encode(meant)].map((byte) => String.fromCharCode(byte)).join('');
        expect(repairMojibake(`- ${latin1}.`, 2)).toEqual({ meant, length: latin1.length });
      }),
    );
  });
});

describe('changelog/mixed-line-endings', () => {
  it.each<[text: string, places: string[]]>([
    ['a\nb\n', []],
    ['a\r\nb\r\n', []],
    ['a\rb\r', []],
    ['a\r\nb\rc\r\nd\n', ['2: \r']],
    ['a\u2028b\n', []],
  ])('%j', (text, expected) => {
    expect(places('changelog/mixed-line-endings', text)).toEqual(expected);
  });
});

describe('changelog/conflict-marker', () => {
  const both = '<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n';
  it.each<[name: string, text: string, places: string[]]>([
    ['reports a conflict once', both, ['1: <<<<<<< a']],
    ['reports each conflict', both + both, ['1: <<<<<<< a', '6: <<<<<<< a']],
    ['reports what is left of one', 'one\n=======\ntwo\n>>>>>>> b\n', ['4: >>>>>>> b']],
    ['takes an underline for a heading', 'one\n=======\n', []],
    ['needs the start of a line', 'see <<<<<<< a\n', []],
    ['needs seven of them', '<<<<<<<< a\n>>>>>>>> b\n', []],
    ['reports one inside a comment', '<!--\n<<<<<<< a\n-->\n', ['2: <<<<<<< a']],
    ['reports one in the first line behind a byte-order mark', `\ufeff${both}`, ['1: <<<<<<< a']],
    ['accepts one in a fence', `~~~\n${both}~~~\n`, []],
  ])('%s', (_, text, expected) => {
    expect(places('changelog/conflict-marker', text)).toEqual(expected);
  });

  it.each<[number, string]>([
    [0, 'one\ntwo\n'],
    [1, 'one\n'],
    [2, 'two\n'],
  ])('fix %i keeps %j', (number, expected) => {
    expect(fixed('changelog/conflict-marker', both, {}, number)).toBe(expected);
  });
});
