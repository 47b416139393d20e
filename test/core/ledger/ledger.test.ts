import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, parseChangelog, parseVersion } from '../../../src/core/index.ts';
import type { RepositoryFacts, TagFact } from '../../../src/core/ledger/facts.ts';
import { currentVersion, newestTagged, toLedger } from '../../../src/core/ledger/ledger.ts';
import { matchTags } from '../../../src/core/ledger/match-tags.ts';
import { toVersionFileFact } from '../../../src/core/ledger/version-file-fact.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { npmPackage } from '../../../src/core/version/files/npm-package.ts';

function tag(name: string): TagFact {
  return {
    name,
    object: `object of ${name}`,
    commit: `commit of ${name}`,
    annotated: false,
    signed: false,
    date: '2026-01-01T00:00:00+00:00',
    message: null,
  };
}

function repository(...tags: readonly string[]): RepositoryFacts {
  return {
    root: '/',
    head: { branch: 'main', commit: 'c' },
    shallow: false,
    objectFormat: 'sha1',
    remotes: [],
    tags: tags.map(tag),
    mainBranch: 'main',
  };
}

function ledger(text: string, tags: readonly string[] | null, path = 'CHANGELOG.md') {
  return toLedger({
    changelog: parseChangelog(text),
    path,
    policy: DEFAULT_POLICY,
    repository: tags ? repository(...tags) : { notKnown: 'no git' },
    versionFiles: [],
  });
}

const versions = (...texts: readonly string[]) =>
  texts.map((text) => parseVersion(text)).filter((each) => each !== null);

describe('tags that move along', () => {
  const on = (commit: string, name: string): TagFact => ({ ...tag(name), commit });

  it.each([
    ['where they are', [on('a', 'v1.2.0'), on('b', 'v1.2.1'), on('b', 'v1.2')], ['1.2.0', '1.2.1']],
    ['but not a second name of the first version', [on('a', 'v1.2.0'), on('a', 'v1.2')], ['1.2', '1.2.0']],
    ['but not what lies on another line', [on('a', 'v1.3.1'), on('a', 'v1.2')], ['1.2', '1.3.1']],
  ])('are passed over %s', (_name, tags, matched) => {
    const { byVersion } = matchTags(tags, { template: 'v{version}', versions: versions('1.2.0'), folder: '' });
    const raws = [...byVersion.values()].flat().map(({ version }) => version.raw);
    expect(raws.sort()).toEqual(matched);
  });
});

describe('tags of something else', () => {
  it('are none of the whole where they tag the same versions at other commits', () => {
    const tags = ['v1.0.0', 'v1.1.0', 'chart-v1.0.0', 'chart-v1.1.0', 'chart-v1.2.0'].map(tag);
    const { byVersion } = matchTags(tags, {
      template: 'v{version}',
      versions: versions('1.2.0', '1.1.0', '1.0.0'),
      folder: '',
    });
    expect([...byVersion.values()].flat().map(({ name }) => name)).toEqual(['v1.0.0', 'v1.1.0']);
  });
});

describe('versions that are tagged otherwise than they are written', () => {
  const heads = (...labels: readonly string[]) => labels.map((label) => `## ${label}\n\n- One.\n`).join('\n');
  it.each([
    [
      'with the number of the build',
      ['1.2.0', '1.1.0'],
      ['v1.2.0.340', 'v1.1.0.298'],
      ['1.2.0 ← v1.2.0.340', '1.1.0 ← v1.1.0.298'],
    ],
    [
      'without the stage',
      ['1.2.0 Beta', '1.1.0 Beta'],
      ['v1.2.0', 'v1.1.0'],
      ['1.2.0-beta ← v1.2.0', '1.1.0-beta ← v1.1.0'],
    ],
    [
      'with the number of the build since the last that had none',
      ['1.6.0', '1.5.0', '1.4.0', '1.3.0', '1.2.0', '1.1.0'],
      ['v1.6.0.81', 'v1.2.0.40', 'v1.1.0', 'v1.0.0.9'],
      ['1.6.0 ← v1.6.0.81', '1.5.0 ←', '1.4.0 ←', '1.3.0 ←', '1.2.0 ← v1.2.0.40', '1.1.0 ← v1.1.0', '1.0.0.9 ←'],
    ],
    ['not where several can be meant', ['1.2.0'], ['v1.2.0.1', 'v1.2.0.2'], ['1.2.0.2 ←', '1.2.0.1 ←', '1.2.0 ←']],
    ['not by a pre-release', ['1.2.0'], ['v1.2.0-last'], ['1.2.0 ←', '1.2.0-last ←']],
    [
      'not where versions are tagged as they are',
      ['1.2.0', '1.1.0'],
      ['v1.2.0.1', 'v1.1.0'],
      ['1.2.0.1 ←', '1.2.0 ←', '1.1.0 ← v1.1.0'],
    ],
  ])('have their tags %s', (_, labels, tags, expected) => {
    const { releases } = ledger(heads(...labels), tags);
    const told = releases.map(({ version, section, tags: own }) =>
      `${version.raw} ← ${section ? own.map(({ name }) => name).join() : ''}`.trim(),
    );
    expect(told).toEqual(expected);
  });
});

describe('matchTags', () => {
  it.each([
    ['the template’s prefix', ['v1.0.0', '1.0.0', 'nightly'], '', 'v', ['1.0.0']],
    ['bare versions where the template tags nothing', ['1.0.0', '1.1.0'], '', '', ['1.0.0', '1.1.0']],
    ['the prefix that tags most releases', ['app-1.0.0', 'lib-1.0.0', 'lib-1.1.0'], '', 'lib-', ['1.0.0', '1.1.0']],
    ['the package of the folder', ['v1.0.0', 'web@1.0.0', 'api@1.0.0', 'api@1.1.0'], 'packages/web', 'web@', ['1.0.0']],
    ['a scoped package', ['@acme/web@1.0.0', 'v1.0.0'], 'packages/web', '@acme/web@', ['1.0.0']],
    ['a tag folder', ['web/v1.0.0', 'v1.0.0', 'v1.1.0'], 'web', 'web/v', ['1.0.0']],
    [
      'the template in a package’s folder where no tag names it',
      ['v1.0.0', 'other@1.0.0'],
      'packages/web',
      'v',
      ['1.0.0'],
    ],
    ['the template’s prefix where nothing is tagged', ['latest', 'v9.0.0'], '', 'v', ['9.0.0']],
    ['two spellings of one version', ['v1.0', 'v1.0.0'], '', 'v', ['1.0', '1.0.0']],
    [
      'the package of the folder, even before its sections',
      ['web@1.0.0', 'api@9.0.0'],
      'packages/api',
      'api@',
      ['9.0.0'],
    ],
    ['the package, not one whose name ends like it', ['tool-web@1.0.0', 'web@1.0.0'], 'web', 'web@', ['1.0.0']],
    [
      'no tags of other packages, whose versions are the same by chance',
      ['a@1.0.0', 'b@1.1.0'],
      'packages/web',
      'web@',
      [],
    ],
    ['a scope as the other packages have it', ['@acme/a@3.0.0', '@acme/b@4.0.0', 'v9.0.0'], 'web', '@acme/web@', []],
    ['the whole folder where the others have theirs', ['sdk/a/v3.0.0', 'sdk/b/v4.0.0'], 'sdk/web', 'sdk/web/v', []],
    ['a name with hyphens', ['my-lib-v3.0.0', 'my-lib-v4.0.0'], 'packages/web-api', 'web-api-v', []],
    [
      'no tags of a whole that is far ahead',
      ['v1.0.0', 'v1.1.0', ...Array.from({ length: 11 }, (_, i) => `v2.${i}.0`)],
      'packages/web',
      'v',
      [],
    ],
    ['no tags of the whole that tag none of its releases', ['v3.0.0', 'v4.0.0'], 'packages/web', 'v', []],
    ['the template where the others name no package', ['release-3.0.0', 'ver4.0.0'], 'packages/web', 'v', []],
    ['the only tags there are', ['app-1.0.0', 'app-1.1.0'], 'docs', 'app-', ['1.0.0', '1.1.0']],
    [
      'all words that name nothing',
      ['release/1.0.0', 'pre-release/1.1.0', 'insider/9.0.0'],
      '',
      'release/',
      ['1.0.0', '1.1.0'],
    ],
    ['words that name nothing', ['release-1.0.0', 'a@1.0.0', 'b@1.0.0'], 'docs', 'release-', ['1.0.0']],
    ['no names of lines beside full versions', ['v1', 'v1.0.0', 'v2'], '', 'v', ['1.0.0']],
    ['a former prefix where nothing else tags a release', ['1.0.0', 'v1.1.0'], '', 'v', ['1.1.0', '1.0.0']],
    ['a former prefix only for what has a section', ['0.1.0', 'v1.0.0', 'v1.1.0'], '', 'v', ['1.0.0', '1.1.0']],
    ['short versions where all are short', ['v1', 'v1.1', 'v2'], '', 'v', ['1', '1.1', '2']],
  ])('takes %s', (_, names, folder, prefix, matched) => {
    const found = matchTags(names.map(tag), { template: 'v{version}', versions: versions('1.0.0', '1.1.0'), folder });
    expect(found.prefix).toBe(prefix);
    expect([...found.byVersion.values()].flat().map(({ version }) => version.raw)).toEqual(matched);
  });
});

describe('a project that changed how it writes its tags', () => {
  const numbers = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '2.0.0', '2.1.0', '2.2.0', '2.3.0', '2.4.0', '2.5.0'];
  const cut = (at: string) => numbers.indexOf(at);
  const find = (names: readonly string[]) =>
    matchTags(names.map(tag), { template: 'v{version}', versions: versions(...numbers), folder: '' });

  it.each([
    ['by the prefix of a part that tags all of the newest', ['v1.0.0', 'v1.1.0', 'v1.2.0'], 'lib/'],
    ['by the template where that tags one of the newest', ['v1.0.0', 'v2.3.0'], 'v'],
  ])('is read %s', (_name, old, prefix) => {
    const names = [...old, ...numbers.filter((raw) => raw >= '1.3.0').map((raw) => `lib/${raw}`), 'app/9.0.0'];
    expect(find(names).prefix).toBe(prefix);
  });

  it('tags releases as releases, however many pre-releases there were of late', () => {
    const found = find(numbers.map((raw) => `${cut(raw) < cut('2.1.0') ? 'release' : 'pre-release'}/${raw}`));
    expect([found.prefix, found.byVersion.size]).toEqual(['release/', numbers.length]);
  });

  it('has the tags of a name that it has given up, too', () => {
    const names = numbers.map((raw) => (cut(raw) < cut('2.2.0') ? `parent-${raw}` : raw));
    const found = find(names);
    expect(found.prefix).toBe('');
    expect([...found.byVersion.values()].flat().map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  it.each([
    ['plugin-web', ['plugin-web/1.0.0', ...numbers.map((raw) => `web/${raw}`)], 'web/'],
    ['acme-web', [...numbers.map((raw) => `web-v${raw}`), 'v1.0.0', 'v1.1.0', 'v3.0.0'], 'web-v'],
    ['acme-web', ['core-v9.0.0', 'web-v1.0.0', 'web-v2.0.0', 'web-v9.0.0'], 'acme-web-v'],
    ['acme-web', ['core-v1.0.0', 'api-v1.0.0', 'v1.0.0', 'v1.1.0'], 'acme-web-v'],
    ['acme-web', ['core-v1.0.0', 'api-v1.0.0', 'v2.5.0', 'v2.4.0'], 'v'],
    ['iso8601', ['iso8601-1.0.0', '1.0.0', '1.1.0'], 'iso8601-'],
  ])('is read in the folder %s where its tags are %j', (folder, names, prefix) => {
    const found = matchTags(names.map(tag), { template: 'v{version}', versions: versions(...numbers), folder });
    expect(found.prefix).toBe(prefix);
  });

  it.each([
    ['by what the newest releases are tagged by', (raw: string) => (cut(raw) < cut('2.0.0') ? `v${raw}` : raw), ''],
    ['the other way round', (raw: string) => (cut(raw) < cut('2.0.0') ? raw : `v${raw}`), 'v'],
    ['whatever one slip says', (raw: string) => (raw === '2.5.0' ? raw : `v${raw}`), 'v'],
    ['at the template’s first releases', (raw: string) => (cut(raw) < cut('2.3.0') ? raw : `v${raw}`), 'v'],
  ])('is read %s', (_name, spell, prefix) => {
    const found = find(numbers.map(spell));
    expect(found.prefix).toBe(prefix);
    expect([...found.byVersion.values()].flat().map(({ name }) => name)).toEqual(
      expect.arrayContaining(numbers.map(spell)),
    );
  });
});

describe('toLedger', () => {
  const text =
    '## [Unreleased]\n\n## [1.2.0] - 2026-03-01\n\n- C\n\n## [1.1.0-rc.1] - 2026-02-01\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n';

  it('joins sections and tags by version, highest first', () => {
    const { releases, tagPrefix, unreleased } = ledger(text, ['v1.0.0', 'v1.1.0rc1', 'v0.9.0', 'other']);
    expect(tagPrefix).toBe('v');
    expect(unreleased?.label).toBe('Unreleased');
    expect(
      releases.map(({ version, section, tags }) => [version.raw, section !== null, tags.map(({ name }) => name)]),
    ).toEqual([
      ['1.2.0', true, []],
      ['1.1.0-rc.1', true, ['v1.1.0rc1']],
      ['1.0.0', true, ['v1.0.0']],
      ['0.9.0', false, ['v0.9.0']],
    ]);
  });

  it('knows what is current', () => {
    expect(currentVersion(ledger(text, ['v1.0.0', 'v1.1.0-rc.1']))?.raw).toBe('1.2.0');
    expect(currentVersion(ledger(text, ['v2.0.0', 'v3.0.0-rc.1']))?.raw).toBe('2.0.0');
    expect(newestTagged(ledger(text, ['v1.0.0', 'v1.1.0-rc.1']))?.version.raw).toBe('1.0.0');
    expect(currentVersion(ledger('# Changelog\n', []))).toBeNull();
  });

  it.each([
    ['1.30.0', '1.30.0'],
    ['1.12.0', '1.12.0'],
    ['2.0.0', '2.0.0'],
    ['1.0.0', 'it says 1.0.0, and 30 releases came after that'],
    ['0.1.0', 'it says 0.1.0, and 31 releases came after that'],
  ])('counts a version file that says %s only while it may be kept up', async (version, expected) => {
    const text = Array.from({ length: 31 }, (_, i) => `## [1.${30 - i}.0] - 2026-01-01\n\n- A\n\n`).join('');
    const file = await toVersionFileFact('package.json', `{"private": true, "version": "${version}"}`, npmPackage);
    const said = (files: Policy['versionFiles']): string | undefined => {
      const [fact] = toLedger({
        changelog: parseChangelog(text),
        path: 'CHANGELOG.md',
        policy: { ...DEFAULT_POLICY, versionFiles: files },
        repository: { notKnown: 'no git' },
        versionFiles: [file],
      }).versionFiles;
      return fact?.silent?.reason ?? fact?.places[0]?.version;
    };
    expect(said([])).toBe(expected);
    expect(said([{ path: 'package.json', kind: 'auto', pattern: '', image: '', presence: 'optional' }])).toBe(version);
  });

  it.each([
    ['days came before numbers', ['1.1.0', '1.0.0', '2013-10-06', '2013-06-11']],
    ['numbers came before days', ['2013-10-06', '2013-06-11', '1.1.0', '1.0.0']],
    ['days are of nightly builds', ['1.1.0', '1.0.0'], ['2013-10-06']],
  ])('knows what is current where %s', (_name, sections, nightly: readonly string[] = []) => {
    const text = sections.map((each) => `## [${each}]\n\n- A\n\n`).join('');
    const found = ledger(text, [...sections, ...nightly]);
    expect(currentVersion(found)?.raw).toBe(sections[0]);
    expect(newestTagged(found)?.version.raw).toBe(sections[0]);
    expect(found.releases.map(({ version }) => version.raw)).toEqual([...sections, ...nightly]);
    expect(found.releases.every(({ tags }) => tags.length === 1)).toBe(true);
  });

  it('is made without git, too', () => {
    const made = ledger(text, null);
    expect(made.releases.map(({ version, tags }) => [version.raw, tags.length])).toEqual([
      ['1.2.0', 0],
      ['1.1.0-rc.1', 0],
      ['1.0.0', 0],
    ]);
    expect(made.repository).toEqual({ notKnown: 'no git' });
  });
});
