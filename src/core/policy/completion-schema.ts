import { policyJsonSchema } from './json-schema.ts';

/** The parts of a schema that are read here. */
interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly enum?: readonly (string | number)[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | false;
}

/**
 * A schema of the policy file that proposes and explains, and finds nothing wrong: VS Code judges a JSON file by its schema, and
 * our own diagnostics of the same mistakes say more and have fixes.
 */
export function policyCompletionSchema(): object {
  const { $schema, title, allowComments, allowTrailingCommas, ...schema } = policyJsonSchema() as Schema &
    Readonly<Record<string, unknown>>;
  const shared = new Map<string, object>();
  const proposals = toProposals(schema, shared);
  const definitions = Object.fromEntries([...shared.values()].map((each, i) => [i, each]));
  return { $schema, title, allowComments, allowTrailingCommas, ...proposals, definitions };
}

/** @param shared the values that many keys have, by what they are; each is written once */
function toProposals(schema: Schema, shared: Map<string, object>): object {
  const { description, default: value, items, properties, additionalProperties: values } = schema;
  const names = namesOf(schema);
  const common = {
    ...(description === undefined ? {} : { markdownDescription: description }),
    ...(value === undefined ? {} : { default: value }),
  };
  if (names.size > 0 && values) {
    // A definition's own description would take the place of the key's.
    const { description: _, ...value } = values;
    const $ref = toReference(toProposals(value, shared), shared);
    const named = [...names].map(([name, what]) => [name, { markdownDescription: what, $ref }]);
    return { ...common, ...bodyOf({}), properties: Object.fromEntries(named) };
  }
  if (properties) {
    const each = Object.entries(properties).map(([name, property]) => [name, toProposals(property, shared)]);
    return { ...common, ...bodyOf({}), properties: Object.fromEntries(each) };
  }
  if (items) return { ...common, ...(value === undefined ? bodyOf([]) : {}), items: toProposals(items, shared) };
  const choices = [...choicesOf(schema)].map(([body, what]) => ({ label: String(body), description: what, body }));
  return choices.length > 0 ? { ...common, defaultSnippets: choices } : common;
}

function toReference(value: object, shared: Map<string, object>): string {
  const key = JSON.stringify(value);
  shared.set(key, value);
  return `#/definitions/${[...shared.keys()].indexOf(key)}`;
}

/** What is written behind a key that was chosen. */
function bodyOf(body: object): object {
  return { defaultSnippets: [{ body }] };
}

function namesOf({ propertyNames }: Schema): ReadonlyMap<string | number, string> {
  return propertyNames ? choicesOf(propertyNames.anyOf?.[0] ?? propertyNames) : new Map();
}

function choicesOf({ enum: values = [], markdownEnumDescriptions: whats = [] }: Schema): Map<string | number, string> {
  return new Map(values.map((value, i) => [value, whats[i] ?? '']));
}
