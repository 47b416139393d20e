import { describe, expect, it } from 'vitest';
import { policyCompletionSchema, policySettings } from '../../../src/core/index.ts';
import type { Setting } from '../../../src/core/policy/setting.ts';

interface Proposals {
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Proposals>>;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, Proposals>>;
  readonly items?: Proposals;
  readonly defaultSnippets?: readonly {
    readonly label?: string;
    readonly description?: string;
    readonly body: unknown;
  }[];
}

/** All that may stand in it: nothing that a value could break. */
const SILENT = [
  '$ref',
  '$schema',
  'allowComments',
  'allowTrailingCommas',
  'default',
  'defaultSnippets',
  'definitions',
  'items',
  'markdownDescription',
  'properties',
  'title',
];

const schema = policyCompletionSchema() as Proposals;

describe('the schema that VS Code proposes from', () => {
  it('has no keyword that could find anything wrong', () => {
    expect([...keywords(schema)].filter((keyword) => !SILENT.includes(keyword))).toEqual([]);
  });

  it('proposes and explains every setting, rule and choice', () => {
    expect(missing('', policySettings(), schema)).toEqual([]);
    expect(
      followed(schema.properties?.rules?.properties?.['changelog/empty-entry'])?.defaultSnippets?.map(
        ({ body }) => body,
      ),
    ).toEqual(['error', 'warning', 'info', 'hint', 'off']);
  });
});

function* keywords(each: Proposals): Generator<string> {
  yield* Object.keys(each);
  for (const property of Object.values(each.properties ?? {})) yield* keywords(property);
  for (const definition of Object.values(each.definitions ?? {})) yield* keywords(definition);
  if (each.items) yield* keywords(each.items);
}

/** A part with what it refers to; what it refers to counts, as for an editor. */
function followed(proposals: Proposals | undefined): Proposals | undefined {
  const definition = /^#\/definitions\/(\d+)$/.exec(proposals?.$ref ?? '')?.[1] ?? '';
  return proposals && { ...proposals, ...schema.definitions?.[definition] };
}

/** The places of the settings that the schema does not speak of. */
function missing(place: string, setting: Setting, part: Proposals | undefined): readonly string[] {
  const proposals = followed(part);
  if (proposals?.markdownDescription === undefined) return [place];
  switch (setting.type) {
    case 'object':
      return Object.entries(setting.properties).flatMap(([name, property]) =>
        missing(`${place}/${name}`, property, proposals.properties?.[name]),
      );
    case 'map':
      return [...setting.keys.keys()].flatMap((name) =>
        missing(`${place}/${name}`, setting.values, proposals.properties?.[name]),
      );
    case 'list':
      return missing(`${place}/0`, setting.items, proposals.items);
    case 'choice':
      return [...setting.values.keys()]
        .filter((value) => !proposals.defaultSnippets?.some(({ body, description }) => body === value && description))
        .map((value) => `${place}=${value}`);
    default:
      return [];
  }
}
