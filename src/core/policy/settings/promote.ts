import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `promote`: how a release candidate becomes the release. */
export const PROMOTE_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'How a release candidate becomes the release.',
  properties: {
    mode: choice('Which commit the release is.', {
      'same-commit':
        'That of the candidate, where its changelog and version files say the release’s version already; else a new one.',
      'new-commit': 'A new one, in which the changelog and the version files say the release’s version.',
    }),
    sections: choice('What becomes of the candidates’ sections in the changelog.', {
      keep: 'They stay below the release’s section, which has all their entries.',
      collapse: 'They become the release’s section.',
    }),
  },
};
