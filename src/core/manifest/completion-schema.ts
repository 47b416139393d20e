import { type FieldType, MANIFEST_FIELDS, type ManifestField } from './fields.ts';
import { STATE_WORDS } from './states.ts';

/** What is written behind a key that was chosen. */
const EMPTY: { readonly [type in FieldType]?: unknown } = {
  items: [],
  names: [],
  tests: [],
  changes: {},
  files: {},
  dependencies: {},
  approvals: {},
  checksums: {},
  text: '',
  version: '',
  date: '',
  time: '',
  commit: '',
  markdown: '',
};

/** The keys of what a field is made of. */
const INNER: { readonly [type in FieldType]?: readonly string[] } = {
  files: ['source', 'documentation', 'tests'],
  dependencies: ['added', 'updated', 'removed'],
};

/**
 * A schema of the JSON form that proposes and explains, and finds nothing wrong: an editor that judged a manifest by its schema
 * would say everything twice, and our own diagnostics of the same mistakes say more and have fixes.
 */
export function manifestCompletionSchema(): object {
  const properties: Record<string, object> = {};
  const groups = new Map<string, Record<string, object>>();
  for (const field of MANIFEST_FIELDS) {
    if (field.key.startsWith('*')) continue;
    const [group = '', key] = field.key.split('.');
    if (key === undefined) properties[group] = toProposals(field);
    else {
      const inner = groups.get(group) ?? {};
      inner[key] = toProposals(field);
      groups.set(group, inner);
      properties[group] = { defaultSnippets: [{ body: {} }], properties: inner };
    }
  }
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Release manifest', properties };
}

function toProposals({ type, documentation }: ManifestField): object {
  return { markdownDescription: documentation, ...valuesOf(type) };
}

function valuesOf(type: FieldType): object {
  if (type === 'state') return choose(Object.keys(STATE_WORDS));
  if (type === 'flag') return choose([true, false]);
  const snippets = type in EMPTY ? { defaultSnippets: [{ body: EMPTY[type] }] } : {};
  if (type === 'tests') {
    const properties = { name: {}, state: choose(Object.keys(STATE_WORDS)), passed: {}, total: {}, evidence: {} };
    return { ...snippets, items: { properties } };
  }
  const inner = INNER[type];
  if (!inner) return snippets;
  return { ...snippets, properties: Object.fromEntries(inner.map((key) => [key, choose([[]])])) };
}

function choose(bodies: readonly unknown[]): object {
  return { defaultSnippets: bodies.map((body) => ({ label: JSON.stringify(body).replaceAll('"', ''), body })) };
}
