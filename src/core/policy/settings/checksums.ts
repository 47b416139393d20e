import type { ObjectSetting } from '../setting.ts';

/** `checksums`: the list of digests of a release. */
export const CHECKSUM_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'The list of SHA-256 digests of a release.',
  properties: {
    path: {
      type: 'text',
      description:
        'Where the list of a version stands, relative to the policy file. The paths in it are relative to the policy file, too.',
      placeholders: ['version', 'tag'],
    },
    include: {
      type: 'list',
      description: 'Paths or globs of the files that are listed, relative to the policy file.',
      items: { type: 'text', description: 'A path or glob.', placeholders: ['version', 'tag'] },
    },
    exclude: {
      type: 'list',
      description: 'Paths or globs of the files among them that are not.',
      items: { type: 'text', description: 'A path or glob.', placeholders: ['version', 'tag'] },
    },
  },
};
