import { DEFAULT_POLICY } from './default-policy.ts';
import type { MapSetting, Setting } from './setting.ts';
import { policySettings } from './settings.ts';

/** The JSON Schema (draft 7, which every editor reads) of the policy file, made from its settings. */
export function policyJsonSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Release Ledger policy',
    allowComments: true,
    allowTrailingCommas: true,
    ...toJsonSchema(policySettings(), DEFAULT_POLICY),
  };
}

/** The schema of one setting; `defaultValue` is what it is in the default profile. */
export function toJsonSchema(setting: Setting, defaultValue?: unknown): object {
  const common = { description: setting.description, markdownDescription: setting.description };
  switch (setting.type) {
    case 'text':
      return { type: 'string', ...common, ...defaultOf(defaultValue) };
    case 'choice':
      return {
        enum: [...setting.values.keys()],
        markdownEnumDescriptions: [...setting.values.values()],
        ...common,
        ...defaultOf(defaultValue),
      };
    case 'number':
      return {
        type: 'number',
        minimum: setting.minimum,
        maximum: setting.maximum,
        ...common,
        ...defaultOf(defaultValue),
      };
    case 'list':
      return { type: 'array', items: toJsonSchema(setting.items), ...common, ...defaultOf(defaultValue) };
    case 'object':
      return {
        type: 'object',
        ...common,
        additionalProperties: false,
        ...(setting.required ? { required: setting.required } : {}),
        properties: mapValues(Object.entries(setting.properties), (each, name) =>
          toJsonSchema(each, (defaultValue as Record<string, unknown> | undefined)?.[name]),
        ),
      };
    case 'map':
      return {
        type: 'object',
        ...common,
        propertyNames: namesOf(setting),
        additionalProperties: toJsonSchema(setting.values),
      };
  }
}

/** Editors propose the names of the first alternative. */
function namesOf({ keys, pattern }: MapSetting): object {
  const listed = { enum: [...keys.keys()], markdownEnumDescriptions: [...keys.values()] };
  return pattern ? { anyOf: [listed, { pattern: pattern.source }] } : listed;
}

function defaultOf(value: unknown): object {
  return value === undefined ? {} : { default: value };
}

function mapValues<T>(entries: Iterable<readonly [string, T]>, toValue: (value: T, key: string) => object): object {
  return Object.fromEntries([...entries].map(([key, value]) => [key, toValue(value, key)]));
}
