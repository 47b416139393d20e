import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `release`: the kinds of releases. */
export const RELEASE_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'The releases that the project makes.',
  properties: {
    tree: choice('What has to be committed before a release is made; what is not tracked is left alone either way.', {
      planned: 'The files that the release changes; others stay as they are.',
      clean: 'Every tracked file, as `git status` has it.',
    }),
    records: {
      type: 'list',
      description: 'Files that have to be there, and committed, before a version is released.',
      items: {
        type: 'object',
        description: 'A file.',
        required: ['path', 'make', 'before'],
        defaults: { covers: '', field: '', minimum: 0 },
        properties: {
          path: {
            type: 'text',
            description: 'Its path, relative to the policy file.',
            placeholders: ['version', 'tag'],
          },
          make: {
            type: 'text',
            description: 'How it is made: the command, or a sentence. It is shown, and never run.',
          },
          before: choice('What it is needed for.', {
            cut: 'The release is not cut without it.',
            tag: 'The release is cut without it, and not tagged.',
          }),
          covers: {
            type: 'text',
            mayBeEmpty: true,
            description: 'A list of requirements all of which it has to have, each with one version.',
          },
          field: {
            type: 'text',
            mayBeEmpty: true,
            description: 'The name of a number that it holds as JSON: `iterations`.',
          },
          minimum: { type: 'number', description: 'What that number is at least.', minimum: 0, maximum: 1_000_000_000 },
        },
      },
    },
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
          process: {
            type: 'text',
            mayBeEmpty: true,
            description: 'How it comes about: `Standard release cycle`. Plans show it.',
          },
          timeline: { type: 'text', mayBeEmpty: true, description: 'How long that takes: `1-2 weeks`. Plans show it.' },
          breaking: choice('Whether it may break something.', {
            allowed: 'It may.',
            forbidden: 'A breaking change stands in its way.',
          }),
        },
      },
    },
  },
};
