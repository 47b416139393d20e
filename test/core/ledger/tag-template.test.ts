import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, parseChangelog } from '../../../src/core/index.ts';
import type { TagFact } from '../../../src/core/ledger/facts.ts';
import { toLedgers } from '../../../src/core/ledger/ledger.ts';
import { fillOwner, tagTemplateOf } from '../../../src/core/ledger/tag-template.ts';
import { toVersionFileFact } from '../../../src/core/ledger/version-file-fact.ts';
import { npmPackage } from '../../../src/core/version/files/npm-package.ts';

it.each([
  ['v{version}', { folder: 'packages/web', component: '', name: '@acme/web' }, 'v{version}'],
  ['{name}@{version}', { folder: 'packages/web', component: '', name: '@acme/web' }, '@acme/web@{version}'],
  ['{name}-v{version}', { folder: 'packages/web', component: '', name: null }, 'web-v{version}'],
  ['{name}/v{version}', { folder: 'sdk/web', component: '', name: null }, 'sdk/web/v{version}'],
  ['{name}/v{version}', { folder: 'sdk/web', component: '', name: 'web' }, 'web/v{version}'],
  ['{name}@{version}', { folder: '', component: 'web', name: null }, 'web@{version}'],
  ['{name}@{version}', { folder: '', component: '', name: null }, '{version}'],
  ['release/{name}-v{version}', { folder: '', component: '', name: null }, 'release/v{version}'],
])('%s of %j is %s', (template, owner, filled) => {
  expect(fillOwner(template, owner)).toBe(filled);
});

const tag = (name: string): TagFact => ({
  name,
  object: name,
  commit: name,
  annotated: false,
  signed: false,
  date: null,
  message: null,
});

async function ledgerOf(
  template: string,
  tags: readonly string[],
  { folder = 'packages/web', name = '@acme/web' } = {},
) {
  const path = `${folder === '' ? '' : `${folder}/`}package.json`;
  const [ledger] = toLedgers({
    changelog: parseChangelog('## [1.1.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n'),
    path: path.replace('package.json', 'CHANGELOG.md'),
    policy: { ...DEFAULT_POLICY, tag: { ...DEFAULT_POLICY.tag, name: template } },
    repository: {
      root: '/',
      head: { branch: 'main', commit: 'c' },
      shallow: false,
      objectFormat: 'sha1',
      remotes: [],
      tags: tags.map(tag),
      mainBranch: 'main',
    },
    versionFiles: [await toVersionFileFact(path, `{ "name": "${name}", "version": "1.1.0" }`, npmPackage)],
  });
  const tagged = ledger.releases.flatMap((release) => release.tags.map((each) => each.name));
  return { template: tagTemplateOf(ledger), tagged };
}

describe('the tags of a package by a policy that names it', () => {
  const NAME = '{name}@{version}';
  it.each([
    ['where nothing is tagged', [], {}, '@acme/web@{version}', []],
    ['where the others are', ['@acme/api@1.0.0'], {}, '@acme/web@{version}', []],
    ['where the others are tagged in another form', ['api-v1.0.0'], {}, '@acme/web@{version}', []],
    ['where it is', ['@acme/web@1.0.0'], {}, '@acme/web@{version}', ['@acme/web@1.0.0']],
    [
      'in a folder of another name',
      ['@acme/ui@1.0.0', 'api@1.0.0'],
      { name: '@acme/ui' },
      '@acme/ui@{version}',
      ['@acme/ui@1.0.0'],
    ],
    [
      'and not by its folder, which another one may have',
      ['web@9.0.0', 'ui@1.0.0'],
      { name: 'ui' },
      'ui@{version}',
      ['ui@1.0.0'],
    ],
    ['but by the form of those that it has', ['web-v1.0.0'], {}, 'web-v{version}', ['web-v1.0.0']],
    ['but by a former form that most releases have', ['v1.0.0', 'v1.1.0'], {}, 'v{version}', ['v1.1.0', 'v1.0.0']],
    ['and not by one of the whole that has its version by chance', ['v1.0.0', 'v7.0.0'], {}, '@acme/web@{version}', []],
    ['in the root', [], { folder: '' }, '@acme/web@{version}', []],
    [
      'in the root, where it is tagged',
      ['@acme/web@1.0.0'],
      { folder: '' },
      '@acme/web@{version}',
      ['@acme/web@1.0.0'],
    ],
    ['in the root, where its tags name nothing', ['v1.0.0'], { folder: '' }, 'v{version}', ['v1.0.0']],
  ])('are told %s', async (_name, tags, where, template, tagged) => {
    expect(await ledgerOf(NAME, tags, where)).toEqual({ template, tagged });
  });

  it.each([
    ['by a scope that is the others’, too', ['@acme/api@1.0.0'], '@acme/ui', '@acme/ui@{version}'],
    ['by the folder where that is all the others say', ['api-v1.0.0'], '@acme/ui', 'web-v{version}'],
    ['by the folder where its scope is another one', ['@acme/api@1.0.0'], '@other/ui', '@acme/web@{version}'],
  ])('are told %s, where the policy names nothing', async (_name, tags, name, template) => {
    expect((await ledgerOf('v{version}', tags, { name })).template).toBe(template);
  });
});

it('has the tags of components by their names', () => {
  const ledgers = toLedgers({
    changelog: parseChangelog(
      '## web 1.0.0 - 2026-01-01\n\n- A\n\n## api 2.0.0 - 2026-01-01\n\n- B\n\n## web 0.9.0\n\n- C\n',
    ),
    path: 'CHANGELOG.md',
    policy: { ...DEFAULT_POLICY, tag: { ...DEFAULT_POLICY.tag, name: '{name}-v{version}' } },
    repository: { notKnown: 'no git' },
    versionFiles: [],
  });
  expect(ledgers.map(({ tagTemplate }) => tagTemplate)).toEqual(['web-v{version}', 'api-v{version}']);
});
