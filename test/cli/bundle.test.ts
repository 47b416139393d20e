import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG = `# Changelog

All notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).

## [1.1.0] - 2026-01-01

### Added

- Search

## [1.0.0] - 2026-01-01

### Added

- Maps
`;

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/acme.git');
  repo.write('run.sh', '#!/bin/sh\n');
  fs.chmodSync(path.join(repo.folder, 'run.sh'), 0o755);
  fs.symlinkSync('run.sh', path.join(repo.folder, 'link'));
  repo.commit('one', {
    'CHANGELOG.md': CHANGELOG,
    'src/a.py': 'a\n',
    'docs/ü.md': 'u\n',
    'package.json': '{"name":"acme","dependencies":{"left-pad":"1.3.0"}}\n',
  });
  repo.tag('v1.1.0', 'Release v1.1.0');
});
afterEach(() => repo.remove());

const policy = (bundle: object, more: object = {}) =>
  repo.write('release-ledger.jsonc', JSON.stringify({ ...more, bundle }));
const cli = (...argv: readonly string[]) => cliIn(repo, argv);
const at = (name: string) => path.join(repo.folder, name);
const listOf = (name: string) =>
  name.endsWith('.zip')
    ? execFileSync('unzip', ['-Z1', at(name)], { encoding: 'utf8' })
        .trim()
        .split('\n')
    : execFileSync('tar', ['-tzf', at(name), '--quoting-style=literal'], { encoding: 'utf8' })
        .trim()
        .split('\n');
const ALL = ['CHANGELOG.md', 'docs/ü.md', 'package.json', 'run.sh', 'src/a.py', 'SHA256SUMS'];

describe('bundle', () => {
  it.each(['tar.gz', 'zip'])('packs what was tagged as %s, and finds it right (000-57, 002-21)', async (format) => {
    repo.write('src/a.py', 'changed since\n');
    const { code, stdout, stderr } = await cli('bundle', '1.1.0', '--format', format);
    const name = `releases/acme-1.1.0.${format}`;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(`Made ${name} with 6 files`) });
    expect(stderr).toContain('no links and submodules: link');
    expect(stdout).toBe(
      `${createHash('sha256')
        .update(fs.readFileSync(at(name)))
        .digest('hex')}  ${name}\n`,
    );
    expect(listOf(name)).toEqual(ALL.map((each) => `acme-1.1.0/${each}`));
    expect(await cli('bundle', 'verify', name)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('6 files, of which 5'),
    });
  });

  it('unpacks to files that sha256sum finds right (000-58, 000-59)', async () => {
    await cli('bundle', '1.1.0');
    execFileSync('tar', ['-xzf', 'releases/acme-1.1.0.tar.gz'], { cwd: repo.folder });
    execFileSync('sha256sum', ['--strict', '--check', '--quiet', 'SHA256SUMS'], { cwd: at('acme-1.1.0') });
    expect(fs.readFileSync(at('acme-1.1.0/src/a.py'), 'utf8')).toBe('a\n');
    expect(fs.statSync(at('acme-1.1.0/run.sh')).mode & 0o777).toBe(0o755);
  });

  it.each(['tar.gz', 'zip'])(
    'gives the same bytes of %s on every run, in every folder, and of other times',
    async (format) => {
      const first = await cli('bundle', '1.1.0', '--format', format);
      fs.rmSync(at('releases'), { recursive: true });
      execFileSync('touch', ['-d', '2020-01-01', at('src/a.py')]);
      fs.chmodSync(at('src/a.py'), 0o600);
      expect((await cli('bundle', '1.1.0', '--format', format)).stdout).toBe(first.stdout);
      const clone = `${repo.folder}-clone`;
      execFileSync('git', ['clone', '--quiet', repo.folder, clone]);
      execFileSync('git', ['-C', clone, 'remote', 'set-url', 'origin', 'https://example.com/o/acme.git']);
      expect((await cli('--cwd', clone, 'bundle', '1.1.0', '--format', format)).stdout).toBe(first.stdout);
      fs.rmSync(clone, { recursive: true });
    },
  );

  it('packs the folder as it is where that is asked for, and not what it packed before', async () => {
    repo.git('tag', '--delete', 'v1.1.0');
    repo.write('src/new.py', 'n\n');
    expect(await cli('bundle', '1.1.0')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('1.1.0 is not tagged'),
    });
    const first = await cli('bundle', '1.1.0', '--worktree');
    expect(first.code).toBe(0);
    expect(listOf('releases/acme-1.1.0.tar.gz')).toContain('acme-1.1.0/src/new.py');
    fs.renameSync(at('releases/acme-1.1.0.tar.gz'), at('releases/acme-1.0.0.tar.gz'));
    expect((await cli('bundle', '1.1.0', '--worktree')).stdout).toBe(first.stdout);
  });

  it('packs a release folder with manifest, changelog and digests (004-40, 004-42)', async () => {
    repo.write('release-ledger.jsonc', JSON.stringify({ extends: 'regulated-saas' }));
    repo.commit('two', {
      'releases/v1.1.0/release_manifest.json': '{"version":"1.1.0"}\n',
      'releases/v1.1.0/migrations/001.sql': 'select 1;\n',
      'releases/v1.1.0/artifacts/preflight_result.json': '{}\n',
      'releases/v1.1.0/checksums.txt': 'old\n',
      'requirements.lock.txt': 'flask==1.0\n',
    });
    repo.git('tag', '--force', '--annotate', '--message', 'Release', 'v1.1.0');
    expect((await cli('bundle', '1.1.0')).code).toBe(0);
    expect(listOf('releases/acme-1.1.0.tar.gz')).toEqual(
      [
        'CHANGELOG.md',
        'artifacts/preflight_result.json',
        'migrations/001.sql',
        'release_manifest.json',
        'requirements.lock.txt',
        'checksums.txt',
      ].map((each) => `v1.1.0/${each}`),
    );
    const excerpt = execFileSync('tar', ['-xzOf', at('releases/acme-1.1.0.tar.gz'), 'v1.1.0/CHANGELOG.md'], {
      encoding: 'utf8',
    });
    expect(excerpt).toBe('# Changelog\n\n## [1.1.0] - 2026-01-01\n\n### Added\n\n- Search\n');
    expect((await cli('bundle', 'verify', 'releases/acme-1.1.0.tar.gz')).code).toBe(0);
  });

  it('packs source, records and manifest of an audited release (000-57)', async () => {
    repo.write('release-ledger.jsonc', JSON.stringify({ extends: 'audit-trail' }));
    const others = ['OPERATIONS.md', 'RUNBOOK.md', 'INSTALL.md', 'requirements.txt'];
    repo.commit('two', Object.fromEntries(others.map((name) => [name, `${name}\n`])));
    repo.git('tag', '--force', '--annotate', '--message', 'Release', 'v1.1.0');
    repo.write('releases/RELEASE-MANIFEST-1.1.0.md', '# Release Manifest\n');
    expect((await cli('bundle', '1.1.0')).code).toBe(0);
    expect(listOf('releases/acme-1.1.0.tar.gz').sort()).toEqual(
      [...others, 'CHANGELOG.md', 'src/a.py', 'releases/RELEASE-MANIFEST-1.1.0.md', 'SHA256SUMS']
        .map((each) => `acme-1.1.0/${each}`)
        .sort(),
    );
  });

  it('packs a bill of materials, and writes beside it how it was made (002-22, 002-40)', async () => {
    repo.write('release-ledger.jsonc', JSON.stringify({ extends: 'container-platform' }));
    const { stdout, stderr } = await cli('bundle', '1.1.0');
    const name = 'releases/acme-v1.1.0.tar.gz';
    expect(stderr).toContain(`Made ${name} and ${name}.intoto.json`);
    const bill = JSON.parse(
      execFileSync('tar', ['-xzOf', at(name), 'acme-v1.1.0/sbom-v1.1.0.json'], { encoding: 'utf8' }),
    );
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', components: [{ purl: 'pkg:npm/left-pad@1.3.0' }] });
    const statement = JSON.parse(fs.readFileSync(at(`${name}.intoto.json`), 'utf8'));
    expect(statement).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://slsa.dev/provenance/v1',
      subject: [{ name: 'acme-v1.1.0.tar.gz', digest: { sha256: stdout.slice(0, 64) } }],
      predicate: {
        buildDefinition: {
          resolvedDependencies: [
            {
              uri: 'git+https://example.com/o/acme.git@refs/tags/v1.1.0',
              digest: { gitCommit: repo.git('rev-parse', 'v1.1.0^{commit}') },
            },
          ],
        },
      },
    });
    expect((await cli('bundle', 'verify', name)).code).toBe(0);
    fs.appendFileSync(at(name), 'x');
    const { code, stdout: found } = await cli('bundle', 'verify', name, '--format', 'json');
    expect({ code, problems: JSON.parse(found).problems }).toEqual({
      code: 1,
      problems: ['something is appended to it', expect.stringContaining('is about another file')],
    });
  });

  it('is written over nothing, neither into .git nor out of the folder (T104, T105)', async () => {
    repo.write('releases/acme-1.1.0.tar.gz', 'mine');
    expect(await cli('bundle', '1.1.0')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is there already'),
    });
    expect(fs.readFileSync(at('releases/acme-1.1.0.tar.gz'), 'utf8')).toBe('mine');
    for (const target of ['.git/hooks/pre-commit', '../escaped.tar.gz', 'src/a.py']) {
      policy({ path: target });
      expect((await cli('bundle', '1.1.0')).code, target).toBeGreaterThan(0);
    }
    expect(fs.existsSync(at('.git/hooks/pre-commit'))).toBe(false);
    expect(fs.existsSync(path.join(repo.folder, '../escaped.tar.gz'))).toBe(false);
    expect(fs.readFileSync(at('src/a.py'), 'utf8')).toBe('a\n');
  });

  it.each([
    ['a name of Windows', { 'src/aux.py': 'x' }, 'names a device of Windows'],
    ['a colon', { 'src/a:b': 'x' }, 'holds a colon'],
    [
      'names that are one on some systems',
      { 'src/A.py': 'x' },
      '“acme-1.1.0/src/A.py” and “acme-1.1.0/src/a.py” are the same file',
    ],
  ])('packs no %s (T093, T094)', async (_, files, message) => {
    repo.commit('two', files);
    repo.git('tag', '--force', 'v1.1.0');
    expect(await cli('bundle', '1.1.0')).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
    expect(fs.existsSync(at('releases'))).toBe(false);
  });

  it('leaves nothing when it is stopped (T099)', async () => {
    const stopped = await cliIn(repo, ['bundle', '1.1.0'], undefined, { interruption: () => AbortSignal.abort() });
    expect(stopped).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('it was stopped, and nothing was written'),
    });
    expect(fs.existsSync(at('releases'))).toBe(false);
  });

  it('says where the policy leaves nothing to pack, or the manifest is missing', async () => {
    policy({ include: ['nothing/**'] });
    expect(await cli('bundle', '1.1.0')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no file of the release'),
    });
    policy({ documents: ['manifest'] });
    expect(await cli('bundle', '1.1.0')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('1.1.0 has no manifest'),
    });
    expect(await cli('bundle', '2.0.0')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has no section for 2.0.0'),
    });
    expect(await cli('bundle', '1.1.0', '--format', 'rar')).toMatchObject({ code: 2 });
    expect(await cli('bundle', 'verify', 'nothing.zip')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('does not exist'),
    });
    expect(await cli('bundle', 'verify', 'src')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('a folder'),
    });
  });
});
