import type { ListSetting, ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

const STAGES: ListSetting = {
  type: 'list',
  description:
    'How the newest line is supported, then the one before it, and so on; lines after the last stage are not. Empty: no support is promised.',
  items: {
    type: 'object',
    description: 'A stage.',
    required: ['level'],
    defaults: { months: 0 },
    properties: {
      level: choice('What is mended.', {
        full: 'Everything: features, defects and security.',
        security: 'Security and critical defects only.',
      }),
      months: {
        type: 'number',
        description: 'The months that it lasts from the release that started the next line; 0 without an end.',
        minimum: 0,
        maximum: 240,
      },
    },
  },
};

/** `support`: which versions are still supported. */
export const SUPPORT_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'Which versions are supported, and for how long.',
  properties: {
    line: choice('What belongs together: of each line only its newest release is kept up.', {
      major: 'All versions with the same first number.',
      minor: 'All versions with the same first two numbers.',
    }),
    stages: STAGES,
  },
};
