import { VERSION_FILE_KINDS } from '../../version/files/all.ts';
import type { ListSetting, ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

const VERSION_FILE: ObjectSetting = {
  type: 'object',
  description: 'A file, or several by a glob, that says the version.',
  required: ['path'],
  defaults: { kind: 'auto', pattern: '', image: '', presence: 'required' },
  properties: {
    path: { type: 'text', description: 'A path or glob, relative to the policy file.' },
    kind: {
      type: 'choice',
      description: 'What kind of file it is.',
      values: new Map([
        ['auto', 'By its name.'],
        ['marker', 'The version of each line with the comment `release-ledger: version`.'],
        ...VERSION_FILE_KINDS.map(({ id, title }) => [id, `Read as ${title}.`] as [string, string]),
      ]),
    },
    pattern: {
      type: 'text',
      description:
        'What stands around the version, for any file: `image: acme/web:{version}`, or a constant in code, `static let version = "{version}"`. It has to match exactly once. Empty: the file is read as its kind.',
      placeholders: ['version'],
      required: 'version',
      mayBeEmpty: true,
    },
    image: { type: 'text', description: 'In a compose file, the image whose tag is the version: `acme/web`.' },
    presence: choice('Whether it is a problem that no such file is there.', {
      required: 'A file that is missing is a problem.',
      optional: 'The file is looked at where it is there.',
    }),
  },
};

/** `versionFiles`: the files that say the version. */
export const VERSION_FILE_SETTINGS: ListSetting = {
  type: 'list',
  description:
    'The files that say the version. Without a list the files that are known by their names are found beside the changelog.',
  items: VERSION_FILE,
};
