import { fieldOf, MANIFEST_FIELDS, type ManifestField } from './fields.ts';
import type { FieldName, ManifestContent, UnknownField } from './model.ts';
import { writeMoment } from './times.ts';

/** What is kept although no field means it. */
export type KeptField = Pick<UnknownField, 'key' | 'json'>;

type Tree = Map<string, Tree | string>;

/**
 * Writes the JSON form of a manifest: two spaces deep, keys in the order of the fields, and a final newline.
 *
 * The bytes depend on nothing but the content. What is kept is written behind the fields exactly as it was, so that no digit
 * of a number changes.
 */
export function writeJsonManifest(content: ManifestContent, kept: readonly KeptField[] = []): string {
  const tree: Tree = new Map();
  for (const field of MANIFEST_FIELDS) {
    for (const [path, json] of entriesOf(field, content)) put(tree, path, json);
  }
  for (const { key, json } of kept) put(tree, key, json);
  return `${print(tree, '')}\n`;
}

function put(tree: Tree, path: string, json: string): void {
  const [group = '', rest] = splitPath(path);
  if (rest === null) {
    if (!tree.has(path)) tree.set(path, json);
    return;
  }
  const inner = tree.get(group);
  if (inner instanceof Map) inner.set(rest, json);
  else tree.set(group, new Map([[rest, json]]));
}

const GROUPS = new Set(MANIFEST_FIELDS.flatMap(({ key }) => (key.includes('.') ? [key.split('.')[0] as string] : [])));

/** Only the groups of fields are paths; the project’s own keys may hold dots. */
function splitPath(path: string): readonly [string, string | null] {
  const at = path.indexOf('.');
  const group = path.slice(0, Math.max(0, at));
  return GROUPS.has(group) ? [group, path.slice(at + 1)] : [path, null];
}

function print(tree: Tree, indent: string): string {
  const lines = [...tree].map(([key, value]) => {
    const json = typeof value === 'string' ? value.replaceAll('\n', `\n${indent}`) : print(value, `${indent}  `);
    return `${indent}  ${JSON.stringify(key)}: ${json}`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

/** The keys of a field with their values as JSON, one level deep. */
function entriesOf(field: ManifestField, content: ManifestContent): readonly (readonly [string, string])[] {
  const value = content[field.name];
  if (value === undefined) return [];
  if (field.type === 'values') {
    return (content[field.name] as NonNullable<ManifestContent['runtime']>).map((each) => [
      each.key,
      toJson(each.value),
    ]);
  }
  return [[field.key, toJson(toJsonValue(field, content))]];
}

/** The value of a field as JSON without indentation of its own; null for what has no key of its own, or no value. */
export function writeFieldJson(name: FieldName, content: ManifestContent): string | null {
  const field = fieldOf(name);
  if (content[name] === undefined || field.type === 'values') return null;
  return JSON.stringify(toJsonValue(field, content), null, 2);
}

/** JSON of a value below a key of the first level. */
function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}

function toJsonValue({ name, type }: ManifestField, content: ManifestContent): unknown {
  switch (type) {
    case 'time':
      return writeMoment(content[name] as string, 'json');
    case 'items':
    case 'names':
      return (content[name] as NonNullable<ManifestContent['migrations']>).map(({ text }) => text);
    case 'changes':
      return group(
        content.changes ?? [],
        ({ category }) => category,
        ({ text }) => text,
      );
    case 'tests':
      return (content.tests ?? []).map(({ name: test, state, passed, total, evidence }) =>
        withoutNulls({ name: test, state, passed, total, evidence }),
      );
    case 'files':
      return group(
        content.files ?? [],
        (each) => each.group,
        ({ path, lines, added, deleted }) => withoutNulls({ path, lines, added, deleted }),
      );
    case 'dependencies':
      return group(
        content.dependencies ?? [],
        ({ kind }) => kind,
        ({ name: dependency, from, to }) => withoutNulls({ name: dependency, from, to }),
      );
    case 'approvals':
      return toObject((content.approvals ?? []).map(({ role, by, date }) => [role, date === null ? by : { by, date }]));
    case 'checksums':
      return toObject(
        (content[name] as NonNullable<ManifestContent['checksums']>).map(({ path, algorithm, digest }) => [
          path,
          algorithm === '' ? digest : `${algorithm}:${digest}`,
        ]),
      );
    default:
      return content[name];
  }
}

function group<T>(items: readonly T[], keyOf: (item: T) => string, toValue: (item: T) => unknown): object {
  const groups = new Map<string, unknown[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known) known.push(toValue(item));
    else groups.set(keyOf(item), [toValue(item)]);
  }
  return toObject([...groups]);
}

function withoutNulls(record: Readonly<Record<string, unknown>>): object {
  return toObject(Object.entries(record).filter(([, value]) => value !== null));
}

/** Any text can be a key, `__proto__`, too: the properties are the object’s own. */
function toObject(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}
