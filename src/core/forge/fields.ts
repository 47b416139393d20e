/** Reads what a forge has answered, which may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none of what is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function textIn(value: unknown, ...path: readonly string[]): string | null {
  const found = path.reduce<unknown>((inner, name) => fieldsOf(inner)[name], value);
  return typeof found === 'string' ? found : null;
}

export function numberIn(value: unknown, name: string): number | null {
  const found = fieldsOf(value)[name];
  return typeof found === 'number' ? found : null;
}

export function listIn(value: unknown, name: string): readonly unknown[] {
  const found = fieldsOf(value)[name];
  return Array.isArray(found) ? found : [];
}
