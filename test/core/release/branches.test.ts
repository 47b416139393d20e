import { describe, expect, it } from 'vitest';
import { branchOf, meaningOf, placeOfHead } from '../../../src/core/release/branches.ts';
import { releaseFacts } from '../../support/release-facts.ts';

const facts = (policy: object = {}, over: object = {}) => releaseFacts({ changelog: '# Changelog\n', policy, over });

describe('what a branch is by its name', () => {
  it.each<[name: string, meaning: string]>([
    ['main', 'main'],
    ['release/v1.2.0', 'release 1.2.0'],
    ['release/v1.2.0-rc.1', 'release 1.2.0-rc.1'],
    ['hotfix/v1.2.1', 'hotfix 1.2.1'],
    ['release/v', 'other'],
    ['release/1.2.0', 'line'],
    ['release/vnext', 'other'],
    ['my-release/v1.2.0', 'line'],
    ['1.x', 'line'],
    ['v1.2', 'line'],
    ['stable-2.1', 'line'],
    ['develop', 'other'],
    ['feature/2fa', 'other'],
  ])('%s: %s', async (name, expected) => {
    const { kind, version } = meaningOf(await facts(), `refs/heads/${name}`);
    expect(version ? `${kind} ${version.raw}` : kind).toBe(expected);
  });

  it('goes by the policy, what stands behind the version included', async () => {
    const own = await facts({ branch: { release: 'r-{version}-prep', hotfix: 'fix/{version}' } });
    const meanings = ['r-1.2.0-prep', 'r-1.2.0', 'r--prep', 'fix/1.2.1', 'release/v1.2.0'].map((name) => {
      const { kind, version } = meaningOf(own, `refs/heads/${name}`);
      return version ? `${kind} ${version.raw}` : kind;
    });
    expect(meanings).toEqual(['release 1.2.0', 'line', 'other', 'hotfix 1.2.1', 'line']);
    expect(branchOf(own, 'release', '1.3.0')).toBe('refs/heads/r-1.3.0-prep');
  });

  it('takes any branch for the main one where nobody knows which that is', async () => {
    const head = { ref: 'refs/heads/work', commit: 'c' };
    expect(placeOfHead(await facts({}, { head })).kind).toBe('other');
    expect(placeOfHead(await facts({}, { head, mainBranch: null })).kind).toBe('main');
    const named = { ref: 'refs/heads/hotfix/v1.0.1', commit: 'c' };
    expect(placeOfHead(await facts({}, { head: named, mainBranch: null })).kind).toBe('hotfix');
  });
});
