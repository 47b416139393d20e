import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- More\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- First\n';

describe('a version that stands in code alone, as in a package of Swift', () => {
  it.each<[name: string, file: object, line: string]>([
    [
      'a pattern',
      { path: 'Sources/Acme/Acme.swift', pattern: 'static let version = "{version}"' },
      '    public static let version = "1.0.0"',
    ],
    [
      'a marker comment',
      { path: 'Sources/**/*.swift', kind: 'marker' },
      '    static let version = "1.0.0" // release-ledger: version',
    ],
  ])('is read and written by %s', async (_, file, line) => {
    const code = `public enum Acme {\n${line}\n    static let tools = "5.9.0"\n}\n`;
    repo.commit('Begin', {
      'release-ledger.jsonc': JSON.stringify({ versionFiles: [file] }),
      'CHANGELOG.md': CHANGELOG,
      'Package.swift': '// swift-tools-version:5.9\nimport PackageDescription\n\nlet package = Package(name: "Acme")\n',
      'Sources/Acme/Acme.swift': code,
    });
    repo.tag('v1.0.0', 'One');
    const status = JSON.parse((await cliIn(repo, ['status', '--format', 'json'])).stdout);
    expect(status.versionFiles).toEqual([{ file: 'Sources/Acme/Acme.swift', line: 2, version: '1.0.0', agrees: true }]);
    expect((await cliIn(repo, ['cut', '--yes'])).code).toBe(0);
    expect(readFileSync(join(repo.folder, 'Sources/Acme/Acme.swift'), 'utf8')).toBe(code.replace('1.0.0', '1.1.0'));
  });
});

describe('a file that the policy names once for each of its versions', () => {
  const compose =
    'services:\n  api:\n    image: acme/api:v1.0.0\n  db:\n    image: postgres:16.1\n  web:\n    image: acme/web:1.0.0 # ours\n';
  const files = {
    'release-ledger.jsonc': JSON.stringify({
      versionFiles: ['acme/api', 'acme/web'].map((image) => ({ path: 'compose.yml', image })),
    }),
    'CHANGELOG.md': CHANGELOG,
    'compose.yml': compose,
  };
  const written = compose.replaceAll('1.0.0', '1.1.0');

  it('is written at all of them by one release', async () => {
    repo.commit('Begin', files);
    repo.tag('v1.0.0', 'One');
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(code, stderr).toBe(0);
    expect(readFileSync(join(repo.folder, 'compose.yml'), 'utf8')).toBe(written);
    expect(`${repo.git('show', 'v1.1.0:compose.yml')}\n`).toBe(written);
  });

  it('is merged with all of them where the main branch went on', async () => {
    repo.commit('Begin', files);
    repo.tag('v1.0.0', 'One');
    for (const argv of [['branch', 'start', '1.1.0'], ['cut']])
      expect((await cliIn(repo, [...argv, '--yes'])).code).toBe(0);
    repo.git('switch', '--quiet', 'main');
    repo.commit('Go on', { 'compose.yml': `${compose}  cache:\n    image: redis:7.2.0\n` });
    repo.git('switch', '--quiet', 'release/v1.1.0');
    const { code, stderr } = await cliIn(repo, ['branch', 'finish', '--yes']);
    expect(code, stderr).toBe(0);
    expect(`${repo.git('show', 'main:compose.yml')}\n`).toBe(`${written}  cache:\n    image: redis:7.2.0\n`);
  });
});
