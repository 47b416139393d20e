import type { ObjectSetting } from '../setting.ts';

/** `tag`: how releases are tagged. */
export const TAG_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'How releases are tagged.',
  properties: {
    name: {
      type: 'text',
      description: 'The name of a release’s tag; `{version}` stands for the version.',
      placeholders: ['version'],
      required: 'version',
    },
  },
};
