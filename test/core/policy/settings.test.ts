import { parseTree } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES, DEFAULT_POLICY, policyJsonSchema, policySettings } from '../../../src/core/index.ts';
import { validate } from '../../../src/core/policy/validate.ts';

describe('policySettings', () => {
  it('describes exactly the keys of the policy', () => {
    const described = Object.keys(policySettings().properties).filter((key) => key !== 'extends' && key !== '$schema');
    expect(described.sort()).toEqual(Object.keys(DEFAULT_POLICY).sort());
    for (const [key, setting] of Object.entries(policySettings().properties)) {
      if (setting.type !== 'object') continue;
      expect(Object.keys(setting.properties).sort()).toEqual(Object.keys(DEFAULT_POLICY[key as 'changelog']).sort());
    }
  });

  const profiles: readonly (readonly [string, object])[] = [
    ['the default profile', DEFAULT_POLICY],
    ...[...BUILT_IN_PROFILES.values()].map((each) => [each.name, each.settings] as const),
  ];

  it.each(profiles)('accepts %s', (_, settings) => {
    const root = parseTree(JSON.stringify(settings));
    expect(root && validate(root, policySettings()).problems).toEqual([]);
  });

  it('says in the JSON Schema what the default is', () => {
    const schema = policyJsonSchema() as { properties: { standard: { default: string; enum: string[] } } };
    expect(schema.properties.standard.default).toBe(DEFAULT_POLICY.standard);
    expect(schema.properties.standard.enum).toContain('1.1.0');
  });
});
