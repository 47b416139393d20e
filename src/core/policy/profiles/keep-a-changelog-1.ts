import type { Profile } from '../profile.ts';

export const KEEP_A_CHANGELOG_1: Profile = {
  name: 'keep-a-changelog-1',
  summary: 'Keep a Changelog 1.1.0: without the guidance on breaking changes, identifiers and deprecations of 2.0.0.',
  settings: { standard: '1.1.0', changelog: { breaking: 'either', securityId: 'any' } },
};
