import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPrinter, styled } from '../../src/cli/printer.ts';
import { widthOf } from '../../src/cli/report/width.ts';
import { wrap } from '../../src/cli/report/wrap.ts';
import { toVisible, toVisibleJson, toVisibleLine } from '../../src/cli/visible.ts';
import { runCli } from '../support/cli.ts';

/** Everything that may move a cursor, hide or rearrange text, or be taken for the start of something else. */
const DANGEROUS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;

const NASTY = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\x1b]0;title\x07',
    '\x1b[2J',
    '\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\',
    '\x1b]52;c;ZXZpbA==\x07',
    '\x9b31m',
    '\u202eabc\u202c',
    '\r',
    '\ud800',
    '\u2028',
    '\n::set-output name=x::y',
    '##[add-mask]x',
  ),
);

describe('toVisible', () => {
  it.each<[string, string]>([
    ['plain text, tabs\tand\nlines', 'plain text, tabs\tand\nlines'],
    ['\x1b[31mred\x1b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
    ['\0\x07\b\r\x7f', '\\u{0}\\u{7}\\u{8}\\u{d}\\u{7f}'],
    ['\x9b31m', '\\u{9b}31m'],
    ['\u202eabc\u2066', '\\u{202e}abc\\u{2066}'],
    ['a\u200bb\u00adc\ufeff', 'a\\u{200b}b\\u{ad}c\\u{feff}'],
    ['\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['\ud800x\udc00', '\\u{d800}x\\u{dc00}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['é 日本語 🎉 👨‍👩‍👧 عربى', 'é 日本語 🎉 👨‍👩‍👧 عربى'],
    ['क्‍ष', 'क्‍ष'],
    ['a\u200db', 'a\\u{200d}b'],
  ])('%j', (text, expected) => {
    expect(toVisible(text)).toBe(expected);
  });

  it('leaves nothing dangerous', () => {
    fc.assert(
      fc.property(fc.array(NASTY), (parts) => {
        expect(toVisible(parts.join(''))).not.toMatch(DANGEROUS);
        expect(toVisibleLine(parts.join(''))).not.toMatch(/[\n\t]/);
      }),
    );
  });
});

describe('toVisibleJson', () => {
  it('prints nothing dangerous, and a program reads back exactly what was meant', () => {
    fc.assert(
      fc.property(fc.array(NASTY), (parts) => {
        const value = { text: parts.join(''), parts };
        const json = toVisibleJson(value);
        expect(json).not.toMatch(DANGEROUS);
        expect(json).not.toContain('##[');
        expect(json).not.toMatch(/^\s*::/m);
        expect(JSON.parse(json)).toEqual(value);
      }),
    );
  });
});

// T112, T113
describe('a printer', () => {
  function print(
    inWorkflow: boolean,
    colors: boolean,
    act: (printer: ReturnType<typeof createPrinter>) => void,
  ): string {
    let printed = '';
    const write = (text: string): void => {
      printed += text;
    };
    act(createPrinter({ columns: null, write }, { colors, inWorkflow }));
    return printed;
  }

  it.each<[string, string]>([
    ['::set-output name=x::y', '\\::set-output name=x::y'],
    ['  ::add-mask::x', '\\  ::add-mask::x'],
    ['\t::add-mask::x', '\\ ::add-mask::x'],
    ['a ::add-mask::x', 'a ::add-mask::x'],
    ['a ##[group]x', 'a ##\\u{5b}group]x'],
    ['x\n::add-mask::y', 'x\\u{a}::add-mask::y'],
    ['x\r::add-mask::y', 'x\\u{d}::add-mask::y'],
  ])('starts no workflow command with %j', (text, expected) => {
    expect(print(true, false, ({ line }) => line(text))).toBe(`${expected}\n`);
    expect(print(true, false, ({ line }) => line(text.slice(0, 3), styled(text.slice(3), 'red')))).toBe(
      `${expected}\n`,
    );
  });

  it('leaves such texts alone where nobody takes them for commands', () => {
    expect(print(false, false, ({ line }) => line('::notice::x ##[y]'))).toBe('::notice::x ##[y]\n');
  });

  it('prints its own commands, and nothing else that is one', () => {
    fc.assert(
      fc.property(fc.array(NASTY), fc.boolean(), (parts, colors) => {
        const text = parts.join('');
        const printed = print(true, colors, (printer) => {
          printer.line(text, styled(text, 'bold', 'red'));
          printer.lines(text);
          printer.json(text);
        });
        const plain = printed.replace(/\x1b\[\d+m/g, '');
        expect(plain).not.toMatch(/^\s*::/m);
        expect(plain).not.toContain('##[');
        expect(plain).not.toMatch(DANGEROUS);
      }),
    );
    expect(print(true, false, ({ command }) => command('::error::x'))).toBe('::error::x\n');
  });
});

describe('the command line', () => {
  const ATTACK = '\x1b]0;owned\x07\x1b[2J\x9b31m\u202e';
  const CHANGELOG = `# Changelog ${ATTACK}\n\n## [1.0.0]${ATTACK}\n\n::set-output name=x::y\n\n### Added ${ATTACK}\n\n- ${ATTACK}\n>>>>>>> ${ATTACK}\n`;

  it.each<[string[]]>([
    [['check', `${ATTACK}.md`]],
    [['check', `${ATTACK}.md`, '--format', 'json']],
    [['check', `${ATTACK}.md`, '--format', 'sarif']],
    [['check', `${ATTACK}.md`, '--format', 'github']],
    [['check', '--release', '2.0.0', `${ATTACK}.md`]],
    [['parse', `${ATTACK}.md`]],
    [['check', `missing-${ATTACK}.md`]],
    [['check', '--policy', `${ATTACK}.jsonc`]],
    [['check', '--rule', `${ATTACK}=error`]],
    [['explain', ATTACK]],
    [['add', ATTACK, 'x']],
    [['init', '--profile', ATTACK]],
    [['--format', ATTACK, 'check']],
    [['--cwd', ATTACK, 'check']],
    [[ATTACK]],
    [[`--${ATTACK}`]],
  ])('prints no raw control character: %j', async (argv) => {
    const files = {
      'CHANGELOG.md': CHANGELOG,
      [`${ATTACK}.md`]: CHANGELOG,
      [`${ATTACK}.jsonc`]: `{ "${ATTACK.replace(/[\x07\x1b]/g, '')}": 1 }`,
    };
    for (const env of [{}, { GITHUB_ACTIONS: 'true' }, { FORCE_COLOR: '1' }]) {
      const { stdout, stderr } = await runCli(argv, { files, env });
      const printed = (stdout + stderr).replace(/\x1b\[\d{1,2}m/g, '');
      expect(printed).not.toBe('');
      expect(printed).not.toMatch(DANGEROUS);
    }
  });

  it('shows the text of a changelog to a terminal only in a form that cannot act', async () => {
    const { stdout } = await runCli(['check', '--stdin', '--fix'], { stdin: CHANGELOG, columns: 80 });
    expect(stdout).not.toMatch(DANGEROUS);
    expect((await runCli(['check', '--stdin', '--fix'], { stdin: CHANGELOG })).stdout).toContain('\x1b[2J');
  });

  it('starts no workflow command but its own annotations', async () => {
    const world = { files: { 'CHANGELOG.md': CHANGELOG }, env: { GITHUB_ACTIONS: 'true' } };
    const { stdout } = await runCli(['check'], world);
    expect(stdout).not.toMatch(/^\s*::/m);
    const github = await runCli(['check', '--format', 'github'], world);
    for (const line of github.stdout.trim().split('\n'))
      expect(line).toMatch(/^::(?:error|warning|notice) file=CHANGELOG\.md,/);
  });

  // T119
  it('repeats nothing of its environment', async () => {
    const env = {
      NPM_TOKEN: 'canary-npm-1f3a',
      GITHUB_TOKEN: 'canary-github-77b2',
      AWS_SECRET_ACCESS_KEY: 'canary-aws-90cd',
    };
    for (const argv of [
      ['check'],
      ['check', '--format', 'sarif'],
      ['parse'],
      ['--help'],
      ['explain'],
      ['nonsense'],
      ['init'],
    ]) {
      const { stdout, stderr, changed } = await runCli(argv, { files: { 'CHANGELOG.md': CHANGELOG }, env });
      expect(stdout + stderr + JSON.stringify(changed)).not.toContain('canary');
    }
  });
});

describe('wrap', () => {
  it('fills paragraphs and keeps lists apart', () => {
    expect(wrap('one two\nthree four\n\n- five six seven\n- eight', 10)).toEqual([
      'one two',
      'three four',
      '',
      '- five six',
      'seven',
      '- eight',
    ]);
  });
});

describe('widthOf', () => {
  it.each<[string, number]>([
    ['abc', 3],
    ['日本', 4],
    ['e\u0301', 1],
    ['🎉', 2],
    ['', 0],
  ])('%j', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});
