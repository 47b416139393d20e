import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `markdownlint`: the Markdown style layer. */
export const MARKDOWNLINT_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'The Markdown style layer.',
  properties: {
    enabled: choice('Whether markdownlint runs on changelogs, too.', {
      auto: 'In editors unless the markdownlint extension is there; on the command line where the project configures markdownlint.',
      on: 'Always.',
      off: 'Never.',
    }),
  },
};
