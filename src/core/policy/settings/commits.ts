import type { ObjectSetting, TextSetting } from '../setting.ts';

/** What the messages of commits may ask for. */
export const COMMIT_PLACEHOLDERS = ['version', 'tag', 'branch', 'type', 'title'] as const;

const message = (description: string): TextSetting => ({
  type: 'text',
  description,
  placeholders: COMMIT_PLACEHOLDERS,
});

/** `commit`: what the commits of operations say. */
export const COMMIT_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'What the commits say that release operations make.',
  properties: {
    bump: message('The commit that raises the version.'),
    cut: message('The commit of a release.'),
    promote: message('The commit that makes a release of a release candidate.'),
    yank: message('The commit that marks a release as yanked.'),
    rollback: message('The commit that records a rollback.'),
    merge: message('The merge of a release branch; `{branch}` is its name.'),
    hotfixMerge: message('The merge of a hotfix branch; `{branch}` is its name.'),
  },
};
