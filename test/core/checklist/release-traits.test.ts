import { describe, expect, it } from 'vitest';
import { typeTraits, whyNotApplicable } from '../../../src/core/checklist/release-traits.ts';
import { DEFAULT_POLICY } from '../../../src/core/index.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';

const POLICY: Policy = {
  ...DEFAULT_POLICY,
  release: {
    ...DEFAULT_POLICY.release,
    types: [
      { name: 'Feature', bump: 'minor', breaking: 'allowed', process: '', timeline: '' },
      { name: 'Service Pack', bump: 'patch', breaking: 'forbidden', process: '', timeline: '' },
    ],
  },
  manifest: { ...DEFAULT_POLICY.manifest, types: ['Feature', 'Service Pack'] },
};

describe('the type of a release', () => {
  it.each<
    [
      what: string,
      said: string | null,
      title: string | null,
      level: string | null,
      type: string | null,
      of: string | null,
    ]
  >([
    ['what somebody said', 'Service Pack', 'A feature', 'minor', 'service pack', 'patch'],
    ['what its title says', null, 'Service Pack 2', 'minor', 'service pack', 'patch'],
    ['its level', null, 'Faster starts', 'minor', 'minor', null],
    ['its level, where nobody has a title', null, null, 'major', 'major', null],
    ['a hotfix, which every policy knows', 'hotfix', null, 'minor', 'hotfix', 'patch'],
    ['nothing', null, null, null, null, null],
  ])('is %s', (_, said, title, level, type, of) => {
    expect(typeTraits(POLICY, said, title, level)).toEqual({ type, level: of });
  });

  it('has the items of the level that the policy gives it', () => {
    const release = { ...typeTraits(POLICY, 'Feature', null, null), prerelease: false, firstMajor: false, has: null };
    expect(whyNotApplicable('minor', release)).toBeNull();
    expect(whyNotApplicable('patch', release)).toBe('this is no patch release but feature');
  });
});
