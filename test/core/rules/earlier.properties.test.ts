import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANGELOG_RULES } from '../../../src/core/rules/all.ts';
import { type CheckResult, checkChangelog } from '../../../src/core/rules/run.ts';
import { IRREGULAR_CHARACTERS } from '../../../src/core/rules/support/irregular-characters.ts';
import { toTextIndex } from '../../../src/core/rules/text-index.ts';
import { findChange } from '../../../src/core/text/find-change.ts';

/** Every defect that there is, in a few lines each. */
const TEXTS = CHANGELOG_RULES.flatMap(({ examples }) => examples.map(({ bad }) => bad.replace(/[⟦⟧]/g, '')));
const TYPED = [
  ...[
    '',
    'x',
    ' ',
    '\n',
    '\r\n',
    '- ',
    '#',
    '## ',
    '### Added\n',
    '## [2.0.0] - 2024-01-01\n\n',
    '```\n',
    '<!-- ',
    ' -->',
    '`',
  ],
  ...[
    '[',
    ']',
    '](',
    '(#12)',
    '<<<<<<<',
    '<',
    '=',
    'TODO',
    'BREAKING: ',
    '**Breaking**',
    'CVE-2024-1',
    '\u202e',
    '\ufeff',
    '\0',
    '–',
  ],
  ...['\ud83c', '\udf89', 'Ã©', '[1.0.0]: https://github.com/o/r/compare/v0.9.0...v1.0.0\n', '- An entry\n'],
];

/** What replaces the characters between two places, given as shares of the text. */
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
    typed: fc.array(fc.constantFrom(...TYPED), { maxLength: 3 }).map((pieces) => pieces.join('')),
  }),
  { minLength: 1, maxLength: 3 },
);

function applyTo(text: string, { at, length, typed }: { at: number; length: number; typed: string }): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + typed + text.slice(start + length);
}

function describeCheck({ changelog: { blocks, releases, tail }, problems, notChecked }: CheckResult): unknown {
  return {
    blocks,
    tail,
    releases: releases.map(({ start, end, label, date }) => ({ start, end, label, date })),
    problems: problems.map(({ rule, severity, span, message, fixes }) => ({ rule, severity, span, message, fixes })),
    notChecked,
  };
}

describe('checkChangelog with an earlier check', () => {
  it('says what it says without one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.constantFrom(...TEXTS), edits, (one, other, changes) => {
        let text = `${one}\n${other}`;
        let earlier: CheckResult = checkChangelog({ text, today: '2024-06-01' });
        for (const change of changes) {
          text = applyTo(text, change);
          const check = checkChangelog({ text, today: '2024-06-01', earlier });
          expect(describeCheck(check)).toEqual(describeCheck(checkChangelog({ text, today: '2024-06-01' })));
          earlier = check;
        }
      }),
      { numRuns: 700 },
    );
  });
});

describe('toTextIndex with what was found earlier', () => {
  const WANTED = ['a', 'ab', 'aba', '](', '<<<<<<<', 'abcabcabd', '', IRREGULAR_CHARACTERS];
  const pieces = fc.array(
    fc.constantFrom('a', 'b', 'ab', 'c', ']', '](', '<', '<<<<', 'abcabc', '\ufeff', '\ud83c', '\udf89', '\0'),
    {
      maxLength: 40,
    },
  );

  it('finds what it finds without that', () => {
    fc.assert(
      fc.property(pieces, pieces, pieces, pieces, (head, removed, typed, tail) => {
        const before = [...head, ...removed, ...tail].join('');
        const text = [...head, ...typed, ...tail].join('');
        const index = toTextIndex(before);
        for (const wanted of WANTED) index.find(wanted);
        const next = toTextIndex(text, { found: index.found, change: findChange(before, text) });
        for (const wanted of WANTED) expect(next.find(wanted)).toEqual(toTextIndex(text).find(wanted));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('findChange', () => {
  it('finds the smallest change', () => {
    const texts = fc
      .array(fc.constantFrom('a', 'b', 'x'.repeat(20_000)), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, texts, texts, texts, (head, removed, typed, tail) => {
        const before = head + removed + tail;
        const after = head + typed + tail;
        const { start, endBefore, endAfter } = findChange(before, after);
        expect(before.slice(0, start) + after.slice(start, endAfter) + before.slice(endBefore)).toBe(after);
        const isEmpty = start === endBefore || start === endAfter;
        if (!isEmpty) expect([before[start], before[endBefore - 1]]).not.toContain(undefined);
        if (!isEmpty)
          expect(before[start] === after[start] || before[endBefore - 1] === after[endAfter - 1]).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
