import fs from 'node:fs/promises';
import path from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { CHANGELOG_RULES, policyJsonSchema, ruleSettings, toJsonSchema } from '../core/index.ts';
import { betweenMarkers } from './markers.ts';
import { ruleDocumentation, ruleTable } from './rule-documentation.ts';

/** The files that are derived from the code, with the text that they are to have, by their paths in the project. */
export async function generate(root: string): Promise<ReadonlyMap<string, string>> {
  const read = (file: string): Promise<string> => fs.readFile(path.join(root, file), 'utf8');
  return new Map([
    ['schemas/release-ledger.schema.json', `${JSON.stringify(policyJsonSchema(), null, 2)}\n`],
    ['docs/rules.md', ruleDocumentation(CHANGELOG_RULES)],
    ['README.md', betweenMarkers(await read('README.md'), 'rules', ruleTable(CHANGELOG_RULES))],
    ['package.json', withRuleSettings(await read('package.json'))],
  ]);
}

/** Puts the rules into the editor's setting, so that it completes and explains them; every other byte stays. */
function withRuleSettings(manifest: string): string {
  const properties = (toJsonSchema(ruleSettings()) as { readonly properties: object }).properties;
  const groups = (JSON.parse(manifest) as { contributes?: { configuration?: readonly { properties: object }[] } })
    .contributes?.configuration;
  const index = groups?.findIndex((group) => 'releaseLedger.rules' in group.properties) ?? -1;
  if (index < 0) throw new Error('package.json contributes no setting releaseLedger.rules to fill');
  const place = ['contributes', 'configuration', index, 'properties', 'releaseLedger.rules', 'properties'];
  return applyEdits(
    manifest,
    modify(manifest, place, properties, { formattingOptions: { insertSpaces: true, tabSize: 2 } }),
  );
}
