import type { Span } from '../../src/core/index.ts';
import { factOf } from '../../src/core/manifest/facts.ts';
import { type FieldType, MANIFEST_FIELDS, type ManifestField } from '../../src/core/manifest/fields.ts';
import { writeFieldJson } from '../../src/core/manifest/write-json.ts';
import type { ManifestContext } from '../../src/core/rules/manifest-rule.ts';
import { proposeField } from '../../src/core/rules/support/propose-field.ts';
import { type JsonPlace, locateJson } from '../../src/core/text/locate-json.ts';
import { type Completion, escapeSnippet } from '../features/completion/suggestion.ts';
import { contextOf } from './context-of.ts';
import type { ManifestView } from './manifest-view.ts';
import { type Proposal, proposeCategories, proposeRoles, proposeStates, proposeValues } from './proposals.ts';

/** The keys of the objects that a list or a group of a field is made of. */
const INNER_KEYS: { readonly [type in FieldType]?: readonly string[] } = {
  tests: ['name', 'state', 'passed', 'total', 'evidence'],
  files: ['source', 'documentation', 'tests'],
  dependencies: ['added', 'updated', 'removed'],
};

/**
 * What can be written at a place of a JSON manifest: keys with what their source says, and values.
 *
 * @param proposes true where the editor proposes fixed keys and values by itself, from the schema
 */
export function completeJson(view: ManifestView, offset: number, proposes: boolean): readonly Completion[] {
  const place = locateJson(view.source.text, offset);
  const span = place.token ?? { start: offset, end: offset };
  const context = contextOf(view);
  if (!place.isKey) return completeValue(place, span, context, proposes);
  const group = place.path.slice(0, -1);
  const hasValue = /^\s*:/.test(view.source.text.slice(span.end));
  if (group.length === 0 || isGroup(group)) return proposes ? [] : completeFields(place, span, context, hasValue);
  return completeInnerKeys(place, span, context, hasValue, proposes);
}

function isGroup([name, ...rest]: JsonPlace['path']): boolean {
  return rest.length === 0 && MANIFEST_FIELDS.some(({ key }) => key.startsWith(`${name}.`));
}

function completeFields({ path, siblings }: JsonPlace, span: Span, context: ManifestContext, hasValue: boolean) {
  const prefix = path.length > 1 ? `${path[0]}.` : '';
  const groups = new Set<string>();
  return MANIFEST_FIELDS.flatMap((field): readonly Completion[] => {
    if (!field.key.startsWith(prefix) || field.key.startsWith('*')) return [];
    const [key = '', inner] = field.key.slice(prefix.length).split('.');
    if (siblings.includes(key) || groups.has(key)) return [];
    if (inner !== undefined) {
      groups.add(key);
      return [toKey(key, 'Several fields.', span, hasValue, '{ $0 }')];
    }
    return [toKey(key, field.documentation, span, hasValue, placeFor(field, context))];
  });
}

/** What its source says, else where the caret goes. */
function placeFor(field: ManifestField, context: ManifestContext): string {
  const proposed = proposeField(field.name, context);
  const json = proposed && writeFieldJson(field.name, proposed);
  if (json !== null) return `${escapeSnippet(json)}$0`;
  switch (field.type) {
    case 'items':
    case 'names':
    case 'tests':
      return '[$0]';
    case 'changes':
    case 'files':
    case 'dependencies':
    case 'approvals':
    case 'checksums':
      return '{ $0 }';
    case 'flag':
      return '$0';
    default:
      return '"$0"';
  }
}

function completeInnerKeys(
  { path, siblings }: JsonPlace,
  span: Span,
  context: ManifestContext,
  hasValue: boolean,
  proposes: boolean,
): readonly Completion[] {
  const field = fieldOfPath(path);
  if (!field) return [];
  const named = namesFor(field, context).map(({ value, meaning }) => ({ key: String(value), meaning }));
  const fixed = proposes ? [] : (INNER_KEYS[field.type] ?? []).map((key) => ({ key, meaning: '' }));
  return [...named, ...fixed]
    .filter(({ key }) => !siblings.includes(key))
    .map(({ key, meaning }) => toKey(key, meaning, span, hasValue, field.type === 'changes' ? '["$0"]' : '"$0"'));
}

/** The keys that depend on the project. */
function namesFor({ name, type }: ManifestField, context: ManifestContext): readonly Proposal[] {
  if (type === 'approvals') return proposeRoles(context);
  if (type === 'changes') return proposeCategories(context);
  if (name !== 'checksums') return [];
  return (factOf(context.facts, 'listed') ?? []).map((value) => ({
    value,
    meaning: 'The policy wants it to be listed.',
  }));
}

function completeValue(
  { path }: JsonPlace,
  span: Span,
  context: ManifestContext,
  proposes: boolean,
): readonly Completion[] {
  const field = fieldOfPath(path);
  if (!field) return [];
  const isWhole = path.join('.') === field.key;
  const isState = field.type === 'state' || (field.type === 'tests' && path.at(-1) === 'state');
  if (proposes && (isState || field.type === 'flag')) return [];
  const proposals = isState ? proposeStates('json') : isWhole ? proposeValues(field, context) : [];
  return proposals.map(({ value, meaning }) => ({
    kind: 'value',
    label: String(value),
    detail: '',
    documentation: meaning === '' ? [] : [{ kind: 'text', text: meaning }],
    span,
    text: JSON.stringify(value),
    snippet: null,
  }));
}

/** The field that keys lead to or into. */
function fieldOfPath(path: JsonPlace['path']): ManifestField | null {
  const [first, second] = path;
  const inGroup = MANIFEST_FIELDS.find(({ key }) => key === `${first}.${second}`);
  return inGroup ?? MANIFEST_FIELDS.find(({ key }) => key === first) ?? null;
}

function toKey(key: string, meaning: string, span: Span, hasValue: boolean, place: string): Completion {
  const name = JSON.stringify(key);
  const text = hasValue ? name : `${name}: `;
  return {
    kind: 'key',
    label: key,
    detail: '',
    documentation: meaning === '' ? [] : [{ kind: 'text', text: meaning }],
    span,
    text,
    snippet: hasValue ? null : `${escapeSnippet(text)}${place}`,
  };
}
