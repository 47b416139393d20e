/** An input that makes careless scanners slow: `make(n)` grows in proportion to `n`. */
export interface Pathology {
  readonly name: string;
  /** How large `n` has to be for a megabyte. */
  readonly unit: number;
  readonly make: (n: number) => string;
}

function repeated(name: string, piece: string, prefix = '', suffix = ''): Pathology {
  return { name, unit: piece.length, make: (n) => prefix + piece.repeat(n) + suffix };
}

/** Lines of which each is as deep as the one above and one level more, up to `depth`, again and again. */
function staircase(name: string, step: string, tread: string, depth: number): Pathology {
  const stairs = Array.from({ length: depth }, (_, level) => step.repeat(level) + tread).join('\n');
  return { name, unit: stairs.length + 1, make: (n) => `${stairs}\n`.repeat(n) };
}

export const PATHOLOGIES: readonly Pathology[] = [
  repeated('nested quotes on one line', '> '),
  repeated('nested quotes without spaces', '>'),
  repeated('nested quotes on every line', `${'> '.repeat(500)}a\n`),
  repeated('lazy lines below nested quotes', 'a\n', `${'> '.repeat(5_000)}a\n`),
  repeated('blank lines below nested quotes', '\n', `${'> '.repeat(5_000)}a\n`),
  repeated('nested items on one line', '- ', '', 'a'),
  repeated('nested items of changing kinds on one line', '- + * 1. 1) '),
  repeated('nested items on every line', `${'- '.repeat(500)}a\n`),
  repeated('blank lines in nested items', '\n', `${'- '.repeat(4_000)}a\n`),
  repeated('blank lines and text in nested items', '\n\na', `${'- '.repeat(4_000)}a\n`),
  repeated('text deep in nested items', `\n${' '.repeat(250)}a`, `${'- '.repeat(4_000)}a`),
  staircase('stairs of items', '  ', '- a', 150),
  staircase('stairs of quotes', '> ', 'a', 150),
  staircase('stairs of both', '> - ', 'a', 80),
  repeated('empty items', '-\n'),
  repeated('items that end each other', '- a\n+ a\n'),
  repeated('almost a thematic break of dashes', '- ', '', 'x'),
  repeated('almost a thematic break of changing marks', '- * ', '', 'x'),
  repeated('almost thematic breaks', `${'*'.repeat(500)}x\n`),
  repeated('digits', '1'),
  repeated('ordered markers without spaces', '1.'),
  repeated('ordered items on one line', '1. '),
  repeated('dots', '.'),
  repeated('spaces', ' ', 'a', 'a'),
  repeated('spaces at the start', ' ', '', 'a'),
  repeated('tabs', '\t'),
  repeated('lines of spaces', `${' '.repeat(1_000)}\n`),
  repeated('spaces below an item', `${' '.repeat(1_000)}\n`, '- a\n'),
  repeated('headings', '## a\n'),
  repeated('headings of closing marks', `# ${'#'.repeat(500)}a\n`),
  repeated('headings of spaces', `# ${' '.repeat(500)}#\n`),
  repeated('setext underlines', 'a\n---\n'),
  repeated('paragraph lines that are almost underlines', `a\n${'='.repeat(500)}x\n`),
  repeated('a paragraph of one line', 'a '),
  repeated('a paragraph of many lines', 'a\n'),
  repeated('emphasis', '*a_ '),
  repeated('brackets', '['),
  repeated('brackets on lines', '[\n'),
  repeated('links without an end', '[a](<b'),
  repeated('labels without an end over many lines', 'aaaaaaaaa\n', '['),
  repeated('paragraphs that start with a label without an end', '[aaaa\n\n'),
  repeated('labels over two lines', '[a\nb]: c\n'),
  repeated('definitions', '[a]: b\n'),
  repeated('definitions with titles', '[a]: b "c"\n'),
  repeated('definitions with titles without an end', '[a]: b "c\n'),
  repeated('a title without an end over many lines', 'a\n', '[a]: b "'),
  repeated('titles without an end in paragraphs', '[a]: b\n"\n\n'),
  repeated('parentheses in a destination', '(', '[a]: '),
  repeated('definitions and underlines', '[a]: b\n===\n'),
  repeated('backslashes in a label', '\\', '['),
  repeated('comments that start', '<!--'),
  repeated('comments that start on lines of their own', '<!--\n'),
  repeated('comments without an end in quotes', '> <!--\n\n'),
  repeated('a comment without an end', 'a -- >\n', '<!--\n'),
  repeated('instructions without an end in quotes', '> <?\n\n'),
  repeated('CDATA without an end in items', '- <![CDATA[\n\na\n'),
  repeated('scripts without an end', '> <script>\n\n'),
  repeated('end tags in a script', '</script</', '<script>\n'),
  repeated('attributes without an end', ' a', '<x'),
  repeated('tags with open values', '<x a="\n'),
  repeated('names without an end', 'a', '<'),
  repeated('fences that open', '> ```\n\n'),
  repeated('a fence without an end', '``\n', '```\n'),
  repeated('fences with backticks in their info', '``` `\n'),
  repeated('a fence of many marks', '`'),
  repeated('a table of many columns', '|a', '', '\n'),
  repeated('carriage returns', '\r'),
  repeated('carriage returns and line feeds in turn', '\n\r'),
  repeated('NUL', '\0'),
  repeated('surrogates', '\ud83d'),
];
