import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `hotfix`: how an urgent fix is released. */
export const HOTFIX_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'How an urgent fix is released.',
  properties: {
    base: choice('What a hotfix starts from, where `--from` does not say.', {
      'current-tag': 'The newest release: the fix is made in what is out.',
      'last-good': 'The release before the newest one, which is left out altogether.',
    }),
    tag: choice('Which commit the tag of a hotfix names.', {
      'on-branch': 'The hotfix’s own, before it is merged.',
      'after-merge': 'The merge, where the main branch has nothing but the release and the hotfix; else its own.',
    }),
    review: {
      type: 'list',
      description:
        'The command that asks for the review of a hotfix, word by word; it is shown when one is started, and never run.',
      items: { type: 'text', description: 'The program, or one of its arguments.' },
    },
    criteria: {
      type: 'list',
      description: 'What a hotfix is for and what not, shown when one is started.',
      items: { type: 'text', description: 'One sentence.' },
    },
  },
};
