import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import {
  LINKS,
  MANIFEST,
  manifestRepository,
  MANIFEST_PATH as PATH,
  SECTIONS,
} from '../support/manifest-repository.ts';
import type { TestRepository } from '../support/repository.ts';

const CHANGELOG = `# Changelog

All notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).

## [Unreleased]

${SECTIONS}
[Unreleased]: https://example.com/o/r/compare/v1.1.0...HEAD${LINKS}`;
const POLICY = JSON.stringify({ checksums: { include: ['src/**'] } });

let repo: TestRepository;

beforeEach(() => {
  repo = manifestRepository({ 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': POLICY }, { [PATH]: MANIFEST });
});
afterEach(() => repo.remove());

const cli = (...argv: readonly string[]) => cliIn(repo, argv);

async function rulesOf(...argv: readonly string[]) {
  const { stdout, code } = await cli(...argv, '--format', 'json');
  const { problems } = JSON.parse(stdout) as { problems: { rule: string; file: string; line: number }[] };
  return { code, rules: problems.map(({ rule, file, line }) => `${rule} ${file}:${line}`) };
}

const write = (name: string, text: string) => repo.write(name, text);

describe('status', () => {
  const states = async () => {
    const { releases } = JSON.parse((await cli('status', '--format', 'json')).stdout) as {
      releases: { version: string; manifest: unknown }[];
    };
    return releases.map(({ version, manifest }) => [version, manifest]);
  };

  it('says which releases have a manifest, and whether it has errors', async () => {
    expect(await states()).toEqual([
      ['1.1.0', { file: PATH, valid: true }],
      ['1.0.0', null],
    ]);
    expect((await cli('status')).stdout).toMatch(/^1\.1\.0 .* manifest$/m);
    write(PATH, MANIFEST.replace('1.0.0', '0.9.0'));
    expect(await states()).toEqual([
      ['1.1.0', { file: PATH, valid: false }],
      ['1.0.0', null],
    ]);
    expect((await cli('status')).stdout).toMatch(/^1\.1\.0 .* manifest with errors$/m);
  });
});

describe('manifest verify', () => {
  it('accepts a manifest that agrees with changelog, tag and git', async () => {
    const { code, stdout, stderr } = await cli('manifest', 'verify');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('No problems in 1 manifest');
  });

  it.each([
    ['a version that the changelog does not have', 'v1.1.0', 'v1.1.1', 'manifest/version-without-section', 2],
    ['another date', '2026-01-01', '2026-01-02', 'manifest/date-differs-from-changelog', 4],
    ['another previous version', '1.0.0', '0.9.0', 'manifest/wrong-previous-version', 5],
    ['another change', '- Search', '- Searching', 'manifest/changes-differ-from-changelog', 12],
    ['a file that is none', 'src/b.py', 'src/c.py', 'manifest/files-differ-from-git', 19],
    ['other counts', '+2/-0', '+3/-0', 'manifest/files-differ-from-git', 19],
  ])('finds %s (004-44)', async (_, from, to, rule, line) => {
    write(PATH, MANIFEST.replace(from, to));
    const { rules } = await rulesOf('manifest', 'verify', PATH);
    expect(rules).toContain(`${rule} ${PATH}:${line}`);
  });

  it('hashes what a manifest lists, from the policy’s folder or its own (004-46)', async () => {
    const digest = execFileSync('sha256sum', ['src/a.py'], { cwd: repo.folder, encoding: 'utf8' }).slice(0, 64);
    const manifest = (path: string, hex: string) =>
      JSON.stringify({ version: '1.1.0', release_date: '2026-01-01', checksums: { [path]: `sha256:${hex}` } });
    write('releases/v1.1.0/a.txt', 'a\n');
    const name = 'releases/v1.1.0/release_manifest.json';
    write('release-ledger.jsonc', '{}');
    write(name, manifest('src/a.py', digest));
    expect(await rulesOf('manifest', 'verify', name)).toEqual({ code: 0, rules: [] });
    write(name, manifest('a.txt', digest));
    expect(await rulesOf('manifest', 'verify', name)).toEqual({ code: 0, rules: [] });
    write('releases/v1.1.0/a.txt', 'b\n');
    expect(await rulesOf('manifest', 'verify', name)).toEqual({ code: 1, rules: [`manifest/wrong-digest ${name}:1`] });
    write(name, manifest('gone.txt', digest));
    expect(await rulesOf('manifest', 'verify', name)).toEqual({ code: 1, rules: [`manifest/missing-file ${name}:1`] });
  });

  it('holds a manifest that says its own digest against its text without that line (000-35)', async () => {
    const bare = `${MANIFEST}\n---\n\n## File Integrity (Optional)\n\n**Manifest Checksum:**\n\`\`\`\n\`\`\`\n`;
    const digest = createHash('sha256').update(bare).digest('hex');
    const signed = bare.replace('```\n```', `\`\`\`\n${digest}  RELEASE-MANIFEST-1.1.0.md\n\`\`\``);
    write('release-ledger.jsonc', '{}');
    write(PATH, signed);
    expect(await rulesOf('manifest', 'verify', PATH)).toEqual({ code: 0, rules: [] });
    write(PATH, signed.replace('Acme', 'Acne'));
    expect((await rulesOf('manifest', 'verify', PATH)).rules).toContain(`manifest/wrong-digest ${PATH}:27`);
  });

  it('says what it could not read, and ends with 2', async () => {
    const { code, stderr } = await cli('manifest', 'verify', 'nowhere.json');
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere.json');
  });

  it('finds a manifest that a tag has and the folder has no more (000-56)', async () => {
    fs.rmSync(path.join(repo.folder, PATH));
    const { code, rules } = await rulesOf('manifest', 'verify');
    expect(code).toBe(1);
    expect(rules).toEqual([`manifest/deleted ${PATH}:1`]);
  });
});

describe('check', () => {
  it('covers every manifest of the policy’s folder', async () => {
    write(PATH, MANIFEST.replace('**Release Date:** 2026-01-01', '**Release Date:** 2026-01-05'));
    const { rules } = await rulesOf('check');
    expect(rules).toContain(`manifest/date-differs-from-changelog ${PATH}:4`);
  });

  it('takes a manifest that is named for one', async () => {
    expect(await rulesOf('check', PATH)).toEqual({ code: 0, rules: [] });
  });
});

describe('checksums', () => {
  const LIST = 'releases/checksums-1.1.0.txt';

  it('makes a list that sha256sum accepts, and verifies it (000-34, 000-58, 000-59, 004-42)', async () => {
    const made = await cli('checksums', 'create', '1.1.0');
    expect({ code: made.code, stdout: made.stdout }).toEqual({ code: 0, stdout: '' });
    const text = fs.readFileSync(path.join(repo.folder, LIST), 'utf8');
    expect(text.split('\n').map((line) => line.slice(66))).toEqual([PATH, 'src/a.py', 'src/b.py', '']);
    const checked = execFileSync('sha256sum', ['--strict', '-c', LIST], { cwd: repo.folder, encoding: 'utf8' });
    expect(checked).toContain('src/a.py: OK');
    expect(await cli('checksums', 'verify', LIST)).toMatchObject({ code: 0, stdout: '' });
    // Two runs make the same bytes.
    expect((await cli('checksums', 'create', '1.1.0', '--stdout')).stdout).toBe(text);
  });

  it('overwrites nothing (T105)', async () => {
    write(LIST, 'mine\n');
    expect((await cli('checksums', 'create', '1.1.0')).code).toBe(1);
    expect(fs.readFileSync(path.join(repo.folder, LIST), 'utf8')).toBe('mine\n');
  });

  it('lists no link (T091)', async () => {
    fs.symlinkSync('/etc/hostname', path.join(repo.folder, 'src/link'));
    const { code, stderr } = await cli('checksums', 'create', '1.1.0', '--stdout');
    expect(code).toBe(1);
    expect(stderr).toContain('src/link was not hashed: it is a link');
  });

  it('fails for files that changed, are missing, or are not listed (T098)', async () => {
    await cli('checksums', 'create', '1.1.0');
    write('src/a.py', 'changed\n');
    fs.rmSync(path.join(repo.folder, 'src/b.py'));
    write('src/c.py', 'new\n');
    const { code, stdout } = await cli('checksums', 'verify', LIST, '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).problems.map(({ path: about }: { path: string }) => about)).toEqual([
      'src/a.py',
      'src/b.py',
      'src/c.py',
    ]);
  });

  it.each([
    ['a bad line', 'nonsense\n'],
    ['an empty list (T097)', ''],
    ['a path that leads out (T089)', `${'a'.repeat(64)}  ../../etc/passwd\n`],
    ['a path of the system (T090)', `${'a'.repeat(64)}  /proc/self/environ\n`],
  ])('fails for %s where sha256sum may not (T096)', async (_, text) => {
    write('list.txt', text);
    expect((await cli('checksums', 'verify', 'list.txt')).code).toBe(1);
  });

  it('says what is missing in the policy, and what is no version', async () => {
    write('release-ledger.jsonc', '{}');
    expect((await cli('checksums', 'create', '1.1.0')).code).toBe(2);
    expect((await cli('checksums', 'create', 'newest')).code).toBe(2);
  });
});
