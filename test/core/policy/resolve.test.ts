import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, isBroken, type ResolvedPolicy, resolvePolicy } from '../../../src/core/index.ts';

type Folder = Readonly<Record<string, string>>;

function resolve(files: Folder, path = 'release-ledger.jsonc') {
  return resolvePolicy(path, async (name) => (Object.hasOwn(files, name) ? (files[name] as string) : null));
}

async function problemsOf(files: Folder): Promise<readonly (readonly [string, string])[]> {
  const resolved = await resolve(files);
  return (resolved?.files ?? []).flatMap((file) => file.problems.map(({ rule }) => [file.path, rule] as const));
}

describe('resolvePolicy', () => {
  it('is the default profile where the file changes nothing', async () => {
    expect((await resolve({ 'release-ledger.jsonc': '{}' }))?.policy).toEqual(DEFAULT_POLICY);
  });

  it('is null where there is no file', async () => {
    expect(await resolve({})).toBeNull();
  });

  it('merges objects and replaces lists, the nearest file last', async () => {
    const resolved = await resolve({
      'release-ledger.jsonc': '{ "extends": "./policy/team.jsonc", "changelog": { "titles": ["History"] } }',
      'policy/team.jsonc':
        '{ "extends": "../base.jsonc", "changelog": { "titles": ["News"], "lineWidth": 90 }, "rules": { "changelog/conflict-marker": "off" } }',
      'base.jsonc': '{ "extends": "keep-a-changelog-1", "changelog": { "lineWidth": 80, "categoryLevel": 4 } }',
    });
    expect(resolved?.policy.changelog.titles).toEqual(['History']);
    expect(resolved?.policy.changelog.lineWidth).toBe(90);
    expect(resolved?.policy.changelog.categoryLevel).toBe(4);
    expect(resolved?.policy.standard).toBe('1.1.0');
    expect(resolved?.policy.rules).toEqual({ 'changelog/conflict-marker': 'off' });
    expect(resolved?.files.map(({ path }) => path)).toEqual([
      'release-ledger.jsonc',
      'policy/team.jsonc',
      'base.jsonc',
    ]);
  });

  it.each([
    [
      'an unknown profile',
      { 'release-ledger.jsonc': '{ "extends": "keep-a-changlog" }' },
      [['release-ledger.jsonc', 'policy/unknown-profile']],
    ],
    [
      'a missing file',
      { 'release-ledger.jsonc': '{ "extends": "./nowhere.jsonc" }' },
      [['release-ledger.jsonc', 'policy/missing-file']],
    ],
    [
      'a path out of the folder',
      { 'release-ledger.jsonc': '{ "extends": "../outside.jsonc" }', '../outside.jsonc': '{}' },
      [['release-ledger.jsonc', 'policy/missing-file']],
    ],
    [
      'an absolute path',
      { 'release-ledger.jsonc': '{ "extends": "/etc/policy.jsonc" }' },
      [['release-ledger.jsonc', 'policy/missing-file']],
    ],
    [
      'a drive',
      { 'release-ledger.jsonc': '{ "extends": "C:/policy.jsonc" }' },
      [['release-ledger.jsonc', 'policy/missing-file']],
    ],
    [
      'itself',
      { 'release-ledger.jsonc': '{ "extends": "./release-ledger.jsonc" }' },
      [['release-ledger.jsonc', 'policy/circular-extends']],
    ],
    [
      'a circle',
      { 'release-ledger.jsonc': '{ "extends": "./a.jsonc" }', 'a.jsonc': '{ "extends": "./release-ledger.jsonc" }' },
      [['a.jsonc', 'policy/circular-extends']],
    ],
    [
      'a broken base',
      { 'release-ledger.jsonc': '{ "extends": "./a.jsonc" }', 'a.jsonc': '{ "tag": 1 }' },
      [['a.jsonc', 'policy/wrong-type']],
    ],
    [
      'a version file that has to be there',
      { 'release-ledger.jsonc': '{ "versionFiles": [{ "path": "a.json" }, { "path": "b.json" }] }', 'b.json': '{}' },
      [['release-ledger.jsonc', 'policy/missing-version-file']],
    ],
    [
      'nothing of one that need not be there',
      { 'release-ledger.jsonc': '{ "versionFiles": [{ "path": "a.json", "presence": "optional" }] }' },
      [],
    ],
  ])('reports %s', async (_, files, expected) => {
    expect(await problemsOf(files)).toEqual(expected);
  });
});

describe('isBroken', () => {
  it.each([
    ['{}', '{}', false],
    ['{ "tag": 1 }', '{}', true],
    ['{}', '{ "tag": 1 }', true],
    // A warning: what is there twice is read as it stands.
    ['{ "versionFiles": [{ "path": "base.jsonc" }, { "path": "base.jsonc" }] }', '{}', false],
  ])('of %s over %s: %s', async (own, base, expected) => {
    const text = own.replace('{', '{ "extends": "./base.jsonc", ').replace(', }', ' }');
    expect(isBroken((await resolve({ 'release-ledger.jsonc': text, 'base.jsonc': base })) as ResolvedPolicy)).toBe(
      expected,
    );
  });
});
