import type { MapSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';
import { OTHER_TYPE, RELEASE_TYPES } from './manifest.ts';

/** `approvals`: who has to approve a release. */
export const APPROVAL_SETTINGS: MapSetting = {
  type: 'map',
  description: 'Who has to approve a release, by its type; `all` holds for every type.',
  keys: RELEASE_TYPES,
  pattern: OTHER_TYPE,
  values: {
    type: 'list',
    description: 'The approvals that such a release needs.',
    items: {
      type: 'object',
      description: 'An approval.',
      required: ['role'],
      defaults: { when: 'always' },
      properties: {
        role: { type: 'text', description: 'The role, as manifests write it: `security_lead`.' },
        when: choice('When it is needed.', {
          always: 'For every release of this type.',
          security: 'Where the release has changes under Security.',
          breaking: 'Where the release breaks something.',
          migrations: 'Where the release has migrations.',
        }),
        people: {
          type: 'list',
          description: 'Who has the role; nobody else may approve in it. Without them anybody may.',
          items: { type: 'text', description: 'A name or an address, as approvals have it.' },
        },
      },
    },
  },
};
