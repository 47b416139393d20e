import { readFileSync } from 'node:fs';

type Type =
  | { readonly kind: 'base'; readonly name: string }
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'array'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'and' | 'or' | 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'literal'; readonly value: { readonly properties: readonly Property[] } }
  | { readonly kind: 'stringLiteral'; readonly value: string };

interface Property {
  readonly name: string;
  readonly type: Type;
  readonly optional?: boolean;
}

interface Structure {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly extends?: readonly Type[];
  readonly mixins?: readonly Type[];
}

interface Enumeration {
  readonly name: string;
  readonly type: Type;
  readonly values: readonly { readonly value: string | number }[];
  readonly supportsCustomValues?: boolean;
}

interface MetaModel {
  readonly requests: readonly { readonly method: string; readonly params?: Type; readonly result: Type }[];
  readonly notifications: readonly { readonly method: string; readonly params?: Type }[];
  readonly structures: readonly Structure[];
  readonly enumerations: readonly Enumeration[];
  readonly typeAliases: readonly { readonly name: string; readonly type: Type }[];
}

const model: MetaModel = JSON.parse(readFileSync(new URL('./lsp-meta-model.json', import.meta.url), 'utf8'));
const structures = new Map(model.structures.map((each) => [each.name, each]));
const enumerations = new Map(model.enumerations.map((each) => [each.name, each]));
const aliases = new Map(model.typeAliases.map((each) => [each.name, each.type]));

/** What is wrong with the answer to a request, by LSP's own meta model; empty where nothing is. */
export function validateResult(method: string, result: unknown): readonly string[] {
  const request = model.requests.find((each) => each.method === method);
  return request ? check(result, request.result, method) : [`${method} is no request of the meta model`];
}

/** What is wrong with the parameters that a server sent; empty where nothing is. */
export function validateParams(method: string, params: unknown): readonly string[] {
  const message = [...model.requests, ...model.notifications].find((each) => each.method === method);
  if (!message) return [`${method} is no message of the meta model`];
  return message.params ? check(params, message.params, method) : [];
}

function check(value: unknown, type: Type, at: string): readonly string[] {
  switch (type.kind) {
    case 'base':
      return checkBase(value, type.name, at);
    case 'reference':
      return checkReference(value, type.name, at);
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((each, i) => check(each, type.element, `${at}[${i}]`))
        : [`${at}: no array`];
    case 'map':
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, each]) => [
            ...check(key, type.key, `${at} key`),
            ...check(each, type.value, `${at}.${key}`),
          ])
        : [`${at}: no map`];
    case 'and':
      return type.items.flatMap((each) => check(value, each, at));
    case 'or': {
      const tries = type.items.map((each) => check(value, each, at));
      return tries.some((problems) => problems.length === 0)
        ? []
        : [`${at}: none of ${type.items.length} types: ${tries.flat().join('; ')}`];
    }
    case 'tuple':
      return Array.isArray(value) && value.length === type.items.length
        ? type.items.flatMap((each, i) => check(value[i], each, `${at}[${i}]`))
        : [`${at}: no tuple`];
    case 'literal':
      return checkProperties(value, type.value.properties, at);
    case 'stringLiteral':
      return value === type.value ? [] : [`${at}: not "${type.value}"`];
  }
}

function checkBase(value: unknown, name: string, at: string): readonly string[] {
  const isInteger = typeof value === 'number' && Number.isInteger(value);
  const fits: Readonly<Record<string, boolean>> = {
    string: typeof value === 'string',
    URI: typeof value === 'string',
    DocumentUri: typeof value === 'string',
    RegExp: typeof value === 'string',
    integer: isInteger && Math.abs(value) <= 2 ** 31,
    uinteger: isInteger && value >= 0 && value < 2 ** 31,
    decimal: typeof value === 'number' && Number.isFinite(value),
    boolean: typeof value === 'boolean',
    null: value === null,
  };
  if (!Object.hasOwn(fits, name)) return [`${at}: the base type ${name} is not known`];
  return fits[name] ? [] : [`${at}: no ${name}`];
}

function checkReference(value: unknown, name: string, at: string): readonly string[] {
  if (name === 'LSPAny') return [];
  const structure = structures.get(name);
  if (structure) return checkProperties(value, propertiesOf(structure), at);
  const enumeration = enumerations.get(name);
  if (enumeration) {
    const known = enumeration.values.some((each) => each.value === value);
    return known || enumeration.supportsCustomValues ? check(value, enumeration.type, at) : [`${at}: no ${name}`];
  }
  const alias = aliases.get(name);
  return alias ? check(value, alias, at) : [`${at}: the type ${name} is not known`];
}

/** Stricter than LSP: what a structure does not name is a slip of ours, even though clients ignore it. */
function checkProperties(value: unknown, properties: readonly Property[], at: string): readonly string[] {
  if (!isRecord(value)) return [`${at}: no object`];
  const problems: string[] = [];
  for (const { name, type, optional } of properties) {
    if (Object.hasOwn(value, name)) problems.push(...check(value[name], type, `${at}.${name}`));
    else if (!optional) problems.push(`${at}.${name}: missing`);
  }
  const known = new Set(properties.map(({ name }) => name));
  for (const name of Object.keys(value)) if (!known.has(name)) problems.push(`${at}.${name}: not known`);
  return problems;
}

function propertiesOf(structure: Structure): readonly Property[] {
  const inherited = [...(structure.extends ?? []), ...(structure.mixins ?? [])].flatMap((type) =>
    type.kind === 'reference' ? propertiesOf(structures.get(type.name) as Structure) : [],
  );
  return [...inherited, ...structure.properties];
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
