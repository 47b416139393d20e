import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPrinter, styled } from '../../src/cli/printer.ts';
import { widthOf } from '../../src/cli/report/width.ts';
import { wrap } from '../../src/cli/report/wrap.ts';
import { runCli } from '../support/cli.ts';
import { DANGEROUS, NASTY } from '../support/nasty.ts';

describe('a printer (T112, T113)', () => {
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
    ['a ##[group]x', 'a ##\\u{5B}group]x'],
    ['x\n::add-mask::y', 'x\\u{A}::add-mask::y'],
    ['x\r::add-mask::y', 'x\\u{D}::add-mask::y'],
  ])('starts no workflow command with %j', (text, expected) => {
    expect(print(true, false, ({ line }) => line(text))).toBe(`${expected}\n`);
    expect(print(true, false, ({ line }) => line(text.slice(0, 3), styled(text.slice(3), 'red')))).toBe(
      `${expected}\n`,
    );
  });

  it('gives a program every byte of a text, and moves no cursor of a terminal by one', () => {
    const printed: string[] = [];
    for (const columns of [null, 80]) {
      const { exact } = createPrinter(
        { columns, write: (text) => printed.push(text) },
        { colors: false, inWorkflow: false },
      );
      exact('a\x1b[2J\tb\n');
    }
    expect(printed).toEqual(['a\x1b[2J\tb\n', 'a\\u{1B}[2J\tb\n']);
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

describe('the command line (T112)', () => {
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

  it('starts no workflow command but its own annotations (T113)', async () => {
    const world = { files: { 'CHANGELOG.md': CHANGELOG }, env: { GITHUB_ACTIONS: 'true' } };
    const { stdout } = await runCli(['check'], world);
    expect(stdout).not.toMatch(/^\s*::/m);
    const github = await runCli(['check', '--format', 'github'], world);
    for (const line of github.stdout.trim().split('\n'))
      expect(line).toMatch(/^::(?:error|warning|notice) file=CHANGELOG\.md,/);
  });

  it('repeats nothing of its environment (T119)', async () => {
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
