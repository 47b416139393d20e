import { TAG_MESSAGE_PLACEHOLDERS } from '../../ledger/tag-message.ts';
import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `tag`: how releases are tagged. */
export const TAG_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'How releases are tagged.',
  properties: {
    name: {
      type: 'text',
      description:
        'The name of a release’s tag; `{version}` stands for the version. `{name}` in front of it stands for the package as its version file calls it, else for the component or the folder that the changelog is of: `{name}@{version}`. Where releases are tagged already, their tags tell the name.',
      placeholders: ['version', 'name'],
      required: 'version',
      refName: true,
    },
    when: choice('When a release is tagged, which says whether the main branch contains its tag.', {
      any: 'Whenever: tags beside the main branch are as good.',
      'before-merge': 'On the release branch, before it is merged: all but the newest tag are on the main branch.',
      'after-merge': 'On the main branch, except for releases of older lines.',
      'after-deploy': 'On the main branch once the release runs, except for releases of older lines.',
    }),
    annotated: choice('Whether releases have annotated tags, which say who tagged them, when and why.', {
      optional: 'Lightweight tags are as good.',
      required: 'A lightweight tag of a release is a problem.',
    }),
    sign: choice('Whether the tags of releases are signed. That a signature is there is checked, not whose it is.', {
      optional: 'Tags without a signature are as good.',
      required: 'A release’s tag without a signature is a problem.',
    }),
    template: {
      type: 'text',
      description:
        'What the message of a release’s tag says, line by line. `{title}`, `{summary}` and `{date}` come from the release’s section, `{highlights}` stands for list items, `{compare}` for the release’s link. Empty: anything.',
      placeholders: TAG_MESSAGE_PLACEHOLDERS,
    },
    hotfixTemplate: {
      type: 'text',
      description: 'The same for hotfixes (`version.hotfix`). Empty: as any other release.',
      placeholders: TAG_MESSAGE_PLACEHOLDERS,
    },
    prereleaseTemplate: {
      type: 'text',
      description: 'The same for pre-releases. Empty: as any other release.',
      placeholders: TAG_MESSAGE_PLACEHOLDERS,
    },
    promoteTemplate: {
      type: 'text',
      description:
        'What the tag of a release says that was a release candidate before; `{candidate}` stands for `rc2`. Empty: as any other release.',
      placeholders: TAG_MESSAGE_PLACEHOLDERS,
    },
  },
};
