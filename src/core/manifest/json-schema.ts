import { type FieldType, MANIFEST_FIELDS, MANIFEST_VERSION, type ManifestField } from './fields.ts';

const STATES = ['passed', 'advisory', 'failed', 'not-run', 'not-applicable'];
const COUNT = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const TEXT = { type: 'string' };

const list = (items: object): object => ({ type: 'array', items });
const record = (properties: Readonly<Record<string, object>>, required: readonly string[]): object => ({
  type: 'object',
  properties,
  required,
});

/** How the values of each type are written in JSON. */
const TYPES: Readonly<Record<FieldType, object>> = {
  text: TEXT,
  markdown: TEXT,
  version: { type: 'string', pattern: '^[0-9]' },
  date: { type: 'string', format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
  time: { type: 'string', format: 'date-time', pattern: 'Z$' },
  commit: { type: 'string', pattern: '^([0-9a-f]{7,40}|[0-9a-f]{64})$' },
  flag: { type: 'boolean' },
  state: { enum: STATES },
  items: list(TEXT),
  names: list(TEXT),
  changes: { type: 'object', additionalProperties: list(TEXT) },
  tests: list(
    record({ name: TEXT, state: { enum: STATES }, passed: COUNT, total: COUNT, evidence: TEXT }, ['name', 'state']),
  ),
  files: {
    type: 'object',
    properties: Object.fromEntries(
      ['source', 'documentation', 'tests'].map((group) => [
        group,
        list(record({ path: TEXT, lines: COUNT, added: COUNT, deleted: COUNT }, ['path'])),
      ]),
    ),
    additionalProperties: false,
  },
  dependencies: {
    type: 'object',
    properties: Object.fromEntries(
      ['added', 'updated', 'removed'].map((kind) => [
        kind,
        list(record({ name: TEXT, from: TEXT, to: TEXT }, ['name'])),
      ]),
    ),
    additionalProperties: false,
  },
  values: TEXT,
  approvals: {
    type: 'object',
    additionalProperties: { anyOf: [TEXT, record({ by: TEXT, date: { type: 'string', format: 'date' } }, ['by'])] },
  },
  checksums: { type: 'object', additionalProperties: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' } },
};

/**
 * The JSON Schema (2020-12) of the JSON form, made from its fields. It refers to nothing outside of itself; keys of a
 * project's own are allowed, and so are all fields to be missing: what a release needs is for the policy to say.
 */
export function manifestJsonSchema(): object {
  const properties: Record<string, object> = {};
  const patterns: Record<string, object> = {};
  const groups = new Map<string, Record<string, object>>();
  for (const field of MANIFEST_FIELDS) {
    const [group = '', key] = field.key.split('.');
    if (field.key.startsWith('*')) patterns[`^[A-Za-z0-9_]+${field.key.slice(1)}$`] = toSchema(field);
    else if (key === undefined) properties[field.key] = toSchema(field);
    else {
      const inner = groups.get(group) ?? {};
      inner[key] = toSchema(field);
      groups.set(group, inner);
      properties[group] = { type: 'object', properties: inner };
    }
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Release manifest',
    description: `The JSON form of a release manifest, version ${MANIFEST_VERSION}.`,
    type: 'object',
    properties: {
      ...properties,
      manifest_version: { ...properties.manifest_version, const: MANIFEST_VERSION },
    },
    // A key of the format’s own may end as the project’s keys do.
    patternProperties: Object.fromEntries(
      Object.entries(patterns).map(([pattern, schema]) => [pattern.replace('^', '^(?!manifest_|previous_)'), schema]),
    ),
  };
}

function toSchema({ type, documentation }: ManifestField): object {
  return { ...TYPES[type], description: documentation, markdownDescription: documentation };
}
