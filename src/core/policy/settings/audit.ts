import type { MapSetting, ObjectSetting } from '../setting.ts';

/** The kinds of records that are kept, each with what it is. */
export const RECORD_KINDS = new Map([
  ['changelog', 'The section of the changelog.'],
  ['tag', 'The tag object.'],
  ['manifest', 'The release manifest.'],
  ['checksums', 'The list of digests.'],
  ['checklist', 'The checklist.'],
  ['gates', 'The results of gates.'],
  ['deployments', 'The log of deployments.'],
]);

const RETENTION: MapSetting = {
  type: 'map',
  description: 'How many days a record is kept after its release; 0 for good, which is also what holds without it.',
  keys: RECORD_KINDS,
  values: { type: 'number', description: 'Days; 0 for good.', minimum: 0, maximum: 36600 },
};

/** `audit`: what is kept to prove a release later. */
export const AUDIT_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'What is kept to prove a release later, and for how long.',
  properties: {
    deployments: {
      type: 'text',
      description: 'The log of deployments, relative to the policy file: a line of JSON for each.',
    },
    retention: RETENTION,
  },
};
