import type { ListSetting, ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

const paths = (description: string): ListSetting => ({
  type: 'list',
  description,
  items: { type: 'text', description: 'A path or glob (`*`, `**`, `?`), relative to the policy file.' },
});

/** `docs`: what documentation has to be. */
export const DOCS_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'What is checked in the documentation (`release-ledger docs`).',
  properties: {
    enabled: choice('Whether editors and `check` look at the documentation, too.', {
      on: 'They do: documents as they are opened and typed in, all of them on `check`.',
      off: 'Only `docs` does. Checklists are looked at all the same.',
    }),
    files: paths('The documentation.'),
    exclude: paths('Files among them that are not checked.'),
    allowTodo: {
      type: 'list',
      description:
        'Notes to finish later that are allowed: a text that their line has, with `*` for anything. One with the number of an issue is always allowed: it is written down there.',
      items: { type: 'text', description: 'A text of the line.' },
    },
    allowOldVersions: paths('Documents that name earlier versions on purpose: upgrade guides, histories.'),
    required: {
      type: 'list',
      description: 'Documents that have to be there.',
      items: { type: 'text', description: 'A path, relative to the policy file.' },
    },
    migrations: paths('Notes on migrations, which have to say what they do, how to take them back, and their risk.'),
    fields: {
      type: 'list',
      description: 'What documents have to say of themselves, in lines such as `**Owner**: Platform Engineering`.',
      items: {
        type: 'object',
        description: 'Some documents, and what they have to say.',
        required: ['files', 'names'],
        properties: {
          files: paths('The documents.'),
          names: {
            type: 'list',
            description: 'The names of the lines.',
            items: { type: 'text', description: 'A name: `Owner`, `Last Updated`, `Document Version`.' },
          },
        },
      },
    },
  },
};
