/**
 * What a value of JSON has to be. Returns null where it is that, else the place and what was expected there: `.steps[2].kind:
 * expected “commit”`.
 */
export type Shape = (value: unknown) => string | null;

export const literal =
  (...allowed: readonly (string | number | boolean | null)[]): Shape =>
  (value) =>
    allowed.some((each) => each === value) ? null : `: expected ${allowed.map((each) => `“${each}”`).join(' or ')}`;

export const text: Shape = (value) => (typeof value === 'string' ? null : ': expected a text');
export const yesOrNo: Shape = literal(true, false);
export const count: Shape = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? null : ': expected a whole number';

/** A text for which `why` finds nothing to say. */
export const textThat =
  (why: (value: string) => string | null): Shape =>
  (value) => {
    if (typeof value !== 'string') return ': expected a text';
    const reason = why(value);
    return reason === null ? null : `: ${reason}`;
  };

export const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null ? null : shape(value);

export const listOf =
  (shape: Shape): Shape =>
  (value) => {
    if (!Array.isArray(value)) return ': expected a list';
    for (const [index, each] of value.entries()) {
      const problem = shape(each);
      if (problem !== null) return `[${index}]${problem}`;
    }
    return null;
  };

/** An object with exactly these keys; those of `optional` may be missing. */
export const record =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value) => {
    if (!isObject(value)) return ': expected an object';
    for (const key of Object.keys(required)) if (!Object.hasOwn(value, key)) return `.${key}: is missing`;
    for (const [key, each] of Object.entries(value)) {
      const shape = own(required, key) ?? own(optional, key);
      if (shape === undefined) return `.${key}: is not known`;
      const problem = shape(each);
      if (problem !== null) return `.${key}${problem}`;
    }
    return null;
  };

/** An object whose keys are data. */
export const mapOf =
  (key: Shape, shape: Shape): Shape =>
  (value) => {
    if (!isObject(value)) return ': expected an object';
    for (const [name, each] of Object.entries(value)) {
      const problem = key(name) ?? shape(each);
      if (problem !== null) return `[${JSON.stringify(name)}]${problem}`;
    }
    return null;
  };

/** One of several objects, told apart by a key. */
export const oneOf =
  (key: string, shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) => {
    if (!isObject(value)) return ': expected an object';
    const shape = own(shapes, String(value[key]));
    return shape === undefined ? `.${key}: expected ${Object.keys(shapes).join(', ')}` : shape(value);
  };

export const eitherOf =
  (...shapes: readonly Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => shape(value) === null) ? null : (shapes.at(-1)?.(value) ?? ': is not known');

/** The first thing that is wrong; for rules across several values. */
export const all =
  (...shapes: readonly Shape[]): Shape =>
  (value) => {
    for (const shape of shapes) {
      const problem = shape(value);
      if (problem !== null) return problem;
    }
    return null;
  };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a name like `constructor` finds on every object is none of ours. */
function own(shapes: Readonly<Record<string, Shape>>, key: string): Shape | undefined {
  return Object.hasOwn(shapes, key) ? shapes[key] : undefined;
}
