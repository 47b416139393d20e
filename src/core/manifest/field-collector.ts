import type { Span } from '../text/source.ts';
import type { Defect, FieldName, Manifest, UnknownField, Written } from './model.ts';

/** Collects the fields of a manifest that is read from top to bottom. */
export class FieldCollector {
  readonly #fields = new Map<FieldName, Written<unknown>>();
  readonly #lists = new Map<FieldName, object[]>();
  readonly #unknown: UnknownField[] = [];
  readonly #defects: Defect[] = [];

  get(name: FieldName): Written<unknown> | undefined {
    return this.#fields.get(name);
  }

  /** The first value of a field counts; another one is reported. */
  set(name: FieldName, value: unknown, span: Span, label: Span = span): void {
    if (this.#fields.has(name)) this.defect('duplicate-field', label, 'Unexpected second value, expected it once');
    else this.replace(name, value, span, label);
  }

  replace(name: FieldName, value: unknown, span: Span, label: Span = span): void {
    this.#fields.set(name, { value, span, label } as Written<unknown>);
  }

  /** Says that a list is there, even if nothing is in it. */
  open(name: FieldName, label: Span): void {
    if (!this.#fields.has(name))
      this.#fields.set(name, { value: [], span: label, label } as unknown as Written<unknown>);
  }

  add(name: FieldName, item: object, { start, end }: Span): void {
    const known = this.#fields.get(name);
    const items = this.#lists.get(name) ?? [];
    items.push({ ...item, start, end });
    this.#lists.set(name, items);
    const first = items.length === 1 || !known ? start : Math.min(known.span.start, start);
    const label = known?.label ?? { start, end };
    this.#fields.set(name, { value: items, span: { start: first, end }, label } as unknown as Written<unknown>);
  }

  unknown(key: string, keySpan: Span, json: string, { start, end }: Span): void {
    this.#unknown.push({ key, keySpan, json, start, end });
  }

  defect(kind: Defect['kind'], { start, end }: Span, message: string): void {
    this.#defects.push({ kind, span: { start, end }, message });
  }

  collected(): Pick<Manifest, 'fields' | 'unknown' | 'defects'> {
    return {
      fields: Object.fromEntries(this.#fields) as Manifest['fields'],
      unknown: this.#unknown,
      defects: this.#defects,
    };
  }
}
