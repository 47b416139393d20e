import type { Random } from './random.ts';
import type { FuzzTarget } from './target.ts';

/** No input grows beyond this many characters: what is slow for larger ones is shown by the pathological texts. */
const LENGTH_LIMIT = 6000;

const CHARACTERS = [
  ...['\n', '\r\n', '\r', '\t', ' ', '\0', '\x1b[2J', '\x7f', '\u0085', '\u00a0', '\u200b', '\u2028', '\ufeff'],
  ...[
    '\u202e',
    '\u2066',
    '\ud83d',
    '\ude00',
    '🎉',
    'é',
    'e\u0301',
    '日',
    '#',
    '##',
    '-',
    '*',
    '+',
    '>',
    '`',
    '```',
    '~~~',
  ],
  ...['[', ']', '(', ')', '<', '>', '<!--', '-->', '|', '\\', '/', '..', '../', ':', '"', "'", '{', '}', ',', '&amp;'],
  ...['0', '1', '9999999999999999999999', '-1', '1e999', '1.0.0', 'v2.0.0-rc.1', '2026-02-30', '2026-11-21', '0x1'],
  ...['__proto__', 'constructor', 'null', 'true', 'toString', 'https://example.org/', '{version}', '$(x)', '%s', '%00'],
];

type Mutation = (text: string, random: Random, target: FuzzTarget) => string;

const MUTATIONS: readonly Mutation[] = [
  // What is written somewhere.
  (text, random) => insert(text, random, random.pick(CHARACTERS)),
  (text, random, { words }) => insert(text, random, random.pick(words)),
  (text, random) => insert(text, random, String.fromCharCode(random.below(0x10000))),
  (text, random) => insert(text, random, random.pick(CHARACTERS).repeat(1 + random.below(60))),
  // What is lost.
  (text, random) => replace(text, random, 1 + random.below(8), ''),
  (text, random) => replace(text, random, 1 + random.below(200), ''),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  // What is something else.
  (text, random) => replace(text, random, 1, random.pick(CHARACTERS)),
  (text, random, { words }) => replace(text, random, 1 + random.below(12), random.pick(words)),
  (text, random) => (random.below(2) === 0 ? text.replaceAll('\n', '\r\n') : text.replaceAll('\n', '\r')),
  // What stands elsewhere, or twice.
  (text, random) => insert(text, random, slice(text, random)),
  (text, random, { seeds }) => insert(text, random, slice(random.pick(seeds), random)),
  (text, random, { seeds }) => text.slice(0, random.below(text.length + 1)) + slice(random.pick(seeds), random),
  (text, random) => shuffleLines(text, random),
];

/** The input of a run that these random numbers stand for. */
export function toInput(target: FuzzTarget, random: Random): string {
  let text = random.pick(target.seeds);
  if (target.json && random.below(2) === 0) text = mutateValues(text, random, target.words);
  else for (let i = 1 + random.below(6); i > 0; i--) text = random.pick(MUTATIONS)(text, random, target);
  return text.slice(0, LENGTH_LIMIT);
}

function insert(text: string, random: Random, what: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}

function replace(text: string, random: Random, length: number, what: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at + length);
}

function slice(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(at, at + 1 + random.below(300));
}

function shuffleLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const moved = lines.splice(random.below(lines.length), 1 + random.below(4));
  lines.splice(random.below(lines.length + 1), 0, ...moved);
  return lines.join('\n');
}

/** Changes values of a JSON text and keeps it JSON; a text that is none stays. */
function mutateValues(text: string, random: Random, words: readonly string[]): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  for (let i = 1 + random.below(3); i > 0; i--) value = mutateValue(value, random, words);
  return JSON.stringify(value, null, random.below(3));
}

function mutateValue(value: unknown, random: Random, words: readonly string[]): unknown {
  if (Array.isArray(value) && value.length > 0 && random.below(4) > 0) {
    const at = random.below(value.length);
    if (random.below(5) === 0) return random.below(2) === 0 ? value.toSpliced(at, 1) : [...value, value[at]];
    return value.with(at, mutateValue(value[at], random, words));
  }
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  if (keys.length > 0 && random.below(6) > 0) {
    const object = { ...(value as Record<string, unknown>) };
    const key = random.pick(keys);
    const deed = random.below(10);
    if (deed === 0) delete object[key];
    else if (deed === 1) object[random.pick(words)] = object[key];
    else object[key] = mutateValue(object[key], random, words);
    return object;
  }
  return otherValue(value, random, words);
}

function otherValue(value: unknown, random: Random, words: readonly string[]): unknown {
  const strings = [random.pick(CHARACTERS), random.pick(words), `${String(value)}${random.pick(CHARACTERS)}`, ''];
  return random.pick([
    ...strings,
    ...strings,
    null,
    true,
    0,
    -1,
    1e21,
    [],
    {},
    [value],
    { [random.pick(words)]: value },
  ]);
}
