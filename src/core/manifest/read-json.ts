import type { Node } from 'jsonc-parser';
import type { Source, Span } from '../text/source.ts';
import { MANIFEST_FIELDS, type ManifestField } from './fields.ts';
import { readJsonText, spanOf } from './json-text.ts';
import { readJsonValue } from './json-values.ts';
import type { Defect, FieldName, Manifest, NamedValue, UnknownField, Written } from './model.ts';

/** The keys of the JSON form: fields, and the objects that hold some of them. */
const FIELDS: ReadonlyMap<string, ManifestField> = new Map(MANIFEST_FIELDS.map((field) => [field.key, field]));
const GROUPS: ReadonlySet<string> = new Set(
  MANIFEST_FIELDS.flatMap(({ key }) => (key.includes('.') ? [key.slice(0, key.indexOf('.'))] : [])),
);
const RUNTIME = /^[a-z0-9]+(?:_[a-z0-9]+)*_version$/i;
const COMPONENT = /^[a-z0-9]+(?:_[a-z0-9]+)*_status$/i;

/** Reads the JSON form of a manifest. Total: any text has a model; what is wrong with it is in `defects`. */
export function readJsonManifest(source: Source): Manifest {
  const { root, defects: found } = readJsonText(source);
  const reader = new JsonReader(source, [...found]);
  if (root?.type === 'object') reader.readObject(root, '');
  else if (root)
    reader.defects.push({
      kind: 'wrong-type',
      span: spanOf(root, source),
      message: 'Unexpected value, expected a JSON object',
    });
  return {
    form: 'json',
    source,
    fields: reader.toFields(),
    unknown: reader.unknown,
    sections: [],
    defects: reader.defects,
    body: root ? spanOf(root, source) : { start: source.text.length, end: source.text.length },
  };
}

class JsonReader {
  readonly #source: Source;
  readonly defects: Defect[];
  readonly unknown: UnknownField[] = [];
  readonly #fields = new Map<FieldName, Written<unknown>>();
  readonly #values = new Map<'runtime' | 'components', (NamedValue & Span & { readonly label: Span })[]>();

  constructor(source: Source, defects: Defect[]) {
    this.#source = source;
    this.defects = defects;
  }

  readObject(node: Node, prefix: string): void {
    const seen = new Set<string>();
    for (const { children } of node.children ?? []) {
      const [key, value] = children ?? [];
      // Of a key that stands twice the first one counts; the text's own reader reports the second.
      if (!key || !value || seen.has(key.value as string)) continue;
      seen.add(key.value as string);
      this.#readProperty(prefix + (key.value as string), key, value);
    }
  }

  #readProperty(path: string, key: Node, value: Node): void {
    const field = FIELDS.get(path);
    const values = RUNTIME.test(path) ? 'runtime' : COMPONENT.test(path) ? 'components' : null;
    if (field) this.#readField(field, key, value);
    else if (GROUPS.has(path) && value.type === 'object') this.readObject(value, `${path}.`);
    else if (GROUPS.has(path)) this.#report(value, `Unexpected ${value.type} for “${path}”, expected an object`);
    else if (values && value.type === 'string') this.#addValue(values, path, key, value);
    else this.#addUnknown(path, key, value);
  }

  #addUnknown(path: string, key: Node, value: Node): void {
    const { end } = spanOf(value, this.#source);
    const json = this.#source.text.slice(value.offset, end);
    this.unknown.push({ key: path, keySpan: spanOf(key, this.#source), json, start: key.offset, end });
  }

  #readField(field: ManifestField, key: Node, node: Node): void {
    const value = readJsonValue(node, field.type, {
      source: this.#source,
      report: (at, expected) => this.#report(at, `Unexpected ${describe(at)} for “${field.key}”, expected ${expected}`),
      reportValue: (at, expected) =>
        this.defects.push({
          kind: 'unknown-value',
          span: spanOf(at, this.#source),
          message: `Unexpected ${describe(at)} for “${field.key}”, expected ${expected}`,
        }),
    });
    if (value === undefined) return;
    this.#fields.set(field.name, {
      value,
      span: spanOf(node, this.#source),
      label: spanOf(key, this.#source),
    } as Written<unknown>);
  }

  #addValue(kind: 'runtime' | 'components', path: string, key: Node, value: Node): void {
    const each = {
      key: path,
      value: value.value as string,
      ...spanOf(value, this.#source),
      label: spanOf(key, this.#source),
    };
    const known = this.#values.get(kind);
    if (known) known.push(each);
    else this.#values.set(kind, [each]);
  }

  #report(node: Node, message: string): void {
    this.defects.push({ kind: 'wrong-type', span: spanOf(node, this.#source), message });
  }

  toFields(): Manifest['fields'] {
    for (const [name, values] of this.#values) {
      const [first] = values;
      const last = values.at(-1);
      if (!first || !last) continue;
      this.#fields.set(name, {
        value: values.map(({ key, value, start, end }) => ({ key, value, start, end })),
        span: { start: first.label.start, end: last.end },
        label: first.label,
      } as Written<unknown>);
    }
    return Object.fromEntries(this.#fields) as Manifest['fields'];
  }
}

function describe({ type, value }: Node): string {
  if (type === 'array') return 'list';
  if (type === 'object' || type === 'null') return type;
  return type === 'string' ? `“${(value as string).slice(0, 60)}”` : `${type} ${String(value)}`;
}
