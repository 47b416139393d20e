import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockKind } from '../../../src/core/markdown/blocks.ts';
import { scanBlocks } from '../../../src/core/markdown/scan.ts';
import { lineAt, toSource } from '../../../src/core/text/source.ts';
import { readCorpusOrSynthetic } from './corpus.ts';
import { mutatedWindow, seededRandom } from './windows.ts';

const PIECES = [
  ...[
    '#',
    '## ',
    '- ',
    '-',
    '* ',
    '1. ',
    '2) ',
    '> ',
    '>',
    '```',
    '~~~',
    '===',
    '---',
    '<!--',
    '-->',
    '<div>',
    '<x>',
    '</pre>',
    '<?',
  ],
  ...[
    '[a]: b',
    '[a]:',
    '[',
    ']',
    '"',
    '(',
    '\\',
    '`',
    'a',
    ' ',
    '  ',
    '    ',
    '\t',
    '\n',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\0',
    '\ufeff',
    '\ud800',
    '😀',
  ],
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.integer().map((seed) => mutatedWindow(TEXTS, seededRandom(seed))),
);

const TEXTS = readCorpusOrSynthetic().map(({ text }) => text.split(/\r\n|\n|\r/));

const RUNS = { numRuns: 2_000 };

describe('scanBlocks', () => {
  it('finds blocks that lie in one another and follow one another, in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const source = toSource(text);
        const { table } = scanBlocks(source);
        const lastChild = new Map<number, number>();
        for (let block = 0; block < table.count; block++) {
          const [start, end, parent] = [table.start[block], table.end[block], table.parent[block]] as [
            number,
            number,
            number,
          ];
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(lineAt(source, start)).toBe(table.line[block]);
          expect(lineAt(source, end)).toBe(table.lastLine[block]);
          expect(parent).toBeLessThan(block);
          if (parent >= 0) {
            expect(isContainer(table.kind[parent] as BlockKind)).toBe(true);
            expect(start).toBeGreaterThanOrEqual(table.start[parent] as number);
            expect(end).toBeLessThanOrEqual(table.end[parent] as number);
          }
          expect(table.kind[block] === BlockKind.Item).toBe(parent >= 0 && table.kind[parent] === BlockKind.List);
          const before = lastChild.get(parent);
          if (before !== undefined) expect(table.end[before]).toBeLessThanOrEqual(start);
          lastChild.set(parent, block);
        }
      }),
      RUNS,
    );
  });

  it('leaves nothing between the blocks but white space and the marks of containers', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { table } = scanBlocks(toSource(text));
        let at = 0;
        for (let block = 0; block <= table.count; block++) {
          if (block < table.count && isContainer(table.kind[block] as BlockKind)) continue;
          const start = block < table.count ? (table.start[block] as number) : text.length;
          expect(text.slice(at, start).replace(/^\ufeff/, '')).toMatch(
            /^(?:[\s>]|[-+*](?=[ \t\r\n]|$)|\d{1,9}[.)](?=[ \t\r\n]|$))*$/,
          );
          if (block < table.count) at = table.end[block] as number;
        }
      }),
      RUNS,
    );
  });

  it('lists the headings, definitions and item contents of its table', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { table, headings, definitions, contentStart } = scanBlocks(toSource(text));
        const ofKind = (kind: BlockKind) => [...table.kind.keys()].filter((block) => table.kind[block] === kind);
        expect(headings.map(({ block }) => block)).toEqual(ofKind(BlockKind.Heading));
        expect(definitions.map(({ block }) => block)).toEqual(ofKind(BlockKind.Definition));
        for (const { block, parent, start, end, line, lastLine, ...rest } of [...headings, ...definitions]) {
          expect([parent, start, end, line, lastLine]).toEqual(
            [table.parent, table.start, table.end, table.line, table.lastLine].map((column) => column[block]),
          );
          for (const part of 'text' in rest ? [rest.text] : [rest.label, rest.url]) {
            expect([start, part.start, part.end, end]).toEqual(
              [start, part.start, part.end, end].sort((a, b) => a - b),
            );
          }
        }
        for (const [block, at] of contentStart.entries()) {
          const isItem = table.kind[block] === BlockKind.Item;
          if (isItem) expect(at).toBeGreaterThan(table.start[block] as number);
          expect(at).toBeLessThanOrEqual(isItem ? (table.end[block] as number) : 0);
        }
      }),
      RUNS,
    );
  });

  it('finds the same blocks whatever the lines end with', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [lf, crlf, cr] = ['\n', '\r\n', '\r'].map((eol) => {
          const { table } = scanBlocks(toSource(text.replace(/\r\n|\r|\n/g, eol)));
          return [...table.kind.keys()].map((block) =>
            [table.kind, table.parent, table.line, table.lastLine].map((column) => column[block]),
          );
        });
        expect(crlf).toEqual(lf);
        expect(cr).toEqual(lf);
      }),
      RUNS,
    );
  });
});

function isContainer(kind: BlockKind): boolean {
  return kind === BlockKind.Quote || kind === BlockKind.List || kind === BlockKind.Item;
}
