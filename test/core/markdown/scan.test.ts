import { describe, expect, it } from 'vitest';
import { BlockKind } from '../../../src/core/markdown/blocks.ts';
import { MAX_DEPTH } from '../../../src/core/markdown/container-stack.ts';
import { scanBlocks } from '../../../src/core/markdown/scan.ts';
import { toSource } from '../../../src/core/text/source.ts';
import { scannedRows } from './scanned-rows.ts';

/** The blocks as an outline: kind, level and label, and the text from their start to their end. */
function outline(text: string): string[] {
  return scannedRows(text, scanBlocks(toSource(text))).map((row) => {
    const kind = row.fenced ? 'fence' : row.kind;
    const detail = row.level ? `${row.level} ${row.form} ` : '';
    return `${'  '.repeat(row.depth)}${kind} ${detail}${JSON.stringify(text.slice(row.start, row.end))}`;
  });
}

const CASES: readonly (readonly [name: string, text: string, outline: readonly string[]])[] = [
  ['nothing', '', []],
  ['a line ending', '\n', []],
  ['white space', ' \t \r\n\t\r  ', []],
  ['a byte-order mark', '\ufeff# a', ['heading 1 atx "# a"']],
  ['only a byte-order mark', '\ufeff', []],
  ['a byte-order mark that is not the first character', 'a\n\ufeff# b', ['paragraph "a\\n\ufeff# b"']],
  ['CRLF', '# a\r\n\r\nb\r\nc\r\n', ['heading 1 atx "# a"', 'paragraph "b\\r\\nc"']],
  ['a lone CR', '# a\r\rb\rc\r', ['heading 1 atx "# a"', 'paragraph "b\\rc"']],
  ['mixed line endings', '# a\r# b\r\n# c\n\r# d', ['a', 'b', 'c', 'd'].map((x) => `heading 1 atx "# ${x}"`)],
  ['U+2028, which ends no line', '# a\u2028# b', ['heading 1 atx "# a\u2028# b"']],
  ['NUL', '#\0a\n# b\0', ['paragraph "#\\u0000a"', 'heading 1 atx "# b\\u0000"']],
  ['white space that is none to Markdown', '\f# a\n\n\u00a0- b', ['paragraph "\\f# a"', 'paragraph "\u00a0- b"']],
  ['a lone surrogate', '# \ud800', ['heading 1 atx "# \\ud800"']],

  ['a heading of closing marks only', '## ##', ['heading 2 atx "## ##"']],
  ['an escaped closing mark', '# a \\#', ['heading 1 atx "# a \\\\#"']],
  ['seven marks', '####### a', ['paragraph "####### a"']],
  ['a setext heading behind definitions', '[a]: b\nc\n===', ['definition "[a]: b"', 'heading 1 setext "c\\n==="']],
  ['an underline of definitions', '[a]: b\n===\n===', ['definition "[a]: b"', 'heading 1 setext "===\\n==="']],
  ['dashes below definitions', '[a]: b\n---', ['definition "[a]: b"', 'break "---"']],
  ['an underline that is lazy', '> a\n===', ['quote "> a\\n==="', '  paragraph "a\\n==="']],
  [
    'a setext heading in a quote',
    '> a\n> b\n> ---',
    ['quote "> a\\n> b\\n> ---"', '  heading 2 setext "a\\n> b\\n> ---"'],
  ],

  [
    'a fence on the line of a list marker, ended by the end of its item',
    '- ```\n  # a\n## b',
    ['list "- ```\\n  # a"', '  item "- ```\\n  # a"', '    fence "```\\n  # a"', 'heading 2 atx "## b"'],
  ],
  [
    'a fence in a quote, ended by the end of the quote',
    '> ~~~\n> a\n# b',
    ['quote "> ~~~\\n> a"', '  fence "~~~\\n> a"', 'heading 1 atx "# b"'],
  ],
  ['a fence that is not closed', '```\n# a\n', ['fence "```\\n# a\\n"']],
  ['a shorter fence in a fence', '````\n```\n# a\n`````', ['fence "````\\n```\\n# a\\n`````"']],
  ['a backtick in the info of a backtick fence', '``` a`b', ['paragraph "``` a`b"']],
  ['a backtick in the info of a tilde fence', '~~~ a`b\n# c\n~~~', ['fence "~~~ a`b\\n# c\\n~~~"']],
  ['a closing fence that is indented by four', '```\n    ```\n```', ['fence "```\\n    ```\\n```"']],

  [
    'an item that starts with a tab',
    '-\ta\n\n\tb',
    ['list "-\\ta\\n\\n\\tb"', '  item "-\\ta\\n\\n\\tb"', '    paragraph "a"', '    paragraph "b"'],
  ],
  ['a tab of which the marker takes a part', '-\t\ta', ['list "-\\t\\ta"', '  item "-\\t\\ta"', '    code "a"']],
  [
    'an empty item that a line fills',
    '-\n  a\n-\n\n  b',
    ['list "-\\n  a\\n-"', '  item "-\\n  a"', '    paragraph "a"', '  item "-"', 'paragraph "b"'],
  ],
  ['an empty item, which interrupts no paragraph', 'a\n*', ['paragraph "a\\n*"']],
  ['a number other than 1, which interrupts no paragraph', 'a\n2. b', ['paragraph "a\\n2. b"']],
  ['ten digits', '1234567890. a', ['paragraph "1234567890. a"']],
  [
    'another delimiter',
    '1. a\n2) b',
    ['list "1. a"', '  item "1. a"', '    paragraph "a"', 'list "2) b"', '  item "2) b"', '    paragraph "b"'],
  ],
  [
    'a thematic break between items',
    '- a\n***\n- b',
    [
      'list "- a"',
      '  item "- a"',
      '    paragraph "a"',
      'break "***"',
      'list "- b"',
      '  item "- b"',
      '    paragraph "b"',
    ],
  ],
  [
    'a lazy line in nested containers',
    '> - a\nb\n> c',
    ['quote "> - a\\nb\\n> c"', '  list "- a\\nb\\n> c"', '    item "- a\\nb\\n> c"', '      paragraph "a\\nb\\n> c"'],
  ],

  ['a comment over a heading', '<!--\n# a\n\n-->\n# b', ['html "<!--\\n# a\\n\\n-->"', 'heading 1 atx "# b"']],
  ['a comment that is not closed', '<!--\n# a\n\n# b', ['html "<!--\\n# a\\n\\n# b"']],
  ['the shortest comment', '<!-->\n# a', ['html "<!-->"', 'heading 1 atx "# a"']],
  [
    'a script that its end tag ends',
    '<SCRIPT>\n\n# a</Script >\n</sCript>\n# b',
    ['html "<SCRIPT>\\n\\n# a</Script >\\n</sCript>"', 'heading 1 atx "# b"'],
  ],
  ['an element that a blank line ends', '<div>\n# a\n\n# b', ['html "<div>\\n# a"', 'heading 1 atx "# b"']],
  ['a tag that interrupts no paragraph', 'a\n<x>\n\n<x>\nb', ['paragraph "a\\n<x>"', 'html "<x>\\nb"']],
  ['a closing tag of a raw element', '</pre>\n# a\n\n# b', ['html "</pre>\\n# a"', 'heading 1 atx "# b"']],
  [
    'each kind of HTML block that ends on its line',
    '<?a?>\n<!A>\n<![CDATA[a]]>\n<pre></pre>\nb',
    ['html "<?a?>"', 'html "<!A>"', 'html "<![CDATA[a]]>"', 'html "<pre></pre>"', 'paragraph "b"'],
  ],

  ['a definition over four lines', '[a\nb]:\n<c>\n"d\ne"', ['definition "[a\\nb]:\\n<c>\\n\\"d\\ne\\""']],
  [
    'a definition in a quote',
    '> [a]:\n> b\n> c',
    ['quote "> [a]:\\n> b\\n> c"', '  definition "[a]:\\n> b"', '  paragraph "c"'],
  ],
  ['a title that is none', '[a]: b\n"c" d', ['definition "[a]: b"', 'paragraph "\\"c\\" d"']],
  ['junk behind a destination', '[a]: b c', ['paragraph "[a]: b c"']],
  ['a label of white space', '[ ]: b', ['paragraph "[ ]: b"']],
  ['a definition that would interrupt a paragraph', 'a\n[b]: c', ['paragraph "a\\n[b]: c"']],
  ['a parenthesis in a title in parentheses', '[a]: b (c(d)', ['paragraph "[a]: b (c(d)"']],
  ['an empty destination', '[a]: <>', ['definition "[a]: <>"']],
  ['a label of 999 characters', `[${'a'.repeat(999)}]: b`, [`definition "[${'a'.repeat(999)}]: b"`]],
  // mdast does not count line endings to a label's characters; commonmark.js does, as the specification says.
  [
    'a label of 999 characters on two lines',
    `[${'a'.repeat(499)}\n${'a'.repeat(499)}]: b`,
    [`definition "[${'a'.repeat(499)}\\n${'a'.repeat(499)}]: b"`],
  ],
  [
    'a label of 1000 characters on two lines',
    `[${'a'.repeat(499)}\n${'a'.repeat(500)}]: b`,
    [`paragraph "[${'a'.repeat(499)}\\n${'a'.repeat(500)}]: b"`],
  ],
  ['a label of 1000 characters', `[${'a'.repeat(1000)}]: b`, [`paragraph "[${'a'.repeat(1000)}]: b"`]],
];

describe('scanBlocks', () => {
  it.each(CASES)('reads %s', (_, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  it.each(
    [
      'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt',
      'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link',
      'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead',
      'title tr track ul',
    ].flatMap((names) => names.split(' ')),
  )('lets <%s> interrupt a paragraph, up to a blank line', (name) => {
    for (const tag of [`<${name}>`, `</${name.toUpperCase()}`, `<${name}/>`, `<${name} a`]) {
      expect(outline(`a\n${tag}\n# b\n\nc`)).toEqual([
        'paragraph "a"',
        `html ${JSON.stringify(`${tag}\n# b`)}`,
        'paragraph "c"',
      ]);
    }
  });

  it.each(['pre', 'script', 'style', 'textarea'])('lets <%s> interrupt a paragraph, up to an end tag', (name) => {
    for (const tag of [`<${name}>`, `<${name.toUpperCase()}`, `<${name} a`]) {
      const block = `${tag}\n\n# b\n </${name}>c`;
      expect(outline(`a\n${block}\nd`)).toEqual(['paragraph "a"', `html ${JSON.stringify(block)}`, 'paragraph "d"']);
    }
  });

  it('says where headings, their text and their lines are', () => {
    const text = '\ufeff## [1.0.0] - 2024-01-01 ##\r\n> a  \r\n> b\r\n> ---\r\n';
    const { headings } = scanBlocks(toSource(text));
    expect(headings).toEqual([
      {
        block: 0,
        parent: -1,
        level: 2,
        form: 'atx',
        line: 0,
        lastLine: 0,
        start: 1,
        end: 27,
        text: { start: 4, end: 24 },
      },
      {
        block: 2,
        parent: 1,
        level: 2,
        form: 'setext',
        line: 1,
        lastLine: 3,
        start: 31,
        end: 46,
        text: { start: 31, end: 39 },
      },
    ]);
  });

  it('says where the parts of definitions are', () => {
    const text = 'a\n\n- [b c]:\n    <d e>\n    "f"\n';
    expect(scanBlocks(toSource(text)).definitions).toEqual([
      {
        block: 3,
        parent: 2,
        line: 2,
        lastLine: 4,
        start: 5,
        end: 29,
        label: { start: 6, end: 9 },
        url: { start: 17, end: 20 },
      },
    ]);
  });

  it.each([
    ['- a', 2],
    ['-   a', 4],
    ['-\ta', 2],
    ['-     a', 2],
    ['12. a', 4],
    ['-', 1],
    ['-   ', 2],
  ])('says where the content of %j starts', (text, expected) => {
    const { table, contentStart } = scanBlocks(toSource(text));
    expect([...contentStart].filter((_, block) => table.kind[block] === BlockKind.Item)).toEqual([expected]);
  });

  it.each([
    ['quotes', '> '],
    ['items', '+ '],
  ])('reads markers as text below a hundred nested %s', (_, marker) => {
    const { table } = scanBlocks(toSource(`${marker.repeat(MAX_DEPTH + 5)}a\n\n# b`));
    const kinds = [...table.kind];
    expect(kinds.filter((kind) => kind === BlockKind.Quote || kind === BlockKind.Item)).toHaveLength(MAX_DEPTH);
    expect(kinds.slice(-2)).toEqual([BlockKind.Paragraph, BlockKind.Heading]);
  });
});
