import type { Profile } from '../profile.ts';

export const KEEP_A_CHANGELOG: Profile = {
  name: 'keep-a-changelog',
  summary: 'Keep a Changelog 2.0.0 as it is written; nothing is asked beyond it.',
  settings: {},
};
