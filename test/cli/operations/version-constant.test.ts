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
