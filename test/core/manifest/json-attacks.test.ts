import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/core/index.ts';
import { manifestJsonSchema } from '../../../src/core/manifest/json-schema.ts';
import { toContent } from '../../../src/core/manifest/model.ts';
import { readManifest, writeManifest } from '../../../src/core/manifest/read-manifest.ts';
import { checkManifest } from '../../../src/core/rules/run-manifest.ts';
import { readMarked } from '../../support/examples.ts';

function messagesOf(text: string) {
  return readManifest(text, 'json').defects.map(({ kind, message, span }) => ({
    kind,
    message,
    at: text.slice(span.start, span.end),
  }));
}

describe('JSON that two programs read differently', () => {
  it.each([
    ['a key that stands twice (T073)', '{ "version": "1.0.0", ⟦"version"⟧: "2.0.0" }', 'line 1, column 3'],
    ['__proto__ (T074)', '{ ⟦"__proto__"⟧: { "polluted": true } }', '__proto__'],
    ['constructor (T074)', '{ "approvals": { ⟦"constructor"⟧: "x" } }', 'constructor'],
    ['prototype (T074)', '{ ⟦"prototype"⟧: 1 }', 'prototype'],
    ['an integer beyond 2^53 (T075)', '{ "build": ⟦9007199254740993⟧ }', 'write it as a string'],
    ['a number beyond a double (T075)', '{ "build": ⟦1e400⟧ }', 'write it as a string'],
    ['a negative zero (T075)', '{ "build": ⟦-0⟧ }', 'write it as a string'],
    ['NaN (T075)', '{ "build": ⟦NaN⟧ }', 'expected a value'],
    ['Infinity (T075)', '{ "build": ⟦Infinity⟧ }', 'expected a value'],
    ['a trailing comma (T077)', '{ "version": "1.0.0",⟦}⟧', 'expected a key'],
    ['a comment (T077)', '{ ⟦// now⟧\n "version": "1.0.0" }', 'without comments'],
    ['a byte-order mark (T077)', '⟦\ufeff⟧{ "version": "1.0.0" }', 'byte-order mark'],
    ['NUL in a string (T077)', '{ "version": ⟦"1.0␀"⟧ }', 'control characters as escapes'],
    ['half of a surrogate pair (T078)', String.raw`{ "title": ⟦"\ud800"⟧ }`, 'surrogate'],
  ])('is an error at its place: %s', (_, marked, words) => {
    const { text, span } = readMarked(marked);
    const { defects } = readManifest(text, 'json');
    const found = defects.find((each) => each.message.includes(words));
    expect(found?.kind).toBe('invalid-json');
    expect(text.slice(found?.span.start, found?.span.end)).toBe(text.slice(span?.start, span?.end));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    "{ 'version': '1.0.0' }",
    '{ "build": 0x1 }',
    '{ "build": 01 }',
    '{"a":1} x',
    '\0',
    '',
    '[',
    '"',
    '{"a":"\\q"}',
  ])('is an error: %j (T075, T077)', (text) => {
    expect(messagesOf(text).filter(({ kind }) => kind === 'invalid-json').length).toBeGreaterThan(0);
  });

  it('refuses nesting that a recursive parser would not survive (T076)', () => {
    for (const open of ['[', '{"a":']) {
      const { defects, fields } = readManifest(open.repeat(100_000), 'json');
      expect(defects.map(({ message }) => message)).toEqual(['Unexpected nesting, expected at most 64 levels']);
      expect(fields).toEqual({});
    }
  });

  it('refuses a text that is too large, and reads a list of a million items (T076)', () => {
    expect(messagesOf(`{ "a": "${'x'.repeat(17 * 1024 * 1024)}" }`)[0]?.message).toContain('16 MB');
    const { fields, defects } = readManifest(`{ "migrations_applied": [${'"a",'.repeat(999_999)}"a"] }`, 'json');
    expect(defects).toEqual([]);
    expect(fields.migrations?.value.length).toBe(1_000_000);
  });

  it('reads a Markdown list of a hundred thousand items (T076)', () => {
    const { fields } = readManifest(`## A v1.0.0\n\n## Migrations\n\n${'- a\n'.repeat(100_000)}`, 'md');
    expect(fields.migrations?.value.length).toBe(100_000);
  });
});

describe('a manifest that wants more than to be read', () => {
  it('follows no reference to a schema (T079)', () => {
    const text = '{ "$schema": "file:///etc/passwd", "$ref": "http://203.0.113.1/x", "version": "1.0.0" }';
    const { unknown, defects } = readManifest(text, 'json');
    expect(defects).toEqual([]);
    expect(unknown.map(({ key }) => key)).toEqual(['$schema', '$ref']);
    // The product's own schema refers to nothing outside of itself either.
    expect(JSON.stringify(manifestJsonSchema())).not.toContain('"$ref"');
  });

  it('runs no expression of the workspace: a pattern in a schema is a text (T080)', () => {
    const text = `{ "$schema": { "pattern": "(a+)+$" }, "title": "${'a'.repeat(50_000)}!", "version": "1.0.0" }`;
    expect(checkManifest({ text, form: 'json' }).manifest.fields.version?.value).toBe('1.0.0');
  });

  it.each([
    'a: &a ["lol"]\nb: &b [*a, *a, *a]\nversion: 9.9.9',
    'version: !!js/function "function(){}"',
    'version: !!python/object/apply:os.system ["id"]',
  ])('reads nothing of front matter: %j (T081)', (yaml) => {
    const text = `---\n${yaml}\n---\n\n# Release Manifest\n## Acme v1.0.0\n`;
    const { fields, defects } = readManifest(text, 'md');
    expect(fields.version?.value).toBe('1.0.0');
    expect(defects.map(({ kind }) => kind)).toEqual(['front-matter']);
  });

  it('is read, reported and never written where its version is not known (T083)', () => {
    const text = '{ "manifest_version": "99", "version": "1.0.0" }';
    const { problems } = checkManifest({ text, form: 'json' });
    expect(problems.map(({ rule }) => rule)).toContain('manifest/unknown-manifest-version');
  });

  it.each([
    '2026-06-30T23:59:60Z',
    '2026-01-08T12:00:00+01:00',
    '2026-01-08T12:00:00',
    '2026-02-30T00:00:00Z',
    '2026-01-08 12:00',
  ])('has no time but in UTC: %s (T087)', (time) => {
    const { problems } = checkManifest({ text: `{ "generated_at": "${time}" }`, form: 'json' });
    expect(problems.map(({ rule }) => rule)).toContain('manifest/wrong-date-form');
  });

  it('is not from the future (T087)', () => {
    const text = '{ "version": "1.0.0", "generated_at": "2199-01-01T00:00:00Z" }';
    const { problems } = checkManifest({ text, form: 'json', facts: { today: '2026-06-30' } });
    expect(problems.map(({ rule }) => rule)).toContain('manifest/future-date');
  });

  it.each([
    ['upper case', `sha256:${'A'.repeat(64)}`],
    ['too short', `sha256:${'a'.repeat(63)}`],
    ['white space', `sha256: ${'a'.repeat(64)}`],
    ['MD5', 'md5:d41d8cd98f00b204e9800998ecf8427e'],
    ['no algorithm', 'a'.repeat(64)],
  ])('has digests of one form only: %s (T088)', (_, digest) => {
    const { problems } = checkManifest({ text: `{ "checksums": { "a.txt": "${digest}" } }`, form: 'json' });
    expect(problems.map(({ rule }) => rule)).toContain('manifest/checksum-form');
  });
});

describe('two forms that disagree', () => {
  it('is an error in the derived one, and the fix writes it anew (T082)', () => {
    const json = '{ "name": "Acme", "version": "1.0.0", "title": "a | b `c`\\n## d" }\n';
    const derived = writeManifest(toContent(readManifest(json, 'json')), 'md');
    const policy = { path: 'r/{version}.{ext}', forms: ['json', 'md'] as const, source: 'json' as const };
    const check = (text: string) =>
      checkManifest({
        text,
        form: 'md',
        path: 'r/1.0.0.md',
        policy: { ...defaultPolicy(), manifest: { ...defaultPolicy().manifest, ...policy } },
        facts: { other: { path: 'r/1.0.0.json', text: json } },
      }).problems.filter(({ rule }) => rule === 'manifest/forms-disagree');
    expect(check(derived)).toEqual([]);
    const changed = check(derived.replace('Acme', 'Acne'));
    expect(changed).toHaveLength(1);
    expect(changed[0]?.fixes[0]?.edits[0]?.text).toBe(derived);
  });
});

function defaultPolicy() {
  return structuredClone(DEFAULT_POLICY);
}
