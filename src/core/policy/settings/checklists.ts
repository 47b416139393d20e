import type { ListSetting, ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

const ITEMS: ListSetting = {
  type: 'list',
  description: 'What has to be done.',
  items: {
    type: 'object',
    description: 'Something that has to be done.',
    required: ['text'],
    defaults: { level: 1, when: 'always', check: 'none' },
    properties: {
      text: {
        type: 'text',
        description: 'What has to be done, or is so; `{version}` and `{tag}` stand for the release.',
        placeholders: ['version', 'tag', 'previous'],
      },
      level: { type: 'number', description: '2 for what stands under the item before it.', minimum: 1, maximum: 2 },
      when: choice('Which releases it is for; for others it is “not applicable”, with the reason.', {
        always: 'Every release.',
        breaking: 'Releases that break something.',
        security: 'Releases with changes under Security.',
        migrations: 'Releases with migrations.',
        deprecations: 'Releases that deprecate or remove something.',
        major: 'Major releases.',
        minor: 'Minor releases.',
        patch: 'Patch releases, hotfixes among them.',
        workstream: 'Patch releases that end a workstream: not hotfixes, not maintenance.',
        hotfix: 'Hotfixes.',
        planned: 'Releases that are no hotfixes: what an urgent fix is not held up for.',
        'first-major': 'Version 1.0.0.',
        stable: 'Releases that are no pre-releases.',
      }),
      check: choice('What ticks it by itself, with its evidence.', {
        none: 'Nothing: somebody ticks it.',
        section: 'The changelog has a section for the version.',
        date: 'That section has a date.',
        changelog: 'The version’s section has everything that it is to ship with (`check --release`).',
        breaking: 'What breaks is marked as the policy asks, or nothing does.',
        migrations: 'The changelog has notes on the migrations, or there are none.',
        'version-files': 'All version files say the version.',
        tag: 'The version is tagged, with a message where the policy asks for one.',
        manifest: 'The version’s manifest is there.',
        checksums: 'The version’s list of digests is there.',
        docs: 'The documentation checks find no error (`docs`).',
        approvals: 'Everybody has approved who has to.',
      }),
    },
  },
};

/** `checklists`: what has to be done for a release. */
export const CHECKLIST_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'What has to be done for a release, phase by phase, as task lists in the repository.',
  properties: {
    path: {
      type: 'text',
      description: 'Where the checklist of a version stands, relative to the policy file.',
      placeholders: ['version', 'tag'],
    },
    presence: choice('Whether a version may be released without one, where there are phases.', {
      optional: 'It may. One that is there has to be done.',
      required: 'It may not.',
    }),
    byHand: choice('Which items people may mark as done.', {
      unchecked: 'Those that no check decides; what a check decides it ticks itself.',
      all: 'All. A mark that its check speaks against is reported.',
    }),
    phases: {
      type: 'list',
      description: 'The phases of a release, in their order.',
      items: {
        type: 'object',
        description: 'A phase.',
        required: ['name', 'groups'],
        defaults: { from: 0, to: 0, blocks: 'release' },
        properties: {
          name: { type: 'text', description: 'What it is called: `Pre-Release`.' },
          from: {
            type: 'number',
            description: 'Its first day, counted from the day of the release: -3 is three days before it.',
            minimum: -365,
            maximum: 365,
          },
          to: { type: 'number', description: 'Its last day.', minimum: -365, maximum: 365 },
          blocks: choice('Whether a release waits for it.', {
            release: 'Nothing is released before it is done.',
            nothing: 'It comes after the release.',
          }),
          groups: {
            type: 'list',
            description: 'Its items by what they are about.',
            items: {
              type: 'object',
              description: 'A group of items.',
              required: ['items'],
              defaults: { name: '', owner: '' },
              properties: {
                name: { type: 'text', description: 'The heading; empty for none.' },
                owner: { type: 'text', description: 'Who sees to it; empty for nobody in particular.' },
                items: ITEMS,
              },
            },
          },
        },
      },
    },
  },
};
