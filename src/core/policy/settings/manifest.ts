import { MANIFEST_FIELDS } from '../../manifest/fields.ts';
import type { ListSetting, MapSetting, ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** The kinds of releases that the known processes tell apart; a policy may have others. */
export const RELEASE_TYPES: ReadonlyMap<string, string> = new Map([
  ['all', 'Every release.'],
  ['major', 'A release that breaks something.'],
  ['minor', 'A release that adds something.'],
  ['patch', 'A release that mends something.'],
  ['hotfix', 'An urgent fix.'],
  ['phase', 'The end of a phase of development.'],
  ['workstream', 'The end of a part of a phase.'],
  ['maintenance', 'Routine fixes and updates that break nothing.'],
]);

/** What another kind of release may be called. */
export const OTHER_TYPE = /^[a-z][a-z0-9-]{0,40}$/;

const REQUIRED: ListSetting = {
  type: 'list',
  description: 'Fields that the manifest of such a release has to have.',
  items: {
    type: 'choice',
    description: 'A field.',
    values: new Map(MANIFEST_FIELDS.map(({ name, documentation }) => [name, documentation])),
  },
};

const REQUIRED_BY_TYPE: MapSetting = {
  type: 'map',
  description: 'The fields that a manifest has to have, by the type of its release; `all` holds for every type.',
  keys: RELEASE_TYPES,
  pattern: OTHER_TYPE,
  values: REQUIRED,
};

/** `manifest`: what a release manifest is, and where it stands. */
export const MANIFEST_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'What a release manifest has to say, and where it stands.',
  properties: {
    path: {
      type: 'text',
      description:
        'Where the manifest of a version stands, relative to the policy file: `releases/{tag}/release_manifest.{ext}`. Empty for the two places that are known, `releases/RELEASE-MANIFEST-{version}.md` and `releases/{tag}/release_manifest.json`.',
      placeholders: ['version', 'tag', 'ext'],
    },
    forms: {
      type: 'list',
      description: 'The forms in which every manifest is kept.',
      items: choice('A form.', { json: 'JSON, for programs.', md: 'Markdown, for people.' }),
    },
    source: choice('Of two forms the one that counts; the other one is generated from it and compared with it.', {
      json: 'The JSON form.',
      md: 'The Markdown form.',
    }),
    types: {
      type: 'list',
      description: 'The types that a release can have; empty for any.',
      items: { type: 'text', description: 'A type, as manifests write it; upper and lower case are the same.' },
    },
    required: REQUIRED_BY_TYPE,
    migrations: {
      type: 'text',
      description:
        'The folder of the migrations, relative to the policy file; `{tag}` and `{version}` stand for the release. Empty where there is none.',
      placeholders: ['version', 'tag'],
    },
  },
};
