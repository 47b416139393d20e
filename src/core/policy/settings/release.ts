import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `release`: the kinds of releases. */
export const RELEASE_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'The releases that the project makes.',
  properties: {
    types: {
      type: 'list',
      description: 'The kinds of releases that are told apart, with the part of the version that each of them raises.',
      items: {
        type: 'object',
        description: 'A kind of release.',
        required: ['name', 'bump'],
        defaults: { breaking: 'allowed' },
        properties: {
          name: { type: 'text', description: 'What it is called: `Workstream`.' },
          bump: choice('The part of the version that it raises, whatever its entries ask for.', {
            major: 'The first number.',
            minor: 'The second number.',
            patch: 'The third number.',
          }),
          breaking: choice('Whether it may break something.', {
            allowed: 'It may.',
            forbidden: 'A breaking change stands in its way.',
          }),
        },
      },
    },
  },
};
