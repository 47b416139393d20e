import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** What the steps of a rollback may ask for. */
export const ROLLBACK_PLACEHOLDERS = ['version', 'tag', 'target', 'targetTag'] as const;

/** `rollback`: how a release is taken back. */
export const ROLLBACK_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'How a release is taken back.',
  properties: {
    tag: choice('What becomes of the tag of the release.', {
      keep: 'It stays: others may have it.',
      'delete-if-unpublished': 'It is deleted where the repository has no remote that it can have been sent to.',
    }),
    severities: {
      type: 'list',
      description: 'How severe a defect can be, and what is done about it; the first one is the worst.',
      items: {
        type: 'object',
        description: 'A severity.',
        required: ['id', 'action'],
        defaults: { withinMinutes: 0, approval: '' },
        properties: {
          id: { type: 'text', description: 'Its name: `P0`.' },
          action: choice('What is done.', {
            'roll-back': 'The release is rolled back.',
            evaluate: 'Whether to roll back or to fix is decided first.',
            'fix-forward': 'The defect is fixed in the next release: a rollback is refused.',
          }),
          withinMinutes: {
            type: 'number',
            description: 'Minutes until it has to be done; 0 for at once.',
            minimum: 0,
            maximum: 100_000,
          },
          approval: { type: 'text', description: 'Who has to agree. Empty: nobody.', mayBeEmpty: true },
        },
      },
    },
    record: {
      type: 'text',
      description:
        'The path of the record that a rollback leaves; of several components or packages it is named by their tags. As long as “Fix verified” is not checked in it, no release is cut.',
      placeholders: ['version', 'tag'],
      required: 'version',
    },
    lastGood: {
      type: 'text',
      mayBeEmpty: true,
      description:
        'The path of a JSON file that says what to go back to: the commit, tag or version in its `rollback_sha`. Empty, or where the file is not there: the release before that was not yanked.',
    },
    steps: {
      type: 'list',
      description:
        'What to do, in order. `{target}` and `{targetTag}` are the version that is gone back to, and its tag.',
      items: { type: 'text', description: 'One step, as Markdown.', placeholders: ROLLBACK_PLACEHOLDERS },
    },
  },
};
