import fs from 'node:fs/promises';
import path from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import {
  documentRules,
  manifestCompletionSchema,
  manifestJsonSchema,
  policyCompletionSchema,
  policyJsonSchema,
  ruleSettings,
  toJsonSchema,
} from '../core/index.ts';
import { betweenMarkers } from './markers.ts';
import { ruleDocumentation, ruleTable } from './rule-documentation.ts';

/** The files that are derived from the code, with the text that they are to have, by their paths in the project. */
export async function generate(root: string): Promise<ReadonlyMap<string, string>> {
  const read = (file: string): Promise<string> => fs.readFile(path.join(root, file), 'utf8');
  const rules = documentRules();
  return new Map([
    ['schemas/release-ledger.schema.json', `${JSON.stringify(policyJsonSchema(), null, 2)}\n`],
    ['schemas/release-ledger.proposals.json', `${JSON.stringify(policyCompletionSchema(), null, 2)}\n`],
    ['schemas/release-manifest.schema.json', `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`],
    ['schemas/release-manifest.proposals.json', `${JSON.stringify(manifestCompletionSchema(), null, 2)}\n`],
    ['docs/rules.md', ruleDocumentation(rules)],
    ['README.md', betweenMarkers(await read('README.md'), 'rules', ruleTable(rules))],
    ['package.json', withRuleSettings(await read('package.json'))],
  ]);
}

/** Puts the rules into the editor's setting, so that it completes and explains them; every other byte stays. */
function withRuleSettings(manifest: string): string {
  const { propertyNames, additionalProperties } = toJsonSchema(ruleSettings()) as Record<string, unknown>;
  const groups = (JSON.parse(manifest) as { contributes?: { configuration?: readonly { properties: object }[] } })
    .contributes?.configuration;
  const index = groups?.findIndex((group) => 'releaseLedger.rules' in group.properties) ?? -1;
  if (index < 0) throw new Error('package.json contributes no setting releaseLedger.rules to fill');
  const place = ['contributes', 'configuration', index, 'properties', 'releaseLedger.rules'];
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  const values: Record<string, unknown> = { propertyNames, additionalProperties, properties: undefined };
  let text = manifest;
  for (const [key, value] of Object.entries(values)) {
    text = applyEdits(text, modify(text, [...place, key], value, { formattingOptions }));
  }
  return text;
}
