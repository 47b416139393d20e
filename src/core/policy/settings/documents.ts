import { ASKED_VALUES } from '../../documents/asked-values.ts';
import { TEMPLATE_SUMMARIES } from '../../documents/template-summaries.ts';
import type { MapSetting, ObjectSetting } from '../setting.ts';

/** The audiences that messages are written for; a policy may have others. */
const AUDIENCES: ReadonlyMap<string, string> = new Map([
  ['internal', 'The team.'],
  ['external', 'Everybody.'],
  ['customer', 'A customer.'],
  ['dependents', 'Projects that depend on this one.'],
  ['security', 'Those who have to update for their security.'],
  ['rollback', 'Everybody who may have a release that is taken back.'],
]);

/** `documents`: what is written from the records of a release. */
export const DOCUMENT_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'Release notes, announcements and pages, written from templates.',
  properties: {
    product: { type: 'text', description: 'What the product is called. Empty: as its repository is.' },
    notes: {
      type: 'text',
      description: `The template of release notes: ${[...TEMPLATE_SUMMARIES.keys()].map((name) => `\`${name}\``).join(', ')}, or one of \`documents.templates\`.`,
    },
    templates: {
      type: 'map',
      description:
        'Templates of this project by name: files with `{version}`, `{#if title}…{/if}` and `{#each features}…{/each}`. One with the name of a built-in template takes its place.',
      keys: TEMPLATE_SUMMARIES,
      pattern: /^[a-z][a-z0-9-]{0,40}$/,
      values: { type: 'text', description: 'The path of the file, relative to the policy file.' },
    },
    values: {
      type: 'map',
      description: 'What placeholders stand for that nothing in the records says.',
      keys: ASKED_VALUES,
      pattern: /^[a-z][A-Za-z0-9]{0,39}$/,
      values: { type: 'text', description: 'The text that takes the placeholder’s place.' },
    },
  },
};

/** `announcements`: the messages about a release. */
export const ANNOUNCEMENT_SETTINGS: MapSetting = {
  type: 'map',
  description: 'The template of the message for each audience: a built-in one, or one of `documents.templates`.',
  keys: AUDIENCES,
  pattern: /^[a-z][a-z0-9-]{0,40}$/,
  values: { type: 'text', description: 'The name of a template.' },
};
