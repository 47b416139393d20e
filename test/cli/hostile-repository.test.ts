import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { createNodeHost } from '../../src/cli/node-host.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { hostileRepository } from '../support/hostile-repository.ts';
import { DANGEROUS } from '../support/nasty.ts';
import { TestRepository } from '../support/repository.ts';

const NODE = createNodeHost(new URL('file:///nowhere.mjs'));

let repo: TestRepository;
beforeAll(() => {
  repo = hostileRepository();
});
afterAll(() => repo.remove());

async function cli(argv: readonly string[], env: Readonly<Record<string, string>> = {}, { folder } = repo) {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    columns: 100,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const code = await run(argv, {
    ...NODE,
    cwd: folder,
    env,
    stdout: output('stdout'),
    stderr: output('stderr'),
    clock: { today: () => '2026-06-30' },
    openRepository: (each) => openRepository(each, { ...process.env, HOME: folder }),
  });
  return { code, ...written };
}

const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--format', 'json'],
  ['check', '--format', 'sarif'],
  ['check', '--format', 'github'],
  ['check', '--release', '1.1.0'],
  ['status'],
  ['status', '--format', 'json'],
  ['history'],
  ['history', '--format', 'json'],
  ['history', '--format', 'md'],
  ['history', '1.0.0'],
  ['history', '1.1.0', '--format', 'json'],
  ['history', '--', '--delete'],
  ['next'],
  ['next', '--format', 'json'],
  ['parse'],
];

describe('a repository whose names and texts are hostile', () => {
  it.each(COMMANDS.map((argv) => [argv.join(' '), argv] as const))(
    '%s: shows what is hidden, and lets nothing act (T036, T047, T062, T112, T120)',
    async (_, argv) => {
      for (const env of [{}, { FORCE_COLOR: '1' }, { GITHUB_ACTIONS: 'true' }]) {
        const { stdout, stderr } = await cli(argv, env);
        const printed = (stdout + stderr).replace(/\x1b\[\d{1,2}m/g, '');
        expect(printed.length).toBeGreaterThan(10);
        expect(printed).not.toMatch(DANGEROUS);
        expect(printed).not.toContain('canary');
      }
    },
  );

  it('has its tags named in what is printed, as anybody can read them (T036)', async () => {
    expect((await cli(['status'])).stdout).toContain('\\u{202E}\\u{9B}2J\\u{200B}@1.1.0');
    expect((await cli(['check'])).stdout).toContain('the tag \\u{202E}\\u{9B}2J\\u{200B}@1.2.0 has it without');
    expect((await cli(['check'])).stdout).toContain('\\u{202E}\\u{9B}2J\\u{200B}.txt');
    const { releases } = JSON.parse((await cli(['history', '--format', 'json'])).stdout);
    expect(releases[0].tag).toBe('\u202e\u009b2J\u200b@1.2.0');
  });

  it('starts no workflow command by its tags, files and texts (T113)', async () => {
    for (const argv of COMMANDS) {
      const { stdout, stderr } = await cli(argv, { GITHUB_ACTIONS: 'true' });
      const own = argv.includes('github') ? /^::(?:error|warning|notice) [^\r\n]*$/ : null;
      for (const line of (stdout + stderr).split('\n')) {
        if (!own?.test(line)) expect(line).not.toMatch(/^\s*::/);
        expect(line).not.toContain('##[');
      }
    }
  });

  it('is named in SARIF by relative addresses, in short messages (T086)', async () => {
    const { stdout } = await cli(['check', '--format', 'sarif']);
    const places: string[] = [];
    JSON.parse(stdout, (key, value) => {
      if (key === 'uri') places.push(value);
      if (key === 'text' && typeof value === 'string') expect(value.length).toBeLessThan(1_000);
      return value;
    });
    expect(new Set(places)).toEqual(new Set(['CHANGELOG.md', `${encodeURIComponent('\u202e\u009b2J\u200b')}.txt`]));
    expect(stdout).not.toContain(repo.folder);
  });

  it('has no tag taken for an option: everything is there afterwards (T033, T034, T035)', async () => {
    const before = repo.git('for-each-ref');
    const hostile = ['--delete', '-d', 'v1.0.0; touch owned', '$(touch owned)', '`touch owned`', '1.0.0\ndelete x'];
    for (const version of hostile) {
      expect((await cli(['check', '--release', version])).code).toBe(2);
      expect((await cli(['history', '--', version])).code).toBe(1);
    }
    expect(repo.git('for-each-ref')).toBe(before);
    expect(repo.git('status', '--porcelain', '--untracked-files=all')).not.toContain('owned');
  });
});

describe('tags that are one name on many disks', () => {
  it('are told, whichever of them is looked at (T040)', async () => {
    const other = new TestRepository();
    try {
      const first = other.commit('first', { 'CHANGELOG.md': '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n- A\n' });
      const second = other.commit('second');
      other.git('pack-refs', '--all');
      appendFileSync(join(other.folder, '.git/packed-refs'), `${second} refs/tags/V1.0.0\n${first} refs/tags/v1.0.0\n`);
      const { stdout } = await cli(['check', '--rule', 'ledger/several-tags-for-release=error'], {}, other);
      expect(stdout).toContain('Unexpected tags V1.0.0 and v1.0.0 for 1.0.0, which name different commits');
    } finally {
      other.remove();
    }
  });
});
