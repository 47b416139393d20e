import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockKind } from '../../../src/core/markdown/blocks.ts';
import { type Mdast, parseInline } from '../../../src/core/markdown/inline.ts';
import { scanBlocks } from '../../../src/core/markdown/scan.ts';
import { positionAt, type Source, type Span, toSource } from '../../../src/core/text/source.ts';
import { readCorpusOrSynthetic } from './corpus.ts';
import { mutatedWindow, seededRandom } from './windows.ts';

type Node = Mdast | Mdast['children'][number];

function nodesOf(root: Mdast): Node[] {
  const found: Node[] = [];
  const visit = (node: Node) => {
    found.push(node);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return found;
}

/** Each node's type and the text of the document at its position. */
function outline(source: Source, span: Span): string[] {
  return nodesOf(parseInline(source, span)).map(({ type, position }) => {
    return `${type} ${JSON.stringify(source.text.slice(position?.start.offset, position?.end.offset))}`;
  });
}

/** The content of the innermost item that holds `needle`, from `contentStart` to its end. */
function itemWith(source: Source, needle: string): Span {
  const { table, contentStart } = scanBlocks(source);
  const at = source.text.indexOf(needle);
  const items = [...table.kind.keys()].filter((block) => table.kind[block] === BlockKind.Item);
  const item = items.findLast(
    (block) => (table.start[block] as number) <= at && at < (table.end[block] as number),
  ) as number;
  return { start: contentStart[item] as number, end: table.end[item] as number };
}

describe('parseInline', () => {
  it.each<readonly [name: string, text: string, needle: string, outline: readonly string[]]>([
    ['an entry', '- a `b`\n', 'a', ['root "a `b`"', 'paragraph "a `b`"', 'text "a "', 'inlineCode "`b`"']],
    [
      'an entry of several lines',
      'x\n\n- a\n  **b**\nc',
      'a',
      [
        'root "a\\n  **b**\\nc"',
        'paragraph "a\\n  **b**\\nc"',
        'text "a\\n  "',
        'strong "**b**"',
        'text "b"',
        'text "\\nc"',
      ],
    ],
    [
      'an entry deep in others, with a fence',
      '- x\n  - y\n    - a\n      ```\n      b\n      ```\n',
      'a',
      ['root "a\\n      ```\\n      b\\n      ```"', 'paragraph "a"', 'text "a"', 'code "```\\n      b\\n      ```"'],
    ],
    [
      'an entry in a quote',
      '> - a\n>   *b*\n',
      'a',
      ['root "a\\n>   *b*"', 'paragraph "a\\n>   *b*"', 'text "a\\n>   "', 'emphasis "*b*"', 'text "b"'],
    ],
    [
      'an entry that is indented with tabs',
      '-\tx\n\t-\ta\n\n\t\t`b`\r\n',
      'a',
      ['root "a\\n\\n\\t\\t`b`"', 'paragraph "a"', 'text "a"', 'paragraph "`b`"', 'inlineCode "`b`"'],
    ],
    [
      'an entry behind a byte-order mark',
      '\ufeff- a\n  `b`',
      'a',
      ['root "a\\n  `b`"', 'paragraph "a\\n  `b`"', 'text "a\\n  "', 'inlineCode "`b`"'],
    ],
    [
      'an entry that starts with a byte-order mark',
      '- \ufeffa `b`',
      'a',
      ['root "a `b`"', 'paragraph "a `b`"', 'text "a "', 'inlineCode "`b`"'],
    ],
  ])('reads %s', (_, text, needle, expected) => {
    const source = toSource(text);
    expect(outline(source, itemWith(source, needle))).toEqual(expected);
  });

  it('reads a heading, line endings at the end and nothing', () => {
    const source = toSource('# a [b](c)\n');
    expect(outline(source, { start: 2, end: 11 })).toEqual([
      'root "a [b](c)\\n"',
      'paragraph "a [b](c)"',
      'text "a "',
      'link "[b](c)"',
      'text "b"',
    ]);
    expect(outline(source, { start: 2, end: 2 })).toEqual(['root ""']);
  });

  it('gives very long content as one text', () => {
    const source = toSource(`- ${'*a_ '.repeat(50_000)}`);
    const nodes = nodesOf(parseInline(source, { start: 2, end: source.text.length }));
    expect(nodes.map(({ type }) => type)).toEqual(['root', 'paragraph', 'text']);
  });

  it('gives positions of the document for any piece of any document', () => {
    const texts = readCorpusOrSynthetic().map(({ text }) => text.split(/\r\n|\n|\r/));
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.nat(), (seed, first, second) => {
        const source = toSource(mutatedWindow(texts, seededRandom(seed)));
        const [start, end] = [first, second].map((each) => each % (source.text.length + 1)).sort((a, b) => a - b) as [
          number,
          number,
        ];
        for (const { type, position } of nodesOf(parseInline(source, { start, end }))) {
          for (const { offset, line, column } of position ? [position.start, position.end] : []) {
            expect([type, offset]).not.toEqual([type, undefined]);
            expect(offset).toBeGreaterThanOrEqual(start);
            expect(offset).toBeLessThanOrEqual(end);
            expect({ line: line - 1, character: column - 1 }).toEqual(positionAt(source, offset as number));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds in each entry of changelogs the inline code that stands there', { timeout: 300_000 }, () => {
    let compared = 0;
    for (const { text } of readCorpusOrSynthetic()) {
      const source = toSource(text);
      const { table, contentStart } = scanBlocks(source);
      const entries = [...table.kind.keys()].filter((block) => table.kind[block] === BlockKind.Item);
      for (const block of entries.slice(0, 40)) {
        for (const node of nodesOf(
          parseInline(source, { start: contentStart[block] as number, end: table.end[block] as number }),
        )) {
          if (node.type !== 'inlineCode' || !node.position) continue;
          const written = text.slice(node.position.start.offset, node.position.end.offset);
          expect([written.at(0), written.at(-1)]).toEqual(['`', '`']);
          expect(
            written
              .replace(/^`+|`+$/g, '')
              .replace(/\s+/g, ' ')
              .trim(),
          ).toBe(node.value.replace(/\s+/g, ' ').trim());
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(20);
  });
});
