import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

const CHANGELOG =
  '# Changelog\n\nBy [Keep a Changelog](https://keepachangelog.com/en/2.0.0/).\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n';
const policy = (value: object) => ({ 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': JSON.stringify(value) });

describe('texts that a replacement would read as more than text (T122)', () => {
  it.each(["$& $1 $` $' $$", '$<name> \u0024{x}', '\\1 \\n \\', '%s %d %o', '{version} {{version}}'])(
    '%s is added as it is',
    async (text) => {
      const { code, changed } = await runCli(['add', 'added', text], { files: { 'CHANGELOG.md': CHANGELOG } });
      expect(code).toBe(0);
      expect(changed['CHANGELOG.md']).toBe(
        CHANGELOG.replace('[Unreleased]\n\n', () => `[Unreleased]\n\n### Added\n\n- ${text}\n\n`),
      );
    },
  );
});

describe('templates that want more than a placeholder (T121)', () => {
  it.each([
    'v{version}{constructor}',
    'v{version}{{constructor.constructor("return process")()}}',
    'v{version}{__proto__}',
    'v{version}\u0024{process.exit(7)}',
    'v{version}$(id)',
  ])('%s: refused, and nothing of it is evaluated', async (name) => {
    const { code, stdout } = await runCli(['check', '--format', 'json'], { files: policy({ tag: { name } }) });
    const rules = JSON.parse(stdout).problems.map(({ rule }: { rule: string }) => rule);
    expect(rules).toEqual(
      expect.arrayContaining([expect.stringMatching(/^policy\/(?:unknown-placeholder|unsafe-name)$/)]),
    );
    expect(code).toBe(2);
  });
});

describe('patterns that an engine would take for ever over (T123)', () => {
  it.each([
    '(a+)+$ {version}',
    '(a|a)*b{version}',
    '(?:.*)*x{version}',
    'a{1,99999}{version}',
    '[{version}',
    '({version}',
  ])('%s is text, in which the version alone is looked for', async (pattern) => {
    const line = pattern.replace('{version}', '1.0.0');
    const files = {
      ...policy({ versionFiles: [{ path: 'v.txt', pattern }] }),
      'v.txt': `${'a'.repeat(200_000)}\n${line}\n${'a'.repeat(200_000)}\n`,
    };
    const { stdout } = await runCli(['status', '--format', 'json'], { files });
    const found = pattern.includes('{1,') ? [] : [{ file: 'v.txt', line: 2, version: '1.0.0', agrees: true }];
    expect(JSON.parse(stdout || '{"versionFiles":[]}').versionFiles).toEqual(found);
  });
});
