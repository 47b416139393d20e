/** A seeded generator of numbers in 0..1 (mulberry32): the same seed gives the same windows on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What Markdown's block structure stumbles over, to be put anywhere. */
const SNIPPETS = [
  ...['#', '# ', '## ', '#######', ' #', ' ## ', '\\', '`', '```', '````', '~~~', '~~~~', '``` a`b', '~~~ a', '|'],
  ...[
    '- ',
    '-',
    '* ',
    '+ ',
    '+',
    '1. ',
    '1.',
    '2) ',
    '10. ',
    '0. ',
    '123456789. ',
    '1234567890. ',
    '-\t',
    '-     ',
    '1.  ',
  ],
  ...['> ', '>', '>>', '>\t', ' > ', '   > ', '- > ', '> - ', '- - ', '* - 1. '],
  ...['===', '=', '---', '--', '- - -', '***', '_ _ _', '* * *', '===  ', '--- -'],
  ...[
    '<!--',
    '-->',
    '<!-->',
    '<div>',
    '</div>',
    '<pre>',
    '</pre>',
    '<script',
    '</style>',
    '<x>',
    '</x>',
    '<x',
    '<a href="b">',
    '<b c=',
    '/>',
  ],
  ...['<?', '?>', '<!A', '<![CDATA[', ']]>', '<h1>', '<https://a.b>', '<'],
  ...[
    '[a]: b',
    '[a]:',
    '[a]: <b> "c"',
    "[a]: b 'c",
    '[',
    ']',
    '](',
    ']: ',
    '(',
    ')',
    '"',
    "'",
    '[a\\]b]: c',
    '[]: b',
    '[a]: b (c)',
    '[a]: <b c>',
  ],
  ...[
    '\t',
    ' ',
    '  ',
    '    ',
    '     ',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\0',
    '\f',
    '\u00a0',
    '\ufeff',
    '\u2028',
    '&#35;',
    'a',
    'é',
    '😀',
  ],
];

const INDENTS = [' ', '  ', '   ', '    ', '     ', '      ', '\t', ' \t', '  \t', '\t\t'];
const PREFIXES = ['> ', '>', '- ', '* ', '1. ', '10) ', '  ', '    ', '> > ', '> - ', '\t', '   '];

/** A window of 5 to 30 lines out of one of `texts`, with one to eight mutations. */
export function mutatedWindow(texts: readonly (readonly string[])[], random: () => number): string {
  const upTo = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(from: readonly T[]) => from[upTo(from.length)] as T;
  const cutWindow = () => {
    const lines = pick(texts);
    const start = upTo(Math.max(1, lines.length - 5));
    return lines.slice(start, start + 5 + upTo(26));
  };
  let lines = cutWindow();
  if (random() < 0.15) lines = [...lines.slice(0, upTo(lines.length)), ...cutWindow().slice(0, 12)];
  for (let count = 1 + upTo(8); count > 0; count--) lines = mutate(lines, upTo, pick);
  const eol = random() < 0.1 ? pick(['\r\n', '\r']) : '\n';
  return lines.join(eol) + (random() < 0.5 ? eol : '');
}

type UpTo = (limit: number) => number;
type Pick = <T>(from: readonly T[]) => T;

const MUTATIONS: readonly ((lines: string[], at: number, upTo: UpTo, pick: Pick) => void)[] = [
  (lines, at, upTo, pick) => splice(lines, at, upTo, 0, pick(SNIPPETS)),
  (lines, at, upTo, pick) => splice(lines, at, upTo, 0, pick(SNIPPETS)),
  (lines, at, upTo) => splice(lines, at, upTo, 1 + upTo(4), ''),
  (lines, at, upTo) => splice(lines, at, upTo, 0, (lines[at] as string).slice(0, upTo(12))),
  (lines, at, _, pick) => lines.splice(at, 1, pick(SNIPPETS) + lines[at]),
  (lines, at, _, pick) => lines.splice(at, 1, lines[at] + pick(SNIPPETS)),
  (lines, at, _, pick) => lines.splice(at, 0, pick(SNIPPETS)),
  (lines, at, upTo, pick) => prefix(lines, at, 1 + upTo(4), pick(INDENTS)),
  (lines, at, upTo, pick) => prefix(lines, at, 1 + upTo(8), pick(PREFIXES)),
  (lines, at) => lines.splice(at, 1, (lines[at] as string).trimStart()),
  (lines, at) => lines.splice(at, 1),
  (lines, at) => lines.splice(at, 0, lines[at] as string),
  (lines, at, _, pick) => lines.splice(at, 0, pick(['', '  ', '    ', '\t', '>', '> '])),
  (lines, at, upTo) => lines.splice(upTo(lines.length), 0, ...lines.splice(at, 1)),
];

function mutate(window: readonly string[], upTo: UpTo, pick: Pick): string[] {
  const lines = [...window];
  if (lines.length === 0) lines.push('');
  pick(MUTATIONS)(lines, upTo(lines.length), upTo, pick);
  return lines;
}

function splice(lines: string[], at: number, upTo: UpTo, remove: number, insert: string): void {
  const line = lines[at] as string;
  // Half of the time near the start of the line, where the structure is.
  const offset = upTo(2) === 0 ? upTo(Math.min(line.length, 8) + 1) : upTo(line.length + 1);
  lines[at] = line.slice(0, offset) + insert + line.slice(offset + remove);
}

function prefix(lines: string[], at: number, count: number, text: string): void {
  for (let line = at; line < Math.min(lines.length, at + count); line++) lines[line] = text + lines[line];
}
