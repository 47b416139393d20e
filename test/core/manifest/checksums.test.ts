import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChecksums, toChecksumLine, writeChecksums } from '../../../src/core/manifest/checksums.ts';
import { collisionKey, whyUnsafePath } from '../../../src/core/manifest/safe-path.ts';
import { checkChecksums } from '../../../src/core/manifest/verify-checksums.ts';
import { toSource } from '../../../src/core/text/source.ts';
import { readMarked } from '../../support/examples.ts';

const A = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const B = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('parseChecksums', () => {
  it.each([
    ['text', `${A}  a.txt`, 'a.txt', false],
    ['binary', `${A} *a.txt`, 'a.txt', true],
    ['spaces', `${A}   a b `, ' a b ', false],
    ['a star in the name', `${A}  *a`, '*a', false],
    ['escapes', `\\${A}  a\\nb\\\\c\\rd`, 'a\nb\\c\rd', false],
    ['no escapes', String.raw`${A}  a\nb`, String.raw`a\nb`, false],
  ])('reads %s (000-34)', (_, text, path, binary) => {
    const { lines, bad } = parseChecksums(toSource(`${text}\n`));
    expect(bad).toEqual([]);
    expect(lines.map((each) => [each.digest, each.path, each.binary])).toEqual([[A, path, binary]]);
  });

  it.each([
    ['an empty line', `${A}  a\n⟦⟧\n${B}  b\n`],
    ['one space', `⟦${A} a⟧\n`],
    ['a tab', `⟦${A}\ta⟧\n`],
    ['no path', `⟦${A}  ⟧\n`],
    ['a comment', '⟦# made by hand⟧\n'],
    ['an escape that is none', `⟦\\${A}  a\\x⟧`],
    ['the form of BSD', `⟦SHA256 (a) = ${A}⟧\n`],
  ])('finds bad: %s (T096)', (_, marked) => {
    const { text, span } = readMarked(marked);
    expect(parseChecksums(toSource(text)).bad.map(({ start, end }) => ({ start, end }))).toEqual([span]);
  });

  it('reads what is written, whatever the path', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'binary' }).filter((each) => !each.includes('\0')),
        (path) => {
          const { lines, bad } = parseChecksums(toSource(`${toChecksumLine(A, path)}\n`));
          expect({ bad, paths: lines.map((each) => each.path) }).toEqual({ bad: [], paths: [path] });
        },
      ),
    );
  });

  it('writes what sha256sum accepts (000-59)', () => {
    const text = writeChecksums([
      ['b\\c', A],
      ['a\nb', A],
    ]);
    // Nothing of these names is there; that it says so, and no line is bad, shows that the lines are read.
    const run = () => execFileSync('sha256sum', ['--strict', '-c'], { input: text, stdio: 'pipe', encoding: 'utf8' });
    expect(run).toThrow(/2 listed files could not be read/);
    expect(run).not.toThrow(/improperly formatted/);
  });
});

describe('whyUnsafePath', () => {
  it.each([
    '../../etc/passwd',
    'a/../../b',
    '/etc/passwd',
    '/dev/stdin',
    '/proc/self/environ',
    'C:\\x',
    'C:rel',
    '\\\\server\\share',
    '~/x',
    '',
    'a//b',
    './a',
    'a/.',
    'a\0b',
    'a\nb',
    'a\u007fb',
  ])('refuses %j (T089, T090)', (path) => {
    expect(whyUnsafePath(path)).not.toBeNull();
  });

  it.each(['CON', 'nul.txt', 'a/COM1', 'lpt9.log', 'a.', 'a ', 'a:b', 'b/a. '])(
    'refuses what Windows reads otherwise: %j (T094)',
    (path) => {
      expect(whyUnsafePath(path)).not.toBeNull();
    },
  );

  it.each(['a', 'src/backend/main.py', 'a b/c', '..a', 'a..b', 'console', 'é/ß', '.gitignore', '-a'])(
    'accepts %j',
    (path) => {
      expect(whyUnsafePath(path)).toBeNull();
    },
  );
});

describe('checkChecksums', () => {
  const messages = (text: string) =>
    checkChecksums(toSource(text)).findings.map(({ line, message }) => `${line}: ${message}`);

  it.each([
    [
      'a path that leads out (T089)',
      `${A}  ../../etc/passwd\n`,
      '1: Unexpected path “../../etc/passwd”, which leads out',
    ],
    ['a file that stands twice (T095)', `${A}  a\n${A}  a\n`, '2: Unexpected second line for a'],
    ['a file with two digests (T095)', `${A}  a\n${B}  a\n`, '2: Unexpected second line for a'],
    ['names that differ in case (T093)', `${A}  a/A\n${A}  A/a\n`, '2: Unexpected second line for A/a'],
    ['names that differ in composition (T093)', `${A}  \u00e9\n${A}  e\u0301\n`, '2: Unexpected second line'],
    ['ß and ss (T093)', `${A}  stra\u00dfe\n${A}  strasse\n`, '2: Unexpected second line'],
    ['an empty list (T097)', '', 'null: Unexpected empty list'],
    ['upper case (T088)', `${A.toUpperCase()}  a\n`, '1: Unexpected digest of a'],
    ['another algorithm (T088)', 'd41d8cd98f00b204e9800998ecf8427e  a\n', '1: Unexpected digest of a'],
    ['a bad line (T096)', `${A}  a\nnonsense\n`, '2: Unexpected line'],
  ])('fails for %s', (_, text, expected) => {
    expect(messages(text).some((each) => each.startsWith(expected))).toBe(true);
  });

  it('compares both ways (T098)', () => {
    const list = checkChecksums(toSource(`${A}  a\n${A}  b\n${A}  c\n`));
    expect(list.findings).toEqual([]);
    const digests = new Map([
      ['a', { digest: A }],
      ['b', { digest: B }],
      ['c', { refusal: 'missing' }],
    ]);
    expect(list.compare(digests, ['a', 'd']).map(({ message }) => message)).toEqual([
      'Unexpected content of b, expected the one with the listed digest',
      'Expected the file c, which is not there',
      'Expected a line for d, which the policy lists',
    ]);
  });
});

it('takes for one file what some file system does', () => {
  expect(collisionKey('STRASSE')).toBe(collisionKey('straße'));
  expect(collisionKey('a')).not.toBe(collisionKey('b'));
});
