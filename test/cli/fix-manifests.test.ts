import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskWriter } from '../../src/host/write-file.ts';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG = `# Changelog

All notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).

## [1.0.0] - 2026-01-01

### Added

- Maps

[1.0.0]: https://example.com/o/r/releases/tag/v1.0.0
`;
const LOWER = '87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7';
const manifest = (digest: string) =>
  `{\r\n  "version": "1.0.0",\r\n  "release_date": "2026-01-01",\r\n  "ticket": "A-1",\r\n  "checksums": { "a.py": "sha256:${digest}" }\r\n}\r\n`;
const PATH = 'releases/v1.0.0/release_manifest.json';
const POLICY =
  '{ "manifest": { "path": "releases/{tag}/release_manifest.{ext}", "forms": ["json"], "source": "json" } }';

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
  repo.write('release-ledger.jsonc', POLICY);
  repo.commit('one', { 'CHANGELOG.md': CHANGELOG, 'a.py': 'a\n' });
});
afterEach(() => repo.remove());

const at = (name: string) => path.join(repo.folder, name);
const read = () => fs.readFileSync(at(PATH), 'utf8');
const names = () => fs.readdirSync(at('releases/v1.0.0'));

describe('check --fix', () => {
  it.each([
    ['among everything', []],
    ['by its name', [PATH]],
  ])('mends a manifest %s, and nothing else of its bytes', async (_, files) => {
    repo.write(PATH, manifest(LOWER.toUpperCase()));
    const { code, stderr } = await cliIn(repo, ['check', ...files, '--fix']);
    expect(read()).toBe(manifest(LOWER));
    expect([code, names()]).toEqual([0, ['release_manifest.json']]);
    expect(stderr).toContain(`${PATH}: fixed 1 problem\n  1 × manifest/checksum-form\n`);
    const before = fs.statSync(at(PATH)).mtimeMs;
    expect((await cliIn(repo, ['check', '--fix'])).stderr).not.toContain('fixed');
    expect(fs.statSync(at(PATH)).mtimeMs).toBe(before);
  });

  it('leaves it as it is without --fix', async () => {
    repo.write(PATH, manifest(LOWER.toUpperCase()));
    expect((await cliIn(repo, ['check'])).code).toBe(1);
    expect(read()).toBe(manifest(LOWER.toUpperCase()));
  });

  it('holds manifests against the changelog that it has fixed before', async () => {
    repo.write('CHANGELOG.md', CHANGELOG.replace('2026-01-01', '2026/01/01'));
    repo.write(PATH, manifest(LOWER));
    const { code, stdout } = await cliIn(repo, ['check', '--fix', '--format', 'json']);
    const { problems } = JSON.parse(stdout) as { problems: { rule: string }[] };
    expect(code).toBe(0);
    expect(problems.map(({ rule }) => rule)).toEqual(['changelog/missing-unreleased']);
  });

  it('refuses what changed meanwhile, and fixes the rest', async () => {
    repo.write('CHANGELOG.md', CHANGELOG.replace('2026-01-01', '2026/01/01'));
    repo.write(PATH, manifest(LOWER.toUpperCase()));
    const changed = manifest(LOWER.toUpperCase()).replace('A-1', 'A-2');
    const { code, stderr } = await cliIn(repo, ['check', '--fix'], undefined, {
      writer: {
        ...diskWriter,
        replace: (file, text) => {
          if (file.name === PATH) repo.write(PATH, changed);
          return diskWriter.replace(file, text);
        },
      },
    });
    expect([code, read(), names()]).toEqual([3, changed, ['release_manifest.json']]);
    expect(stderr).toContain(`${PATH} was changed by somebody else since it was read`);
    expect(fs.readFileSync(at('CHANGELOG.md'), 'utf8')).toBe(CHANGELOG);
  });

  it('does not touch a manifest that its tag has, and says so', async () => {
    repo.commit('two', { [PATH]: manifest(LOWER.toUpperCase()) });
    repo.tag('v1.0.0', 'Release v1.0.0');
    const { code, stderr } = await cliIn(repo, ['check', '--fix']);
    expect([code, read()]).toEqual([1, manifest(LOWER.toUpperCase())]);
    expect(stderr).toContain(`${PATH} was not fixed: it is a record`);
  });
});
