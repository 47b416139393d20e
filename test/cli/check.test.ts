import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

const GOOD = `# Changelog

All notable changes to this project will be documented in this file.

The format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/),
and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).

## [Unreleased]

## [1.0.0] - 2026-01-01

### Added

- First release.

[Unreleased]: https://github.com/o/p/compare/v1.0.0...HEAD
[1.0.0]: https://github.com/o/p/releases/tag/v1.0.0
`;
const DASHED = GOOD.replace('] - 2026', '] – 2026');
const UNDATED = GOOD.replace(' - 2026-01-01', '');
const CONFLICT = GOOD.replace('- First', '>>>>>>> topic\n- First');

describe('check', () => {
  it('says nothing but that all is well', async () => {
    const { code, stdout, stderr } = await runCli(['check'], { files: { 'CHANGELOG.md': GOOD } });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '✔ No problems in CHANGELOG.md\n' });
  });

  it('lists problems with their places and lines', async () => {
    const { code, stdout, stderr } = await runCli(['check'], { files: { 'CHANGELOG.md': CONFLICT } });
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toBe(`CHANGELOG.md
  14:1  error  Unexpected conflict marker “>>>>>>>”, expected none  changelog/conflict-marker
        │ >>>>>>> topic
        │ ^^^^^^^^^^^^^

✖ 1 problem (1 error)
`);
  });

  it('marks what can be fixed, counts by severity, and shows a place once', async () => {
    const head = GOOD.slice(0, GOOD.indexOf('## ['));
    const text = `${head}## [1.0.0] - 2026/01/05\n\n### Fixd\n\n- A\n\n### Added\n\n-\n`;
    const { stdout } = await runCli(['check'], { files: { 'CHANGELOG.md': text } });
    expect(stdout.replaceAll(/^ +/gm, '').split('\n')).toEqual([
      'CHANGELOG.md',
      '8:5  warning  Expected a link definition “[1.0.0]: …” at the end of the file  changelog/missing-link-definition',
      '8:5  info     Expected a section “Unreleased” above 1.0.0 for upcoming changes  changelog/missing-unreleased',
      '│ ## [1.0.0] - 2026/01/05',
      '│     ^^^^^',
      '8:14  warning  Unexpected form of the date “2026/01/05”, expected “2026-01-05”  changelog/wrong-date-form *',
      '│ ## [1.0.0] - 2026/01/05',
      '│              ^^^^^^^^^^',
      '10:5  warning  Unexpected category “Fixd”, expected “Fixed”  changelog/misspelt-category *',
      '│ ### Fixd',
      '│     ^^^^',
      '16:1  warning  Unexpected list item without text in 1.0.0, expected a change  changelog/empty-entry *',
      '│ -',
      '│ ^',
      '',
      '✖ 5 problems (4 warnings, 1 info)',
      '3 of them can be fixed with --fix (marked *)',
      '',
    ]);
  });

  it.each<[string, string, string[], number]>([
    ['a hint or an information', DASHED, [], 0],
    ['a warning', UNDATED, [], 0],
    ['a warning above the allowed number', UNDATED, ['--max-warnings', '0'], 1],
    ['as many warnings as are allowed', UNDATED, ['--max-warnings=1'], 0],
    ['an error', CONFLICT, [], 1],
    ['a warning that is made an error', UNDATED, ['--rule', 'changelog/release-without-date=error'], 1],
    ['an error that is turned off', CONFLICT, ['--rule', 'changelog/conflict-marker=off'], 0],
    [
      'several rules that are changed',
      CONFLICT.replace(' - 2026-01-01', ''),
      ['--rule', 'changelog/conflict-marker=hint', '--rule', 'changelog/release-without-date=off'],
      0,
    ],
  ])('%s ends with the right code', async (_what, text, args, expected) => {
    const { code, changed } = await runCli(['check', ...args], { files: { 'CHANGELOG.md': text } });
    expect(code).toBe(expected);
    expect(changed).toEqual({});
  });

  it('says why too many warnings fail', async () => {
    const { stderr } = await runCli(['check', '--max-warnings', '0'], { files: { 'CHANGELOG.md': UNDATED } });
    expect(stderr).toBe('error: 1 warning, more than the 0 that --max-warnings allows\n');
  });

  it('checks what the policy names, and says which of its patterns lead nowhere', async () => {
    const files = {
      'release-ledger.jsonc': '{ "changelog": { "files": ["packages/*/CHANGELOG.md", "docs/NEWS.md"] } }',
      'packages/a/CHANGELOG.md': GOOD,
      'packages/b/CHANGELOG.md': CONFLICT,
      'CHANGELOG.md': CONFLICT,
    };
    const { code, stdout, stderr } = await runCli(['check'], { files });
    expect(code).toBe(1);
    expect(stdout.split('\n')[0]).toBe('packages/b/CHANGELOG.md');
    expect(stdout).toContain('✖ 1 problem (1 error)');
    expect(stderr).toBe('note: not checked: changelog/* in docs/NEWS.md: no file matches it\n');
  });

  it('checks the files that are named, patterns among them, each once', async () => {
    const files = { 'a/CHANGELOG.md': GOOD, 'b/CHANGELOG.md': GOOD, 'CHANGELOG.md': CONFLICT };
    const { code, stderr } = await runCli(['check', '*/CHANGELOG.md', './a/CHANGELOG.md'], { files });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '✔ No problems in 2 files\n' });
  });

  it('works in the folder of --cwd, and takes --policy from there', async () => {
    const files = {
      'sub/CHANGELOG.md': UNDATED,
      'sub/strict.jsonc': '{ "rules": { "changelog/release-without-date": "error" } }',
    };
    const { code, stdout } = await runCli(['--cwd', 'sub', 'check', '--policy', 'strict.jsonc'], { files });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^CHANGELOG\.md\n/);
  });

  it('says once what is wrong with a policy file that is named and holds', async () => {
    const files = { 'release-ledger.jsonc': '{ "versionFiles": [{ "path": "gone.json" }] }' };
    for (const name of ['release-ledger.jsonc', './release-ledger.jsonc']) {
      const { stdout } = await runCli(['check', name, '--format', 'gcc'], { files });
      expect(stdout.split('\n').filter((line) => line.includes('missing-version-file'))).toHaveLength(1);
    }
  });

  it('accepts a policy file among the files', async () => {
    const files = { 'CHANGELOG.md': CONFLICT, 'release-ledger.jsonc': '{}' };
    const { code, stderr } = await runCli(['check', 'release-ledger.jsonc'], { files });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '✔ No problems in release-ledger.jsonc\n' });
    const nested = {
      'a/CHANGELOG.md': GOOD,
      'a/release-ledger.jsonc': '{ "extends": "./b.jsonc" }',
      'a/b.jsonc': '{ "x": 1 }',
    };
    const broken = await runCli(['check', 'a/release-ledger.jsonc', 'a/CHANGELOG.md'], { files: nested });
    expect(broken.code).toBe(2);
    expect(broken.stdout).toMatch(/^a\/b\.jsonc\n {2}1:3 {2}error {2}Unexpected key “x”/);
    expect((await runCli(['check', 'b/release-ledger.jsonc'], { files: nested })).stderr).toMatch(/does not exist/);
  });
});

describe('check --stdin', () => {
  it('checks the text under the name that it is given', async () => {
    const world = { stdin: CONFLICT };
    const { code, stdout } = await runCli(['check', '--stdin', '--stdin-filename', 'docs/CHANGELOG.md'], world);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^docs\/CHANGELOG\.md\n/);
    expect((await runCli(['check', '--stdin'], world)).stdout).toMatch(/^<stdin>\n/);
  });

  it('prints the fixed text, and everything else beside it', async () => {
    const { code, stdout, stderr, changed } = await runCli(['check', '--stdin', '--fix'], {
      stdin: `\ufeff${DASHED.replace('- First', '>>>>>>> topic\n- First').replaceAll('\n', '\r\n')}`,
      files: { 'CHANGELOG.md': DASHED },
    });
    expect(code).toBe(1);
    expect(stdout).toBe(`\ufeff${CONFLICT.replaceAll('\n', '\r\n')}`);
    expect(stderr).toContain('<stdin>: fixed 1 problem');
    expect(stderr).toContain('changelog/conflict-marker');
    expect(changed).toEqual({});
  });

  it('prints a text without problems as it is', async () => {
    expect((await runCli(['check', '--stdin', '--fix'], { stdin: GOOD })).stdout).toBe(GOOD);
  });
});

describe('check --fix', () => {
  it('writes the safe fixes, says which, and reports what is left', async () => {
    const files = { 'CHANGELOG.md': DASHED.replace('- First', '>>>>>>> topic\n- First'), 'other.md': DASHED };
    const { code, stdout, stderr, changed } = await runCli(['check', '--fix'], { files });
    expect(code).toBe(1);
    expect(changed).toEqual({ 'CHANGELOG.md': CONFLICT });
    expect(stderr).toBe('CHANGELOG.md: fixed 1 problem\n  1 × changelog/wrong-date-separator\n');
    expect(stdout).toContain('✖ 1 problem (1 error)');
  });

  it('does not write what it has nothing to fix in', async () => {
    const { code, changed, stderr } = await runCli(['check', '--fix'], {
      files: { 'CHANGELOG.md': GOOD },
      meanwhile: () => {
        throw new Error('nothing is to be written');
      },
    });
    expect({ code, changed, stderr }).toEqual({ code: 0, changed: {}, stderr: '✔ No problems in CHANGELOG.md\n' });
  });

  it('leaves a file alone that somebody else changed meanwhile', async () => {
    const { code, stderr, changed } = await runCli(['check', '--fix'], {
      files: { 'CHANGELOG.md': DASHED },
      meanwhile: (disk) => disk.entries.set('/project/CHANGELOG.md', 'theirs'),
    });
    expect(code).toBe(1);
    expect(changed).toEqual({ 'CHANGELOG.md': 'theirs' });
    expect(stderr).toBe(
      'error: CHANGELOG.md was changed by somebody else since it was read, and is left as it is now\n' +
        '  hint: Run the command again\n',
    );
  });

  it('says with its code that only some of the files were written', async () => {
    let writes = 0;
    const { code, changed } = await runCli(['check', '--fix', 'a.md', 'b.md'], {
      files: { 'a.md': DASHED, 'b.md': DASHED },
      meanwhile: (disk) => {
        if (++writes === 2) disk.entries.set('/project/b.md', 'theirs');
      },
    });
    expect(code).toBe(3);
    expect(changed).toEqual({ 'a.md': GOOD, 'b.md': 'theirs' });
  });

  it('makes the safe fixes of markdownlint, too', async () => {
    const lint = async ({ text }: { text: string }) => {
      const at = text.indexOf('\n## [Unreleased]\n\n## ');
      const edits = [{ start: at + 17, end: at + 17, text: '<!-- made -->\n' }];
      const fixes = [{ title: 'Fix', safety: 'safe' as const, edits }];
      const problem = {
        rule: 'markdownlint/MD022',
        severity: 'warning' as const,
        span: { start: at, end: at },
        message: 'M',
        fixes,
      };
      return { problems: at < 0 ? [] : [problem], notChecked: [] };
    };
    const { code, changed, stderr } = await runCli(['check', '--fix'], {
      files: { 'CHANGELOG.md': GOOD },
      linter: { lint, close: async () => undefined },
    });
    expect(code).toBe(0);
    expect(changed).toEqual({ 'CHANGELOG.md': GOOD.replace('## [Unreleased]\n', '## [Unreleased]\n<!-- made -->\n') });
    expect(stderr).toContain('1 × markdownlint/MD022');
  });
});

// 000-45, 000-46
describe('check --release', () => {
  it.each<[string, string, string, number, RegExp]>([
    ['the newest release', '1.0.0', GOOD, 0, /^✔ CHANGELOG\.md is ready for 1\.0\.0\n$/],
    ['its tag’s name', 'v1.0.0', GOOD, 0, /^✔ CHANGELOG\.md is ready for 1\.0\.0\n$/],
    [
      'a version without section',
      '1.1.0',
      GOOD,
      1,
      /CHANGELOG\.md has no section for 1\.1\.0, expected “## \[1\.1\.0\] - 2026-06-30”/,
    ],
    ['a section without date', '1.0.0', UNDATED, 1, /Expected a date after 1\.0\.0, which is about to ship/],
    ['no version at all', 'soon', GOOD, 2, /^error: --release soon is no version\n/],
  ])('%s', async (_what, version, text, expected, output) => {
    const { code, stdout, stderr } = await runCli(['check', '--release', version], { files: { 'CHANGELOG.md': text } });
    expect(code).toBe(expected);
    expect(stdout + stderr).toMatch(output);
  });

  it('says each thing once', async () => {
    const { stdout } = await runCli(['check', '--release', '1.0.0'], { files: { 'CHANGELOG.md': UNDATED } });
    expect(stdout).not.toContain('changelog/release-without-date');
    expect(stdout).toContain('✖ 1 problem (1 error)');
  });

  it('wants to know which of several changelogs', async () => {
    const files = { 'a/CHANGELOG.md': GOOD, 'b/CHANGELOG.md': GOOD };
    const { code, stderr } = await runCli(['check', '--release', '1.0.0', 'a/CHANGELOG.md', 'b/CHANGELOG.md'], {
      files,
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/there are several: a\/CHANGELOG\.md, b\/CHANGELOG\.md\n {2}hint: Name the one/);
  });
});

describe('wrong usage of check', () => {
  it.each<[string, string[], string]>([
    [
      'an unknown rule',
      ['--rule', 'changelog/release-without-dates=off'],
      'Did you mean changelog/release-without-date?',
    ],
    ['a rule that nothing is like', ['--rule', 'nonsense=off'], 'Run “release-ledger explain”'],
    ['an unknown severity', ['--rule', 'changelog/conflict-marker=eror'], 'Did you mean error?'],
    [
      'a rule without severity',
      ['--rule', 'changelog/conflict-marker'],
      'Write --rule changelog/conflict-marker=warning',
    ],
    ['a number of warnings that is none', ['--max-warnings', '-1'], 'Expected a number from 0.'],
    ['files beside standard input', ['--stdin', 'CHANGELOG.md'], '--stdin and FILES exclude each other'],
    ['a name without standard input', ['--stdin-filename', 'x.md'], '--stdin-filename needs --stdin'],
    ['an unknown format', ['--format', 'xml'], 'Formats of this command: text, json, sarif, github'],
    ['an unknown option', ['--fxi'], 'Did you mean --fix?'],
    ['a folder that is not there', ['--cwd', 'nowhere'], '--cwd nowhere is no folder'],
  ])('%s', async (_what, args, message) => {
    const { code, stdout, stderr, changed } = await runCli(['check', ...args], { files: { 'CHANGELOG.md': GOOD } });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(changed).toEqual({});
  });

  it.each([
    ['on', 1],
    ['off', 0],
  ])('asks markdownlint where the policy has it %s', async (enabled, times) => {
    let asked = 0;
    const linter = {
      lint: async () => {
        asked++;
        return { problems: [], notChecked: [] };
      },
      close: async () => undefined,
    };
    const policy = JSON.stringify({ markdownlint: { enabled } });
    const files = { 'CHANGELOG.md': GOOD, 'release-ledger.jsonc': policy };
    expect((await runCli(['check'], { files, linter })).code).toBe(0);
    expect(asked).toBe(times);
  });

  it('accepts the rules of markdownlint', async () => {
    const { code } = await runCli(['check', '--rule', 'markdownlint/MD013=off'], { files: { 'CHANGELOG.md': GOOD } });
    expect(code).toBe(0);
  });
});

describe('what cannot be checked', () => {
  const LATIN1 = Buffer.from([0x23, 0x20, 0xe9, 0x0a]);
  const UTF16 = Buffer.from('\ufeff# Changelog\n', 'utf16le');

  it.each<[string, Record<string, string | Uint8Array>, string[], RegExp]>([
    [
      'no changelog',
      { 'README.md': '' },
      [],
      /^error: there is no changelog in \/project: no CHANGELOG\.md\n {2}hint: Make one with “release-ledger init”/,
    ],
    [
      'no changelog in Markdown',
      { 'CHANGES.rst': 'Changes\n=======\n', NEWS: 'News for 1.0\n' },
      [],
      /^error: there is no changelog in \/project: no CHANGELOG\.md\n {2}hint: CHANGES\.rst is no Markdown, and is not read\. Make one with/,
    ],
    [
      'no changelog, but those of packages',
      Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}/CHANGELOG.md`, '# Changelog\n'])),
      [],
      /^error: there is no changelog in \/project: no CHANGELOG\.md\n {2}hint: Name one with --changelog \(there is a\/CHANGELOG\.md, b\/CHANGELOG\.md, c\/CHANGELOG\.md and 1 more\), or list them as “changelog\.files” in release-ledger\.jsonc/,
    ],
    ['a missing file', {}, ['nothing.md'], /error: nothing\.md does not exist\n {2}hint: /],
    [
      'a directory',
      { 'docs/x.md': '' },
      ['docs'],
      /error: docs is a directory, expected a file\n {2}hint: Name the file in it, such as docs\/CHANGELOG\.md/,
    ],
    [
      'a binary file',
      { 'CHANGELOG.md': Buffer.from('a\0b') },
      [],
      /error: CHANGELOG\.md is no text: it has a NUL byte in line 1\n {2}hint: /,
    ],
    [
      'Latin-1',
      { 'CHANGELOG.md': LATIN1 },
      [],
      /error: CHANGELOG\.md is not encoded in UTF-8: line 1.*\n {2}hint: .*iconv/,
    ],
    [
      'UTF-16',
      { 'CHANGELOG.md': UTF16 },
      [],
      /error: CHANGELOG\.md is encoded in UTF-16LE, expected UTF-8\n {2}hint: .*iconv/,
    ],
    [
      'a file that is too large',
      { 'CHANGELOG.md': new Uint8Array(33 * 1024 * 1024).fill(0x61) },
      [],
      /error: CHANGELOG\.md is larger than 32 MB \(33 MB\)\n {2}hint: /,
    ],
  ])('%s: a message that names it and what to do, code 2, nothing written', async (_what, files, args, message) => {
    for (const fix of [[], ['--fix']]) {
      const { code, stdout, stderr, changed } = await runCli(['check', ...args, ...fix], { files });
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(message);
      expect(changed).toEqual({});
    }
  });

  it('checks the other files nevertheless', async () => {
    const files = { 'a.md': CONFLICT, 'b.md': LATIN1 };
    const { code, stdout } = await runCli(['check', 'a.md', 'b.md', '--format', 'json'], { files });
    const report = JSON.parse(stdout);
    expect(code).toBe(2);
    expect(report.counts.error).toBe(1);
    expect(report.notChecked).toEqual([
      { rule: 'changelog/*', file: 'b.md', reason: expect.stringMatching(/^b\.md is not encoded in UTF-8/) },
    ]);
  });

  it('refuses the same on standard input', async () => {
    const { code, stdout, stderr } = await runCli(['check', '--stdin', '--fix'], { stdin: LATIN1 });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/<stdin> is not encoded in UTF-8/);
  });

  it('says what was not checked in every format', async () => {
    const linter = {
      lint: async () => ({
        problems: [],
        notChecked: [{ rule: 'markdownlint', reason: 'it took longer than 2 seconds' }],
      }),
      close: async () => undefined,
    };
    const world = { files: { 'CHANGELOG.md': GOOD }, linter };
    const text = await runCli(['check'], world);
    expect(text.stderr).toContain('note: not checked: markdownlint in CHANGELOG.md: it took longer than 2 seconds\n');
    const json = JSON.parse((await runCli(['check', '--format', 'json'], world)).stdout);
    expect(json.notChecked).toEqual([
      { rule: 'markdownlint', file: 'CHANGELOG.md', reason: 'it took longer than 2 seconds' },
    ]);
    const sarif = JSON.parse((await runCli(['check', '--format', 'sarif'], world)).stdout);
    expect(sarif.runs[0].invocations[0].toolExecutionNotifications[0].message.text).toMatch(/took longer/);
    const github = await runCli(['check', '--format', 'github'], world);
    expect(github.stdout).toBe(
      '::notice file=CHANGELOG.md,title=not checked%3A markdownlint::it took longer than 2 seconds\n',
    );
  });
});

describe('a policy with errors', () => {
  const files = {
    'CHANGELOG.md': CONFLICT,
    'release-ledger.jsonc':
      '{\n  "changelog": { "fils": [] },\n  "rules": { "changelog/conflict-marker": "off", }\n}\n',
  };

  it('is reported at its places, and nothing else is checked or written', async () => {
    const { code, stdout, stderr, changed } = await runCli(['check', '--fix'], { files });
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^release-ledger\.jsonc\n {2}2:18 {2}error {2}Unexpected key “fils” in changelog, expected “files”/,
    );
    expect(stdout).not.toContain('conflict');
    expect(stderr).toBe('note: not checked: changelog/*: the policy has errors\n');
    expect(changed).toEqual({});
  });

  it.each<[string[]]>([[['add', 'fixed', 'x']], [['parse']], [['init']]])('stops %j', async (argv) => {
    const { code, stdout, stderr, changed } = await runCli(argv, { files });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: the policy release-ledger\.jsonc has an error: Unexpected key “fils”/);
    expect(changed).toEqual({});
  });

  it.each<[string, Record<string, string | Uint8Array>, string[], RegExp]>([
    ['is missing', {}, ['--policy', 'strict.jsonc'], /error: strict\.jsonc does not exist/],
    ['is a directory', { 'strict.jsonc/x': '' }, ['--policy', 'strict.jsonc'], /error: strict\.jsonc is a directory/],
    ['is binary', { 'release-ledger.jsonc': Buffer.from('{\0}') }, [], /error: release-ledger\.jsonc is no text/],
    ['is empty', { 'release-ledger.jsonc': '' }, [], /policy\/invalid-json/],
    [
      'extends what is not there',
      { 'release-ledger.jsonc': '{ "extends": "./base.jsonc" }' },
      [],
      /“\.\/base\.jsonc”, which cannot be read/,
    ],
    [
      'extends what lies outside',
      { 'release-ledger.jsonc': '{ "extends": "../base.jsonc" }', '/base.jsonc': '{}' },
      [],
      /expected a file inside this folder/,
    ],
  ])('a policy that %s ends with 2', async (_what, policy, args, message) => {
    const { code, stdout, stderr } = await runCli(['check', ...args], { files: { 'CHANGELOG.md': GOOD, ...policy } });
    expect(code).toBe(2);
    expect(stdout + stderr).toMatch(message);
  });
});
