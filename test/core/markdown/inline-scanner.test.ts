import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blocks } from '../../../src/core/markdown/blocks.ts';
import { codeSpans } from '../../../src/core/markdown/code-spans.ts';
import { inlineContent } from '../../../src/core/markdown/inline-content.ts';
import { inlineLinks } from '../../../src/core/markdown/inline-links.ts';
import { scanBlocks } from '../../../src/core/markdown/scan.ts';
import { type Span, toSource } from '../../../src/core/text/source.ts';
import { readCorpusOrSynthetic } from './corpus.ts';
import { fold, type InlineLines, mdastInline, scannedInline } from './mdast-inline.ts';

const LABELS = ['a', 'b c', '1.0.0', 'unreleased'];
const PIECES = [
  ...[
    '`',
    '``',
    '```',
    '\\',
    '\\`',
    '\\[',
    '\\]',
    '[',
    ']',
    '![',
    '](',
    '][',
    '[]',
    '[a]',
    '[b\nc]',
    '[x]',
    '(',
    ')',
    '()',
    '<',
    '>',
  ],
  ...[
    '<a>',
    '</a>',
    '<a b="',
    "<a b='",
    '<https://x.y>',
    '<a@b.c>',
    '<!--',
    '-->',
    '<?',
    '?>',
    '<!A',
    '<![CDATA[',
    ']]>',
    'http:',
    '/url',
  ],
  ...['"', "'", ' "t"', " 't'", '!', 'a', 'b c', '1.0.0', ' ', '  ', '\nx', '*', '&amp;', '😀', '\t'],
];

const inlineText = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 16 })
  .map((pieces) => `x${pieces.join('')}x`);

function scanned(text: string, labels: readonly string[]): InlineLines {
  const isDefined = (label: string) => labels.includes(fold(label));
  return scannedInline(text, codeSpans(text, 0, text.length), inlineLinks(text, 0, text.length, isDefined));
}

/** The inline content of a whole document. */
function allContent(blocks: Blocks): readonly Span[] {
  const roots = [...blocks.table.parent.keys()].filter((block) => blocks.table.parent[block] === -1);
  return roots.flatMap((block) => inlineContent(blocks, block));
}

function slice(text: string, span: Span | null): string | null {
  return span && text.slice(span.start, span.end);
}

describe('codeSpans and inlineLinks find what mdast finds', () => {
  it('in random text', () => {
    let compared = 0;
    fc.assert(
      fc.property(inlineText, (text) => {
        const expected = mdastInline(text, LABELS);
        if (!expected) return;
        compared++;
        expect(scanned(text, LABELS)).toEqual(expected);
      }),
      { numRuns: 5_000 },
    );
    expect(compared).toBeGreaterThan(1_000);
  });

  it('in the entries of changelogs', { timeout: 300_000 }, () => {
    let compared = 0;
    for (const { name, text } of readCorpusOrSynthetic()) {
      const blocks = scanBlocks(toSource(text));
      for (const span of allContent(blocks).slice(0, 150)) {
        const content = text.slice(span.start, span.end);
        // Every reference is defined, so that each is a link for both.
        const labels = inlineLinks(content, 0, content.length).map(({ label }) => slice(content, label) ?? '');
        const plain = [...new Set(labels.map(fold))].filter((label) => /^[^\\&]+$/.test(label));
        const expected = mdastInline(content, plain);
        if (!expected) continue;
        compared++;
        expect([name, scanned(content, plain)]).toEqual([name, expected]);
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});

describe('codeSpans', () => {
  it.each<readonly [text: string, codes: readonly string[]]>([
    ['`a` b ``c`d``', ['`a`', '``c`d``']],
    ['`a``b`', ['`a``b`']],
    ['a ` b `` c', []],
    ['\\`a` b`', ['` b`']],
    ['\\``a`', ['`a`']],
    ['`a\\` b`', ['`a\\`']],
    ['`a\nb`', ['`a\nb`']],
    ['<a b="`">`c`', ['`c`']],
    ['<https://a.b/`>`c`', ['`c`']],
    ['[a](`b) `c`', ['`c`']],
    ['[`a`][`b`]', ['`a`', '`b`']],
    ['', []],
  ])('of %j are %j', (text, expected) => {
    expect(
      codeSpans(`##${text}##`, 2, text.length + 2).map(({ start, end }) => text.slice(start - 2, end - 2)),
    ).toEqual(expected);
  });
});

describe('inlineLinks', () => {
  const known = (label: string) => fold(label) === 'a b';

  it.each<readonly [text: string, links: readonly object[]]>([
    ['[a](b "c")', [{ kind: 'inline', all: '[a](b "c")', text: 'a', label: null, url: 'b' }]],
    ['[](<b c>)', [{ kind: 'inline', all: '[](<b c>)', text: '', label: null, url: 'b c' }]],
    ['[a]()', [{ kind: 'inline', all: '[a]()', text: 'a', label: null, url: '' }]],
    ['[a](b(c)\\))', [{ kind: 'inline', all: '[a](b(c)\\))', text: 'a', label: null, url: 'b(c)\\)' }]],
    ['[a](b c)', []],
    ['[a](b (c(d))', []],
    ['[c][A\nb]', [{ kind: 'full', all: '[c][A\nb]', text: 'c', label: 'A\nb', url: null }]],
    ['[A B][]', [{ kind: 'collapsed', all: '[A B][]', text: 'A B', label: 'A B', url: null }]],
    ['[a b]', [{ kind: 'shortcut', all: '[a b]', text: 'a b', label: 'a b', url: null }]],
    ['[c] [c][] [d][c]', []],
    [
      '<https://a.b>',
      [{ kind: 'autolink', all: '<https://a.b>', text: 'https://a.b', label: null, url: 'https://a.b' }],
    ],
    ['`[a](b)` \\[a](b) <x c="[a](b)">', []],
    ['[a [b](c)](d)', [{ kind: 'inline', all: '[b](c)', text: 'b', label: null, url: 'c' }]],
    ['[[c]](d)', [{ kind: 'inline', all: '[[c]](d)', text: '[c]', label: null, url: 'd' }]],
  ])('of %j are %j', (text, expected) => {
    const links = inlineLinks(`##${text}##`, 2, text.length + 2, known);
    const of = (span: Span | null) => slice(`##${text}##`, span);
    expect(
      links.map((link) => ({
        kind: link.kind,
        all: of(link),
        text: of(link.text),
        label: of(link.label),
        url: of(link.url),
      })),
    ).toEqual(expected);
  });

  it('tells images from links, which may stand in one another', () => {
    const text = '[![a](b)](c) ![[d](e)](f)';
    const found = inlineLinks(text, 0, text.length).map((link) => [link.image, slice(text, link.url)]);
    expect(found).toEqual([
      [false, 'c'],
      [true, 'b'],
      [true, 'f'],
      [false, 'e'],
    ]);
  });

  it('lists references that nobody knows to be defined, and the link around them', () => {
    const text = '[a [b] c](d)';
    expect(inlineLinks(text, 0, text.length).map((link) => slice(text, link))).toEqual(['[a [b] c](d)', '[b]']);
  });
});

describe('inlineContent', () => {
  it('is the paragraphs and headings of a block', () => {
    const text = '- a `b\n  - c` d\n\n    ## e\n\n  ```\n  f\n  ```\n- g\n';
    const blocks = scanBlocks(toSource(text));
    expect(inlineContent(blocks, 1).map((span) => slice(text, span))).toEqual(['a `b', 'c` d', '## e']);
  });
});

describe('codeSpans and inlineLinks end on what makes parsers slow', () => {
  const pieces = [
    '`',
    '` ',
    '`a``',
    '[',
    ']',
    '[a](',
    '[a](<b',
    '[a](b "',
    "[a](b '",
    '[a](b (',
    '![',
    '[]',
    '[a][',
    '[a]',
    '[[a]',
    '](',
    '<a',
    '<a b="',
    '<a b=\'"',
  ];
  const more = [
    '<!--',
    '<?',
    '<![CDATA[',
    '<!A',
    '<a:',
    '<a@',
    '<a@b.',
    '*a_ ',
    '\\',
    '(',
    '!',
    '[\\',
    '[a](\\(',
    '[a](b\\"',
    'a',
  ];

  it.each([...pieces, ...more])('%s', (piece) => {
    const text = piece.repeat(Math.ceil(200_000 / piece.length));
    expect(codeSpans(text, 0, text.length).length).toBeLessThan(text.length);
    expect(inlineLinks(text, 0, text.length).length).toBeLessThan(text.length);
  });

  it('many runs of backticks of different lengths', () => {
    const text = Array.from({ length: 1_400 }, (_, length) => '`'.repeat(length)).join(' ');
    expect(codeSpans(text, 0, text.length)).toEqual([]);
  });
});
