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
  return { $schema, title, allowComments, allowTrailingCommas, ...toProposals(schema) };
}

function toProposals(schema: Schema): object {
  const { description, default: value, items, properties, additionalProperties: values } = schema;
  const names = namesOf(schema);
  const common = {
    ...(description === undefined ? {} : { description, markdownDescription: description }),
    ...(value === undefined ? {} : { default: value }),
  };
  if (names.size > 0 && values) {
    const named = [...names].map(([name, what]) => [
      name,
      { ...toProposals(values), description: what, markdownDescription: what },
    ]);
    return { ...common, ...bodyOf({}), properties: Object.fromEntries(named) };
  }
  if (properties) {
    const each = Object.entries(properties).map(([name, property]) => [name, toProposals(property)]);
    return { ...common, ...bodyOf({}), properties: Object.fromEntries(each) };
  }
  if (items) return { ...common, ...(value === undefined ? bodyOf([]) : {}), items: toProposals(items) };
  const choices = [...choicesOf(schema)].map(([body, what]) => ({ label: String(body), description: what, body }));
  return choices.length > 0 ? { ...common, defaultSnippets: choices } : common;
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
