import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');

/** What the npm package may hold: the command line and the server, not the extension. */
const SHIPPED = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/((cli|hash-worker|server|markdownlint-worker|chunk-[0-9a-z]+)\.mjs|(german|rules)\.json|THIRD-PARTY-NOTICES\.txt)$/,
  /^schemas\/[\w.-]+\.json$/,
];

describe('the npm package', () => {
  it('holds what the command line needs, and nothing else', () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const output = execFileSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ files }] = JSON.parse(output) as [{ files: readonly { path: string }[] }];
    const names = files.map((file) => file.path);
    expect(names).toEqual(expect.arrayContaining(['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE']));
    expect(names.filter((name) => !SHIPPED.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  it('asks for no other package: whatever it runs is inside of the bundles', () => {
    const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as object;
    const asking = ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'];
    expect(asking.filter((key) => key in manifest)).toEqual([]);
  });
});
