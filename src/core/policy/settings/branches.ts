import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `branch`: the branches that releases are made on. */
export const BRANCH_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'The branches that releases are made on.',
  properties: {
    main: {
      type: 'text',
      description:
        'The branch that releases come from. Empty: the one that the remote calls its own, or main, master, trunk or develop.',
      mayBeEmpty: true,
    },
    release: {
      type: 'text',
      description:
        'The name of the branch on which a release is prepared; of several components or packages their tags stand in it.',
      placeholders: ['version'],
      required: 'version',
      refName: true,
    },
    hotfix: {
      type: 'text',
      description:
        'The name of the branch on which a hotfix is prepared; of several components or packages their tags stand in it.',
      placeholders: ['version'],
      required: 'version',
      refName: true,
    },
    useFor: {
      type: 'list',
      description:
        'The releases that have to be prepared on a branch of their own; on the main branch they are refused.',
      items: choice('A level.', {
        major: 'Major releases.',
        minor: 'Minor releases.',
        patch: 'Patch releases.',
      }),
    },
    accepts: {
      type: 'list',
      description:
        'The types of commits that may still come to a release branch once it was started, as in Conventional Commits: `fix`, `docs`. Without any, everything may.',
      items: { type: 'text', description: 'A type of commits.' },
    },
  },
};
