import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES, documentRules } from '../../src/core/index.ts';
import { runCli } from '../support/cli.ts';

const COMMANDS = [
  'check',
  'explain',
  'parse',
  'add',
  'draft',
  'next',
  'status',
  'history',
  'deps',
  'manifest',
  'checksums',
  'bundle',
  'sbom',
  'artifacts',
  'notes',
  'announce',
  'checklist',
  'approve',
  'docs',
  'gate',
  'metrics',
  'audit',
  'support',
  'hook',
  'mcp',
  'init',
  'lsp',
];
/** What changes refs and files together, and what is done with that; they stand before the last command. */
const OPERATIONS = [
  'plan',
  'bump',
  'cut',
  'tag',
  'push',
  'branch',
  'hotfix',
  'promote',
  'yank',
  'rollback',
  'undo',
  'publish',
  'apply',
  'recover',
  'log',
];
/** Commands of commands. */
const NESTED = [
  ...['branch start', 'branch finish', 'hotfix start', 'hotfix finish', 'manifest create', 'manifest verify'],
  ...['audit record', 'audit pack', 'hook install', 'plan bump', 'plan cut', 'plan hotfix start', 'plan publish'],
];
const RULES = documentRules();
const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n';

describe('usage', () => {
  it.each<[string[], number]>([
    [['--help'], 0],
    [['-h'], 0],
    [['--version'], 0],
    [['-V'], 0],
    [[], 2],
    [['nonsense'], 2],
    [['--nonsense'], 2],
    [['check', '--policy'], 2],
    [['add', 'fixed'], 2],
    [['add', 'fixed', 'one', 'two'], 2],
    [['explain', 'one', 'two'], 2],
    [['tag'], 2],
    [['bump', 'minor', 'major'], 2],
    [['help'], 2],
  ])('%j ends with %i', async (argv, expected) => {
    const { code, stdout, stderr, changed } = await runCli(argv);
    expect(code).toBe(expected);
    expect(expected === 0 ? stderr : stdout).toBe('');
    expect(expected === 0 ? stdout : stderr).not.toBe('');
    expect(changed).toEqual({});
  });

  it.each<[string, string[], number | undefined, string | undefined, number]>([
    ['as wide as it is written for', ['--help'], undefined, undefined, 100],
    ['as wide as COLUMNS says', ['--help'], undefined, '60', 60],
    ['as wide as the terminal, whatever COLUMNS says', ['status', '--help'], 70, '90', 70],
    ['no narrower than can be read', ['status', '--help'], undefined, '5', 40],
    ['as ever where COLUMNS says nothing', ['--help'], undefined, 'wide', 100],
  ])('prints help %s', async (_what, argv, columns, said, width) => {
    const env: Record<string, string> = said === undefined ? {} : { COLUMNS: said };
    const { stdout } = await runCli(argv, { env, ...(columns !== undefined && { columns }) });
    const lines = stdout.split('\n');
    const prose = lines.filter((line) => !/^ {2}(?:release-ledger|\d) |\S{20}/.test(line));
    expect(Math.max(...prose.map(({ length }) => length))).toBeLessThanOrEqual(width);
    if (width >= 60) expect(Math.max(...prose.map(({ length }) => length))).toBeGreaterThan(width - 12);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('Examples: release-ledger');
  });

  it('prints a version and nothing else', async () => {
    expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('guesses a mistyped command', async () => {
    expect((await runCli(['chekc'])).stderr).toBe("error: unknown command 'chekc'\n(Did you mean check?)\n");
  });

  it.each([...COMMANDS, ...OPERATIONS, ...NESTED])(
    '%s --help says in a sentence what it does, and shows an example',
    async (command) => {
      const { code, stdout, stderr } = await runCli([...command.split(' '), '--help'], {
        files: { 'CHANGELOG.md': CHANGELOG },
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: release-ledger /);
      expect(stdout).toMatch(/\n\n[A-Z][^\n]*(?:\n[^\n]+)*\.\n/);
      expect(stdout).toMatch(new RegExp(`\nExamples?.*:\n  .*release-ledger ${command}`, 's'));
      expect(stdout).toMatch(/--format <format>/);
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    },
  );

  it('says what has to be given, which profiles there are, and that a plan comes first', async () => {
    const help = async (...command: readonly string[]): Promise<string> =>
      (await runCli([...command, '--help'])).stdout;
    expect(await help('yank')).toContain('--reason <text>     why it was pulled (required)\n');
    expect(await help('cut')).toContain('“release-ledger plan cut” shows it and changes nothing.');
    const profiles = /Profiles: ([^.]*)\./.exec(await help('init'))?.[1] ?? '';
    expect(profiles.replace(' (where none is named)', '').split(/,\s+/)).toEqual([...BUILT_IN_PROFILES.keys()]);
    expect(await help('branch')).toContain('print the help of a command');
  });

  it('has its commands in its help, and no others', async () => {
    const { stdout } = await runCli(['--help']);
    const listed = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)(?: |$)/gm)].map(
      (each) => each[1],
    );
    const expected = [...COMMANDS.slice(0, -1), ...OPERATIONS, ...COMMANDS.slice(-1)];
    expect(listed.slice(0, expected.length)).toEqual(expected);
    expect(stdout.match(/Commands:\n(?: {2}.*\n)+/)?.[0].match(/^ {2}[a-z]/gm)).toHaveLength(expected.length);
  });

  it('finds global options behind the command, and its own format wherever it stands', async () => {
    const world = { files: { 'sub/CHANGELOG.md': CHANGELOG } };
    const one = await runCli(['--cwd', 'sub', '--format', 'json', 'check'], world);
    const other = await runCli(['check', '--cwd', 'sub', '--format', 'json'], world);
    expect(one.stdout).toBe(other.stdout);
    expect(JSON.parse(one.stdout)).toHaveProperty('problems');
  });

  it('tells of a defect of its own instead of ending in silence', async () => {
    const { code, stderr } = await runCli(['check', '--fix'], {
      files: { 'CHANGELOG.md': '## [1.0.0] – 2026-01-01\n\n### Added\n\n- One.\n' },
      meanwhile: () => {
        throw new TypeError('the disk is made of cheese');
      },
    });
    expect(code).toBe(3);
    expect(stderr).toContain('error: this is a defect of release-ledger: TypeError: the disk is made of cheese');
  });
});

describe('explain', () => {
  it('lists every rule once', async () => {
    const { code, stdout } = await runCli(['explain']);
    expect(code).toBe(0);
    for (const { id } of RULES) {
      expect(stdout.split('\n').filter((line) => line.startsWith(`${id} `))).toHaveLength(1);
    }
    const json = JSON.parse((await runCli(['explain', '--format', 'json'])).stdout);
    expect(json.rules).toHaveLength(RULES.length);
  });

  it.each(RULES.map(({ id, summary }) => [id, summary]))('%s', async (id, summary) => {
    const { code, stdout, stderr } = await runCli(['explain', id]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.startsWith(`${id}\n${summary}\n\nSeverity: `)).toBe(true);
    expect(stdout).toContain(`release-ledger: allow ${id}`);
  });

  it('accepts an id without its area', async () => {
    expect((await runCli(['explain', 'conflict-marker'])).stdout).toMatch(/^changelog\/conflict-marker\n/);
  });

  it.each([
    ['changelog/conflict-markers', 'Did you mean changelog/conflict-marker?'],
    ['conflict-makrer', 'Did you mean changelog/conflict-marker?'],
    ['what', 'Run “release-ledger explain” for a list of the rules'],
    ['markdownlint/MD013', 'https://github.com/DavidAnson/markdownlint/blob/main/doc/md013.md'],
    ['md013', 'https://github.com/DavidAnson/markdownlint/blob/main/doc/md013.md'],
  ])('knows what to say to %s', async (name, hint) => {
    const { code, stdout, stderr } = await runCli(['explain', name]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(hint);
  });
});

describe('parse', () => {
  it('prints the shape of the public interface', async () => {
    const text = `# Changelog

Preamble.

## [Unreleased]

- Loose.

## [1.1.0] - 2026-02-01 [YANKED]

### The title

A summary,
of two lines.

#### Security

- CVE-2024-12345: One
  and more (GHSA-2345-cfgh-jmpq).
  - Nested CVE-2024-12345.
- **Breaking:** Two.

#### Whatever

* Three.

## 1.0.0 (soon)

[1.1.0]: https://example.com/1.1.0
`;
    const { code, stdout, stderr } = await runCli(['parse'], {
      files: { 'CHANGELOG.md': text.replaceAll('\n', '\r\n') },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const entry = (text: string, line: number) => ({ text, line, breaking: false, identifiers: [] });
    const release = { version: null, date: null, yanked: false, title: null, summary: null, link: null };
    expect(JSON.parse(stdout)).toEqual({
      title: 'Changelog',
      releases: [
        {
          ...release,
          label: 'Unreleased',
          unreleased: true,
          line: 5,
          endLine: 7,
          sections: [{ heading: '', category: null, kind: 'change', line: 7, entries: [entry('Loose.', 7)] }],
        },
        {
          label: '1.1.0',
          version: '1.1.0',
          unreleased: false,
          date: '2026-02-01',
          yanked: true,
          title: 'The title',
          summary: 'A summary,\nof two lines.',
          link: 'https://example.com/1.1.0',
          line: 9,
          endLine: 25,
          sections: [
            {
              heading: 'Security',
              category: 'Security',
              kind: 'change',
              line: 16,
              entries: [
                {
                  text: 'CVE-2024-12345: One\nand more (GHSA-2345-cfgh-jmpq).\n- Nested CVE-2024-12345.',
                  line: 18,
                  breaking: false,
                  identifiers: ['CVE-2024-12345', 'GHSA-2345-cfgh-jmpq'],
                },
                { text: '**Breaking:** Two.', line: 21, breaking: true, identifiers: [] },
              ],
            },
            { heading: 'Whatever', category: null, kind: 'change', line: 23, entries: [entry('Three.', 25)] },
          ],
        },
        { ...release, label: '1.0.0', version: '1.0.0', unreleased: false, line: 27, endLine: 27, sections: [] },
      ],
      links: [{ label: '1.1.0', url: 'https://example.com/1.1.0', line: 29 }],
    });
  });

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ['nothing', {}, [], /there is no changelog in \/project\n {2}hint: Make one/],
    ['what is not there', {}, ['x.md'], /x\.md does not exist/],
    ['another format', { 'CHANGELOG.md': CHANGELOG }, ['--format', 'text'], /Formats of this command: json/],
    [
      'one of several',
      { 'release-ledger.jsonc': '{ "changelog": { "files": ["*.md"] } }', 'a.md': '', 'b.md': '' },
      [],
      /there are several changelogs: a\.md, b\.md\n {2}hint: Name the one that is meant: --changelog a\.md/,
    ],
  ])('refuses %s', async (_what, files, args, message) => {
    const { code, stdout, stderr } = await runCli(['parse', ...args], { files });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('add', () => {
  it('writes the entry and says where', async () => {
    const { code, stdout, stderr, changed } = await runCli(['add', 'added', 'Two.', '--breaking'], {
      files: { 'CHANGELOG.md': CHANGELOG },
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(changed).toEqual({ 'CHANGELOG.md': `${CHANGELOG}- **Breaking:** Two.\n` });
    expect(stderr).toBe('✔ Added to CHANGELOG.md:8, under Unreleased, Added\n');
  });

  it('adds a text that looks like an option', async () => {
    const { changed } = await runCli(['add', 'added', '--', '--verbose is new'], {
      files: { 'CHANGELOG.md': CHANGELOG },
    });
    expect(changed).toEqual({ 'CHANGELOG.md': `${CHANGELOG}- --verbose is new\n` });
  });

  it.each<[string, string[], number, RegExp]>([
    [
      'a category that is none',
      ['fxed', 'x'],
      2,
      /^error: “fxed” is no category of this changelog\n {2}hint: Did you mean Fixed\?/,
    ],
    ['an empty text', ['fixed', ' '], 2, /^error: the entry has no text\n/],
    [
      'a control character',
      ['fixed', 'a\x1b[31mb'],
      2,
      /^error: the entry holds U\+001B, a character that cannot be seen\n/,
    ],
  ])('refuses %s', async (_what, args, expected, message) => {
    const { code, stdout, stderr, changed } = await runCli(['add', ...args], { files: { 'CHANGELOG.md': CHANGELOG } });
    expect({ code, stdout, changed }).toEqual({ code: expected, stdout: '', changed: {} });
    expect(stderr).toMatch(message);
  });

  it('says that a changelog of plain lists has no categories', async () => {
    const { code, stderr, changed } = await runCli(['add', 'fixed', 'A crash'], {
      files: { 'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n## 1.0.0 - 2026-01-01\n\n- One\n' },
    });
    expect([code, stderr]).toEqual([
      0,
      '✔ Added to CHANGELOG.md:5, under Unreleased\nnote: the releases of CHANGELOG.md are plain lists, so that it stands in no category “fixed”\n',
    ]);
    expect(changed['CHANGELOG.md']).toBe(
      '# Changelog\n\n## Unreleased\n\n- A crash\n\n## 1.0.0 - 2026-01-01\n\n- One\n',
    );
  });

  it('refuses where there is no changelog, and where it changed meanwhile', async () => {
    expect(await runCli(['add', 'fixed', 'x'])).toMatchObject({ code: 2, changed: {} });
    const { code, stderr, changed } = await runCli(['add', 'fixed', 'x'], {
      files: { 'CHANGELOG.md': CHANGELOG },
      meanwhile: (disk) => disk.entries.set('/project/CHANGELOG.md', 'theirs'),
    });
    expect({ code, changed }).toEqual({ code: 1, changed: { 'CHANGELOG.md': 'theirs' } });
    expect(stderr).toMatch(/was changed by somebody else/);
  });
});

describe('next', () => {
  const HISTORY = `${CHANGELOG}- Two.\n\n### Fixed\n\n- Three.\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- Zero.\n`;
  const files = { 'CHANGELOG.md': HISTORY };

  it('prints the version alone, and why beside it', async () => {
    const { code, stdout, stderr } = await runCli(['next'], { files });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '1.1.0\n' });
    expect(stderr).toBe(
      'minor, after 1.0.0, because of:\n  CHANGELOG.md:7  Added: One.\n  CHANGELOG.md:8  Added: Two.\n',
    );
  });

  it('says what is breaking, whatever it stands under', async () => {
    const text = HISTORY.replace('- Three.', '- **Breaking:** Three.');
    const { stdout, stderr } = await runCli(['next'], { files: { 'CHANGELOG.md': text } });
    expect({ stdout, stderr }).toEqual({
      stdout: '2.0.0\n',
      stderr: 'major, after 1.0.0, because of:\n  CHANGELOG.md:12  Fixed, breaking: Three.\n',
    });
  });

  it('prints the shape of the public interface', async () => {
    const { stdout, stderr } = await runCli(['next', '--format', 'json'], { files });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      current: '1.0.0',
      next: '1.1.0',
      level: 'minor',
      reasons: [
        { category: 'Added', text: 'One.', line: 7, level: 'minor' },
        { category: 'Added', text: 'Two.', line: 8, level: 'minor' },
      ],
    });
  });

  it.each<[string[], string]>([
    [['--level', 'major'], '2.0.0\n'],
    [['--pre', 'rc'], '1.1.0-rc.1\n'],
    [['--level', 'patch', '--pre', 'beta'], '1.0.1-beta.1\n'],
  ])('%j', async (args, expected) => {
    expect(await runCli(['next', ...args], { files })).toMatchObject({ code: 0, stdout: expected });
  });

  it.each<[string, Record<string, string>, string[], number, RegExp]>([
    [
      'nothing under Unreleased',
      { 'CHANGELOG.md': '## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n' },
      [],
      1,
      /^error: The Unreleased section has no entries\n {2}hint: /,
    ],
    ['no changelog', {}, [], 2, /there is no changelog in \/project/],
    ['an unknown level', files, ['--level', 'huge'], 2, /Allowed choices are major, minor, patch/],
    ['an identifier that is none', files, ['--pre', 'a b'], 1, /no pre-release identifier/],
    ['another format', files, ['--format', 'sarif'], 2, /Formats of this command: text, json/],
  ])('refuses %s', async (_what, world, args, expected, message) => {
    const { code, stdout, stderr } = await runCli(['next', ...args], { files: world });
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('init', () => {
  it('makes both files, which then have no problems', async () => {
    const { code, stdout, stderr, changed, disk } = await runCli(['init']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe('✔ Made CHANGELOG.md\n✔ Made release-ledger.jsonc\n');
    expect(Object.keys(changed)).toEqual(['CHANGELOG.md', 'release-ledger.jsonc']);
    expect(changed['CHANGELOG.md']).toMatch(/^# Changelog\n\nAll notable changes.*keepachangelog\.com\/en\/2\.0\.0\//s);
    const files = Object.fromEntries(disk.entries);
    expect((await runCli(['check'], { files })).stderr).toBe('✔ No problems in CHANGELOG.md\n');
    expect((await runCli(['add', 'added', 'First.'], { files })).code).toBe(0);
  });

  it.each<[string, Record<string, string>, string[], string]>([
    [
      'CHANGELOG.md',
      { 'CHANGELOG.md': 'mine' },
      ['release-ledger.jsonc'],
      'note: CHANGELOG.md is there already, and stays as it is\n✔ Made release-ledger.jsonc\n',
    ],
    [
      'another name of it',
      { 'HISTORY.md': 'mine' },
      ['release-ledger.jsonc'],
      'note: HISTORY.md is there already, and stays as it is\n✔ Made release-ledger.jsonc\n',
    ],
    [
      'the policy',
      { '.release-ledger.jsonc': '{}' },
      ['CHANGELOG.md'],
      '✔ Made CHANGELOG.md\nnote: .release-ledger.jsonc is there already, and stays as it is\n',
    ],
    [
      'both',
      { 'CHANGELOG.md': 'mine', 'release-ledger.jsonc': '{}' },
      [],
      'note: CHANGELOG.md is there already, and stays as it is\nnote: release-ledger.jsonc is there already, and stays as it is\n',
    ],
  ])('leaves %s alone and makes the rest', async (_what, files, made, message) => {
    const { code, stderr, changed } = await runCli(['init'], { files });
    expect(code).toBe(0);
    expect(Object.keys(changed)).toEqual(made);
    expect(stderr).toBe(message);
  });

  it('follows the policy that is there', async () => {
    const policy =
      '{ "changelog": { "files": ["docs/NEWS.md"], "titles": ["News"] }, "version": { "scheme": "calver" } }';
    const { changed } = await runCli(['init'], { files: { 'release-ledger.jsonc': policy } });
    expect(Object.keys(changed)).toEqual(['docs/NEWS.md']);
    expect(changed['docs/NEWS.md']).toMatch(/^# News\n.*calver\.org/s);
  });

  it('names the profile, and knows which there are', async () => {
    const { changed } = await runCli(['init', '--profile', 'keep-a-changelog-1']);
    expect(changed['release-ledger.jsonc']).toContain('"extends": "keep-a-changelog-1"');
    expect(changed['CHANGELOG.md']).toContain('keepachangelog.com/en/1.1.0/');
    const { code, stderr, changed: nothing } = await runCli(['init', '--profile', 'keep-a-changlog']);
    expect({ code, nothing }).toEqual({ code: 2, nothing: {} });
    expect(stderr).toMatch(/Did you mean keep-a-changelog\? Profiles: keep-a-changelog, /);
  });

  it('does not overwrite what appears meanwhile', async () => {
    const { code, stderr, changed } = await runCli(['init'], {
      meanwhile: (disk) => disk.entries.set('/project/CHANGELOG.md', 'theirs'),
    });
    expect(code).toBe(1);
    expect(changed['CHANGELOG.md']).toBe('theirs');
    expect(stderr).toContain('error: CHANGELOG.md is there already, and is left as it is\n');
    expect(stderr).toContain('✔ Made release-ledger.jsonc\n');
  });
});

describe('lsp', () => {
  it('runs the server, over standard input and output only', async () => {
    expect((await runCli(['lsp', '--stdio'])).code).toBe(0);
    const { code, stderr } = await runCli(['lsp']);
    expect(code).toBe(2);
    expect(stderr).toContain('Start it with: release-ledger lsp --stdio');
  });
});
