import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rescanBlocks } from '../../../src/core/markdown/rescan.ts';
import { scanBlocks } from '../../../src/core/markdown/scan.ts';
import { findChange } from '../../../src/core/text/find-change.ts';
import { toSource } from '../../../src/core/text/source.ts';

const LINES = [
  ...[
    '# a',
    '## [1.0.0] - 2024-01-01',
    '### Added',
    ' ## b',
    '    ## no heading',
    '- ## in an item',
    '> ## quoted',
    '#',
  ],
  ...[
    '- item',
    '  more',
    '* other',
    '1. one',
    '\tcode',
    '> quote',
    'text',
    '',
    ' ',
    '---',
    '===',
    '```',
    '~~~',
    '<!--',
    '-->',
  ],
  ...['[a]: b', '[a]:', '  "title', 'title"', '<pre>', '</pre>', '- ```', '- <!-- x'],
];
const TYPED = [
  '',
  ...LINES,
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  'x',
  ' ',
  '`',
  '#',
  '- ',
  '\n## c\n',
  '\n```\n',
  '\n<!--\n',
  '\n-->\n',
];

const texts = fc
  .array(fc.tuple(fc.constantFrom(...LINES), fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')), { maxLength: 30 })
  .map((lines) => lines.flat().join(''));

/** What replaces the characters between two places, given as shares of the text. */
const edits = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  typed: fc.array(fc.constantFrom(...TYPED), { maxLength: 3 }).map((pieces) => pieces.join('')),
});

describe('rescanBlocks', () => {
  it('finds what a scan of the whole text finds, over one edit after the other', () => {
    fc.assert(
      fc.property(texts, fc.array(edits, { minLength: 1, maxLength: 4 }), (text, changes) => {
        let source = toSource(text);
        let blocks = scanBlocks(source);
        for (const { at, length, typed } of changes) {
          const start = Math.floor(at * source.text.length);
          const next = toSource(source.text.slice(0, start) + typed + source.text.slice(start + length));
          blocks = rescanBlocks(next, { source, blocks, change: findChange(source.text, next.text) });
          source = next;
          expect(blocks).toEqual(scanBlocks(source));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['an edit in the first line', '# a\n\n- b\n', 0, 1, '-'],
    ['a fence that swallows the rest', '# a\n\ntext\n\n## b\n\n- c\n\n## d\n', 5, 0, '```\n'],
    ['a fence that is taken away', '# a\n\n```\n\n## b\n\n- c\n\n## d\n', 5, 3, ''],
    ['a carriage return in front of a line feed', '# a\r\n## b\n', 3, 1, ''],
    ['a line feed behind a carriage return', '# a\r## b\r## c\r', 4, 0, '\n'],
    ['the indentation of a heading', '# a\n\ntext\n## b\n\n- c\n', 10, 0, '    '],
    ['the end of a text without headings', 'a\nb', 3, 0, '\n- c'],
    ['nothing', '# a\n\n- b\n', 0, 0, ''],
    ['everything', '# a\n\n- b\n', 0, 9, ''],
  ])('reads %s', (_, text, start, length, typed) => {
    const before = toSource(text);
    const after = toSource(text.slice(0, start) + typed + text.slice(start + length));
    const change = findChange(before.text, after.text);
    expect(rescanBlocks(after, { source: before, blocks: scanBlocks(before), change })).toEqual(scanBlocks(after));
  });
});
