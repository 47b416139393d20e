import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `forge`: where releases are published, and under which names. */
export const FORGE_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'The forge that `release-ledger publish` makes releases at: that of the remote which pushes go to.',
  properties: {
    kind: choice('What the forge is.', {
      auto: 'Told by the name of its host: github.com, gitlab.com, codeberg.org, gitlab.example.com.',
      github: 'GitHub, GitHub Enterprise Cloud or Server.',
      gitlab: 'GitLab, which has no drafts and no mark for pre-releases.',
      gitea: 'Gitea or Forgejo.',
    }),
    apiUrl: {
      type: 'text',
      mayBeEmpty: true,
      description:
        'The address of its interface, for one that has it elsewhere: `https://git.example.com/gitlab/api/v4`. On another host than the remote’s it is used only where the user names that host himself.',
    },
    name: {
      type: 'text',
      description: 'What a release is called there: `{product} {tag} - {title}`.',
      placeholders: ['tag', 'version', 'product', 'title'],
    },
  },
};
