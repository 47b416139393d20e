import { describe, expect, it } from 'vitest';
import { applyEdits, type Problem, resolvePolicy } from '../../../src/core/index.ts';
import { POLICY_RULES } from '../../../src/core/rules/policy/all.ts';
import { readMarked } from '../../support/examples.ts';

const PATH = 'release-ledger.jsonc';

async function problemsOf(text: string): Promise<readonly Problem[]> {
  const resolved = await resolvePolicy(PATH, async (path) => (path === PATH ? text : null));
  return resolved?.files[0]?.problems ?? [];
}

describe('rules of the policy file', () => {
  it('have ids of their own, in their order', () => {
    const ids = POLICY_RULES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.every((id) => id.startsWith('policy/'))).toBe(true);
  });

  const examples = POLICY_RULES.flatMap((rule) => rule.examples.map((example) => [rule.id, example, rule] as const));

  it.each(examples)('%s reports its bad example and nothing else: %o', async (id, { bad, message }, { severity }) => {
    const { text, span } = readMarked(bad);
    const problems = await problemsOf(text);
    expect(problems.map(({ rule, span: place }) => [rule, place])).toEqual([[id, span]]);
    expect(problems[0]?.severity).toBe(severity);
    if (message !== undefined) expect(problems[0]?.message).toBe(message);
  });

  it.each(examples)('%s accepts its good example: %o', async (id, { good }) => {
    expect((await problemsOf(good)).map(({ rule }) => rule)).not.toContain(id);
  });

  it.each(examples)('%s mends its bad example to the good one, where it can: %o', async (_, { bad, good }, rule) => {
    const { text } = readMarked(bad);
    const fixes = (await problemsOf(text))[0]?.fixes ?? [];
    expect(fixes.length > 0).toBe(rule.fixes !== undefined);
    for (const { edits } of fixes.slice(0, 1)) {
      expect(JSON.parse(applyEdits(text, edits))).toEqual(JSON.parse(good));
    }
  });

  it('keep comments and line endings when they take something out', async () => {
    const text =
      '{\r\n  // Ours.\r\n  "versionFiles": [\r\n    { "path": "*.toml" }, // Once.\r\n    { "path": "*.toml" }\r\n  ]\r\n}\r\n';
    const fixed = applyEdits(text, (await problemsOf(text))[0]?.fixes[0]?.edits ?? []);
    expect(fixed).toContain('// Ours.\r\n');
    expect(fixed).not.toMatch(/[^\r]\n/);
    expect(await problemsOf(fixed)).toEqual([]);
  });

  it('can be turned off in the policy, where they are about choices', async () => {
    const text = '{ "versionFiles": [{ "path": "a" }], "rules": { "policy/missing-version-file": "off" } }';
    expect(await problemsOf(text)).toEqual([]);
  });
});
