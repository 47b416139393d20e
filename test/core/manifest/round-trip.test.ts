import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNothing } from '../../../src/core/changelog/nothing.ts';
import { type ManifestContent, type ManifestForm, toContent } from '../../../src/core/manifest/model.ts';
import { readManifest, writeManifest } from '../../../src/core/manifest/read-manifest.ts';

/** The template of the QMS Dashboard's process, filled in for a release. */
const AUDIT = `# Release Manifest
## QMS Dashboard v0.7.3

**Release Date:** 2025-12-15
**Release Type:** Workstream
**Previous Version:** 0.7.2

---

## Release Summary

Completes the fourth workstream: manifests for every release.

---

## Changes Included

### Added
- Release manifests

### Changed
- The configuration is read once

### Fixed
- Timestamps are in UTC

### Security
- Uploads are scanned

---

## Verification Status

**Test Results:**
- Phase 6 Regression Tests: 6/6 passing
- Integration Tests: 11/11 passing
- Security Scan: PASS

**Verification Date:** 2025-12-14
**Verified By:** Ada Lovelace / Release Manager

---

## Breaking Changes

None

**Migration Required:** No

---

## Files Modified

**Source Code:**
- src/backend/config.py (198 lines, +198/-0)
- src/backend/main.py (450 lines, +50/-20)

**Documentation:**
- CHANGELOG.md (+50 lines)
- doc/runtime-config.md (600 lines, +600/-0)

**Tests:**
- tests/integration/test_security.py (+100 lines)

---

## Dependencies

**Dependency changes:**
- Added: package-name==1.2.3
- Updated: another-package 1.0.0 → 1.1.0
- Removed: deprecated-package

---

## Deployment Notes

**Environment Variables:**
- \`QMS_UPLOAD_LIMIT\` is new

**Data Migration:**
- None required

**Rollback Procedure:**
- [Rollback](../OPERATIONS.md#rollback)

---

## File Integrity (Optional)

**SHA-256 Checksums:**
\`\`\`
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  src/backend/main.py
ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  src/backend/config.py
\`\`\`

**Manifest Checksum:**
\`\`\`
2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae  RELEASE-MANIFEST-0.7.3.md
\`\`\`

---

**Manifest Generated:** 2025-12-15 10:00:00 UTC
**Manifest Version:** 1.0
`;

/** The example of the SOLVEREIGN process, with digests where it has three dots. */
const REGULATED = `{
  "version": "3.7.0",
  "release_date": "2026-01-08",
  "git_sha": "abc123def456",
  "git_tag": "v3.7.0",
  "migrations_applied": [
    "025_tenants_rls_fix",
    "025a_rls_hardening",
    "025b_rls_role_lockdown",
    "025c_rls_boundary_fix",
    "025d_definer_owner_hardening",
    "025e_final_hardening",
    "025f_acl_fix"
  ],
  "python_version": "3.11.0",
  "postgres_version": "16.1",
  "osrm_status": "PARKED",
  "approvals": {
    "product_owner": "name@lts.com",
    "platform_lead": "name@lts.com",
    "security_lead": "name@lts.com"
  },
  "checksums": {
    "requirements.lock.txt": "sha256:...",
    "migrations.tar.gz": "sha256:..."
  }
}
`;

function read(text: string, form: ManifestForm) {
  const manifest = readManifest(text, form);
  const content = toContent(manifest);
  return { manifest, content, kept: manifest.unknown };
}

describe('the documents’ own formats', () => {
  it.each([
    ['the Markdown manifest of the audit trail (000-22, 000-23, 000-24, 000-25, 000-26, 000-27)', 'md', AUDIT],
    ['the JSON manifest of a regulated service (004-43)', 'json', REGULATED],
  ] as const)('reads and prints %s byte for byte', (_, form, text) => {
    const { manifest, content, kept } = read(text, form);
    expect(manifest.defects).toEqual([]);
    expect(manifest.unknown).toEqual([]);
    expect(writeManifest(content, form, kept)).toBe(text);
  });

  it('reads every field of the Markdown form (000-28, 000-29, 000-30, 000-31, 000-32, 000-33, 000-34, 000-35, 000-36)', () => {
    expect(withoutSpans(read(AUDIT, 'md').content)).toMatchObject({
      name: 'QMS Dashboard',
      version: '0.7.3',
      date: '2025-12-15',
      type: 'Workstream',
      previousVersion: '0.7.2',
      summary: 'Completes the fourth workstream: manifests for every release.',
      tests: [
        { name: 'Phase 6 Regression Tests', state: 'passed', passed: 6, total: 6, evidence: null },
        { name: 'Integration Tests', state: 'passed', passed: 11, total: 11, evidence: null },
      ],
      scan: 'passed',
      verificationDate: '2025-12-14',
      verifiedBy: 'Ada Lovelace / Release Manager',
      breaking: [],
      migrationRequired: false,
      dependencies: [
        { kind: 'added', name: 'package-name', from: null, to: '1.2.3' },
        { kind: 'updated', name: 'another-package', from: '1.0.0', to: '1.1.0' },
        { kind: 'removed', name: 'deprecated-package', from: null, to: null },
      ],
      dataMigration: [],
      generatedAt: '2025-12-15 10:00:00 UTC',
      manifestVersion: '1.0',
    });
  });

  it('knows the place of every value', () => {
    for (const [form, text] of [
      ['md', AUDIT],
      ['json', REGULATED],
    ] as const) {
      const { fields } = readManifest(text, form);
      const at = (span: { start: number; end: number } | undefined) => text.slice(span?.start, span?.end);
      expect(at(fields.version?.span).replaceAll('"', '')).toBe(form === 'md' ? '0.7.3' : '3.7.0');
      expect(at(fields.date?.span).replaceAll('"', '')).toBe(form === 'md' ? '2025-12-15' : '2026-01-08');
      for (const each of fields.changes?.value ?? []) expect(at(each)).toBe(each.text);
      for (const each of fields.checksums?.value ?? []) expect(at(each)).toContain(each.path);
    }
  });

  it.each(['md', 'json'] as const)('keeps everything on the way to the other form and back from %s', (form) => {
    const text = form === 'md' ? AUDIT : REGULATED;
    const other = form === 'md' ? 'json' : 'md';
    const first = read(text, form);
    const derived = read(writeManifest(first.content, other, first.kept), other);
    expect(derived.manifest.defects).toEqual([]);
    expect(writeManifest(derived.content, form, derived.kept)).toBe(text);
  });
});

describe('a list that stands on the line of its label', () => {
  it.each([
    ['## Verification Status', 'Test Results', '61/61', 'tests'],
    ['## File Integrity (Optional)', 'SHA-256 Checksums', 'abc', 'checksums'],
  ] as const)('%s, %s', (section, label, written, name) => {
    const { fields, defects } = readManifest(`${section}\n\n**${label}:** ${written}\n`, 'md');
    expect(fields[name]?.value).toEqual([]);
    expect(defects.map(({ kind, message }) => [kind, message])).toEqual([
      ['wrong-type', `Unexpected text after “${label}”, expected a list below it`],
    ]);
  });
});

describe('what no field means', () => {
  it('keeps the JSON form’s own keys with every digit (T075)', () => {
    const text = '{\n  "version": "1.0.0",\n  "soak": {\n    "iterations": 5.10\n  },\n  "a.b": [\n    1\n  ]\n}\n';
    const { manifest, content, kept } = read(text, 'json');
    expect(manifest.unknown.map(({ key }) => key)).toEqual(['soak', 'a.b']);
    expect(writeManifest(content, 'json', kept)).toBe(text);
    const derived = read(writeManifest(content, 'md', kept), 'md');
    expect(derived.kept.map(({ key, json }) => [key, JSON.parse(json)])).toEqual([
      ['soak', { iterations: 5.1 }],
      ['a.b', [1]],
    ]);
    expect(derived.kept[0]?.json).toContain('5.10');
  });
});

/** The places that a reading has and what is written has not. */
function withoutSpans(content: object): object {
  return JSON.parse(JSON.stringify(content, (key, value) => (key === 'start' || key === 'end' ? undefined : value)));
}

const SPECIAL = [
  '|',
  '`',
  '```',
  '~~~',
  '#',
  '## Release Summary',
  '---',
  '- ',
  '* ',
  '> ',
  '**Release Date:** x',
  '<!--',
  '<script>',
  '&#10;',
  '&amp;',
  '&',
  '\n',
  '\r\n',
  ' ',
  ':',
  ': ',
  '\\',
  '\\#',
  '(',
  ')',
  '==',
  '→',
  '{x}',
  'a',
  'Zeile',
  '1. ',
  '[a]: b',
  '$ref',
  '=cmd',
  '+1',
  '@x',
  '"',
];
const line = fc.array(fc.constantFrom(...SPECIAL), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
const text = fc.oneof(line, fc.string({ minLength: 1, unit: 'grapheme' }));
/** Texts whose ends are no white space, which no form keeps; "None" is how a form says that there is nothing. */
const trimmed = text.map((each) => `x${each.replace(/\r\n?/g, '\n')}x`);
const markdown = fc
  .oneof(text, trimmed)
  .map((each) =>
    each
      .replace(/[ \t]*(?:\r\n?|\n)[\s]*/g, '\n')
      .replace(/[\0-\x09\x0b-\x1f]/g, '')
      .trim(),
  )
  .filter(
    (each) =>
      each.trim() !== '' &&
      // “None” is how a form says that there is nothing.
      !isNothing(each) &&
      !/^\W*none required/i.test(each) &&
      !/^\W{0,4}$/.test(each),
  );
/** Names start and end with anything but the white space that JSON allows around no name. */
const name = text
  .map((each) => each.replace(/\0/g, ''))
  .filter((each) => /\w/.test(each) && !isNothing(each) && !/^[\s\S]*v?\d/.test(each));
const count = fc.option(fc.nat(99_999), { nil: null });

describe('a round trip through Markdown', () => {
  it('keeps every name, path and person, whatever is in it (T084, T085)', () => {
    fc.assert(
      fc.property(name, name, name, count, (a, b, c, lines) => {
        const content: ManifestContent = {
          name: a,
          version: '1.0.0',
          verifiedBy: b,
          title: c,
          files: [{ group: 'tests', path: a, lines, added: 3, deleted: lines }],
          tests: [{ name: b, state: 'passed', passed: 3, total: 3, evidence: null }],
          migrations: [{ text: c }],
          approvals: [
            { role: a, by: b, date: null },
            { role: b, by: c, date: '2026-01-08' },
          ],
          runtime: [{ key: 'python_version', value: a }],
        };
        const back = read(writeManifest(content, 'md'), 'md').content;
        expect(withoutSpans(back)).toEqual(content);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every entry and summary, whatever is in it (T084)', () => {
    fc.assert(
      fc.property(markdown, markdown, (a, b) => {
        const content: ManifestContent = {
          version: '1.0.0',
          summary: a,
          changes: [
            { category: 'Added', text: a },
            { category: 'Fixed', text: b },
          ],
          breaking: [{ text: b }],
          rollback: [{ text: a }, { text: b }],
        };
        const back = read(writeManifest(content, 'md'), 'md').content;
        expect(withoutSpans(back)).toEqual(content);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('readers', () => {
  it.each(['md', 'json'] as const)('have a model for every truncation of the %s form', (form) => {
    const whole = form === 'md' ? AUDIT : REGULATED;
    for (let end = 0; end <= whole.length; end += 7) {
      const { defects, fields } = readManifest(whole.slice(0, end), form);
      for (const { span } of [...defects, ...Object.values(fields)]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(end);
      }
    }
  });

  it('have a model for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.json().map((json) => json),
        ),
        fc.constantFrom('md' as const, 'json' as const),
        (any, form) => {
          const manifest = readManifest(any, form);
          for (const { span } of manifest.defects) expect(span.end).toBeLessThanOrEqual(any.length);
        },
      ),
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
