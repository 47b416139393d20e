import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, parseChangelog, parseVersion } from '../../../src/core/index.ts';
import type { RepositoryFacts } from '../../../src/core/ledger/facts.ts';
import { type Ledger, toLedger } from '../../../src/core/ledger/ledger.ts';
import { isComparable, previousTagged, tagOf } from '../../../src/core/ledger/previous-tagged.ts';

/** A changelog of some versions; a name that ends with `?` is a tag whose commit is not known. */
function ledgerOf(versions: readonly string[], tags: readonly string[]): Ledger {
  const repository: RepositoryFacts = {
    ...{ root: '/', head: { branch: 'main', commit: 'c' }, shallow: false, objectFormat: 'sha1', remotes: [] },
    mainBranch: 'main',
    tags: tags.map((each) => ({
      ...{ name: each.replace('?', ''), object: each, commit: each.endsWith('?') ? null : `commit of ${each}` },
      ...{ annotated: false, signed: false, date: null, message: null },
    })),
  };
  const text = versions.map((each) => `## [${each}] - 2026-01-01\n\n### Added\n\n- A\n\n`).join('');
  const given = { path: 'CHANGELOG.md', policy: DEFAULT_POLICY, repository, versionFiles: [] };
  return toLedger({ changelog: parseChangelog(text), ...given });
}

describe('the release that a version is compared with', () => {
  const ALL = ['2.0.0', '2.0.0-rc.2', '2.0.0-rc.1', '1.3.0', '1.2.0'];
  const TAGS = ALL.map((each) => `v${each}`);

  it.each<[of: string | null, tags: readonly string[], expected: string | null]>([
    ['2.0.0', TAGS, '1.3.0'],
    ['2.0.0-rc.2', TAGS, '2.0.0-rc.1'],
    ['2.0.0-rc.1', TAGS, '1.3.0'],
    ['1.3.0', TAGS, '1.2.0'],
    ['1.2.0', TAGS, null],
    ['1.9.0', TAGS, '1.3.0'],
    [null, TAGS, '2.0.0'],
    // Where there are no others, a candidate has to do.
    [null, ['v2.0.0-rc.1', 'v2.0.0-rc.2'], '2.0.0-rc.2'],
    ['2.0.0', ['v2.0.0-rc.1', 'v2.0.0-rc.2'], '2.0.0-rc.2'],
    ['2.0.0', ['v1.2.0'], '1.2.0'],
    ['2.0.0', ['v1.3.0?', 'v1.2.0'], '1.2.0'],
    ['2.0.0', [], null],
  ])('of %s among %j is %s', (of, tags, expected) => {
    const found = previousTagged(ledgerOf(ALL, tags), of === null ? null : parseVersion(of));
    expect(found?.version.raw ?? null).toBe(expected);
  });

  it.each<[tags: readonly string[], comparable: readonly string[]]>([
    [TAGS, ['2.0.0', '2.0.0-rc.2', '2.0.0-rc.1', '1.3.0']],
    [['v2.0.0', 'v1.3.0'], ['2.0.0']],
    [['v2.0.0'], []],
    [[], []],
  ])('is there with the tags %j for %j', (tags, comparable) => {
    const ledger = ledgerOf(ALL, tags);
    const found = ledger.releases.filter((each) => isComparable(ledger, each));
    expect(found.map(({ version }) => version.raw)).toEqual(comparable);
  });

  it('has the first of its tags that names a commit', () => {
    const [release] = ledgerOf(['1.2.0'], ['v1.2.0?']).releases;
    expect(release && tagOf(release)).toBeNull();
    const [other] = ledgerOf(['1.2.0'], ['v1.2.0']).releases;
    expect(other && tagOf(other)).toEqual({ name: 'v1.2.0', commit: 'commit of v1.2.0' });
  });
});
