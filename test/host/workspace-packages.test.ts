import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/core/index.ts';
import { mergeSettings } from '../../src/core/policy/merge-settings.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { memoryDisk } from '../../src/host/memory.ts';
import { findAllChangelogs } from '../../src/host/workspace-packages.ts';

const packageAt = (...folders: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    folders.flatMap((folder) => [
      [`${folder}/CHANGELOG.md`, ''],
      [`${folder}/package.json`, '{}'],
    ]),
  );

async function find(files: Readonly<Record<string, string>>, patterns = DEFAULT_POLICY.changelog.files) {
  const disk = memoryDisk(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/p/${path}`, text])));
  return (await findAllChangelogs(disk.files, '/p', patterns)).paths;
}

const ROOT = { 'CHANGELOG.md': '' };
const BOTH = { ...ROOT, ...packageAt('packages/api', 'packages/web') };
const WEB = 'packages/web/CHANGELOG.md';
const ALL = ['CHANGELOG.md', 'packages/api/CHANGELOG.md', WEB];

describe('the changelogs that are checked beside one at the root', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['npm', { 'package.json': '{ "workspaces": ["./packages/*"] }' }],
    ['Yarn', { 'package.json': '{ "workspaces": { "packages": ["packages/api", "packages/web/"] } }' }],
    ['pnpm', { 'pnpm-workspace.yaml': "# All\npackages:\n  # ours\n  - 'packages/*'\n\ncatalog:\n  - web/*\n" }],
    ['Lerna', { 'lerna.json': '{ "packages": ["packages/**"] }' }],
    ['Deno', { 'deno.json': '{ "workspace": ["./packages/api", "./packages/web"] }' }],
    ['Dart', { 'pubspec.yaml': 'name: all\nworkspace:\n- packages/api\n- packages/web\n' }],
    [
      'Cargo',
      {
        'Cargo.toml':
          '[workspace]\nmembers = [\n  "packages/api", # one\n  "packages/web",\n]\n\n[x]\nmembers = ["z"]\n',
      },
    ],
    ['uv', { 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n' }],
    ['Go', { 'go.work': 'go 1.22\n\nuse (\n\t./packages/api\n\t./packages/web\n)\n' }],
  ])('are those of the packages that %s is told of', async (_what, declared) => {
    expect(await find({ ...BOTH, ...declared })).toEqual(ALL);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['that are not declared', { 'package.json': '{}' }],
    ['of a declaration that is none', { 'package.json': '{ "workspaces": ' }],
    ['that are left out', { 'package.json': '{ "workspaces": ["packages/*", "!packages/api", "!packages/w*"] }' }],
    [
      'that Cargo leaves out',
      { 'Cargo.toml': '[workspace]\nmembers = ["packages/*"]\nexclude = ["packages/api", "packages/web"]\n' },
    ],
    ['outside of the project', { 'package.json': '{ "workspaces": ["../p/packages/*"] }' }],
  ])('are none of packages %s', async (_what, declared) => {
    expect(await find({ ...BOTH, ...declared })).toEqual(['CHANGELOG.md']);
  });

  it('are none of others, of what is tested with, or of a folder that is no package', async () => {
    const files = packageAt('vendor/a/node_modules/b', 'test/fixtures/c', 'examples/d', 'templates/e', 'third_party/f');
    const declared = { 'package.json': '{ "workspaces": ["**"] }', 'notes/CHANGELOG.md': '' };
    expect(await find({ ...ROOT, ...files, ...packageAt('packages/web'), ...declared })).toEqual(['CHANGELOG.md', WEB]);
  });

  it('are those that the policy names, where it names any', async () => {
    const declared = { 'package.json': '{ "workspaces": ["packages/*"] }' };
    expect(await find({ ...BOTH, ...declared }, ['CHANGELOG.md'])).toEqual(['CHANGELOG.md']);
    const merged = mergeSettings(DEFAULT_POLICY, { tag: { name: '{version}' } }) as Policy;
    expect(await find({ ...BOTH, ...declared }, merged.changelog.files)).toEqual(ALL);
  });

  it('are those of packages alone where the root has none', async () => {
    expect(await find(packageAt('packages/api', 'packages/web'))).toEqual(ALL.slice(1));
  });
});
