import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, readPolicy } from '../../../src/core/index.ts';
import { readMarked } from '../../support/examples.ts';

describe('readPolicy', () => {
  it.each([
    ['an empty object', '{}', {}],
    ['comments and trailing commas', '{\n  // why\n  "standard": "1.1.0",\n}', { standard: '1.1.0' }],
    ['a byte-order mark', '\ufeff{ "standard": "1.0.0" }', { standard: '1.0.0' }],
    ['nested settings', '{ "changelog": { "categoryLevel": 4 } }', { changelog: { categoryLevel: 4 } }],
    [
      'rules',
      '{ "rules": { "changelog/release-without-date": "off" } }',
      { rules: { 'changelog/release-without-date': 'off' } },
    ],
    [
      'a category with what it leaves out',
      '{ "changelog": { "categories": [{ "name": "Migration Notes", "kind": "note" }] } }',
      { changelog: { categories: [{ name: 'Migration Notes', aliases: [], bump: 'none', kind: 'note' }] } },
    ],
    [
      'rules of a release and of markdownlint',
      '{ "rules": { "changelog/shipping-empty": "warning", "markdownlint/MD022": "off" } }',
      { rules: { 'changelog/shipping-empty': 'warning', 'markdownlint/MD022': 'off' } },
    ],
  ])('reads %s', (_, text, settings) => {
    const read = readPolicy(text);
    expect(read.problems).toEqual([]);
    expect(read.settings).toEqual(settings);
  });

  it.each([
    ['policy/invalid-json', '{ "standard": "2.0.0" ⟦"tag"⟧: {} }', 'Expected a comma'],
    ['policy/unknown-key', '{ ⟦"chagelog"⟧: {} }', 'Unexpected key “chagelog” in the policy, expected “changelog”'],
    ['policy/unknown-key', '{ "tag": { ⟦"nmae"⟧: "v{version}" } }', 'Unexpected key “nmae” in tag, expected “name”'],
    ['policy/unknown-key', '{ ⟦"__proto__"⟧: { "standard": "1.0.0" } }', undefined],
    [
      'policy/unknown-key',
      '{ "rules": { ⟦"changelog/release-without-dat"⟧: "off" } }',
      'Unexpected key “changelog/release-without-dat” in rules, expected “changelog/release-without-date”',
    ],
    [
      'policy/duplicate-key',
      '{ "standard": "2.0.0", ⟦"standard"⟧: "1.1.0" }',
      'Unexpected second key “standard”, expected it once',
    ],
    ['policy/wrong-type', '{ "changelog": ⟦[]⟧ }', 'Unexpected list for changelog, expected an object'],
    ['policy/wrong-type', '⟦[]⟧', 'Unexpected list for the policy, expected an object'],
    [
      'policy/wrong-type',
      '{ "changelog": { "lineWidth": ⟦"wide"⟧ } }',
      'Unexpected string "wide" for changelog.lineWidth, expected a number',
    ],
    [
      'policy/unknown-value',
      '{ "changelog": { "lineWidth": ⟦12⟧ } }',
      'Unexpected 12 for changelog.lineWidth, expected a number from 40 to 1000',
    ],
    ['policy/unknown-value', '{ "standard": ⟦"3.0.0"⟧ }', undefined],
    [
      'policy/unknown-value',
      '{ "changelog": { "categoryLevel": ⟦"3"⟧ } }',
      'Unexpected “3” for changelog.categoryLevel, expected the number 3',
    ],
    [
      'policy/unknown-value',
      '{ "rules": { "changelog/conflict-marker": ⟦"erorr"⟧ } }',
      'Unexpected “erorr” for rules.changelog/conflict-marker, expected “error”',
    ],
    [
      'policy/unknown-placeholder',
      '{ "tag": { "name": ⟦"v{versoin}"⟧ } }',
      'Unexpected placeholder “{versoin}” in tag.name, expected {version}',
    ],
    [
      'policy/unknown-placeholder',
      '{ "tag": { "template": ⟦"Release {tga}"⟧ } }',
      'Unexpected placeholder “{tga}” in tag.template, expected {tag}',
    ],
    ['policy/missing-placeholder', '{ "tag": { "name": ⟦""⟧ } }', 'Expected the placeholder {version} in tag.name'],
    [
      'policy/missing-placeholder',
      '{ "versionFiles": [{ "path": "a", "pattern": ⟦"version"⟧ }] }',
      'Expected the placeholder {version} in versionFiles.pattern',
    ],
    [
      'policy/missing-placeholder',
      '{ "tag": { "name": ⟦"release"⟧ } }',
      'Expected the placeholder {version} in tag.name',
    ],
    [
      'policy/missing-key',
      '{ "changelog": { "categories": [⟦{ "kind": "note" }⟧] } }',
      'Expected the key “name” in changelog.categories',
    ],
  ])('reports %s in %s', (rule, marked, message) => {
    const { text, span } = readMarked(marked);
    const { problems } = readPolicy(text);
    expect(problems.map((problem) => [problem.rule, problem.span])).toEqual([[rule, span]]);
    if (message !== undefined) expect(problems[0]?.message).toBe(message);
    for (const fix of problems[0]?.fixes ?? []) expect(readPolicy(applyEdits(text, fix.edits)).problems).toEqual([]);
  });

  it('keeps what is valid beside what is not', () => {
    const { settings } = readPolicy(
      '{ "standard": "1.1.0", "tag": 3, "changelog": { "breaking": "loud", "categoryLevel": 4 } }',
    );
    expect(settings).toEqual({ standard: '1.1.0', changelog: { categoryLevel: 4 } });
  });

  it.each(['[/*', '{"tag": [/*', '"', '{"a'])('stays inside of a text that ends too early: %s', (text) => {
    for (const { span } of readPolicy(text).problems) expect(span.end).toBeLessThanOrEqual(text.length);
  });

  it('has a result for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.stringMatching(/^[{}[\]",:a-z\\/* ]*$/)), (text) => {
        const { problems } = readPolicy(text);
        for (const { span } of problems) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
    expect(({} as Record<string, unknown>).standard).toBeUndefined();
  });
});
