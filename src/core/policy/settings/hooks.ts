import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `hooks`: what the git hooks of `release-ledger hook install` ask for beside `check`. */
export const HOOK_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'What the git hooks ask for beside what `check` reports.',
  properties: {
    commitMessage: choice('How a commit message starts.', {
      any: 'In any way.',
      conventional: 'As Conventional Commits 1.0.0 writes it: `fix(parser): accept empty files`.',
    }),
    types: {
      type: 'list',
      description: 'The types that a conventional message may have; empty for any.',
      items: { type: 'text', description: 'A type, such as `feat`.' },
    },
    fixReference: choice('Whether the message of a fix names what it mends: `Fixes #123`.', {
      optional: 'It need not.',
      required: 'A message of the type `fix` has to.',
    }),
  },
};
