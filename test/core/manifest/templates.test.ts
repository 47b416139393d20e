import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../../src/core/rules/run-manifest.ts';
import { mergePolicy } from '../../support/examples.ts';

/** The template of the audit trail's process as its document prints it. */
const TEMPLATE = `# Release Manifest
## QMS Dashboard v{VERSION}

**Release Date:** YYYY-MM-DD
**Release Type:** Phase / Workstream / Hotfix / Maintenance
**Previous Version:** {PREVIOUS_VERSION}

---

## Release Summary

{One-paragraph summary of what this release delivers}

---

## Changes Included

### Added
- {New features or capabilities}

---

## Verification Status

**Test Results:**
- Phase 6 Regression Tests: {PASS_COUNT}/{TOTAL_COUNT} passing
- Security Scan: {PASS/ADVISORY/FAIL}

**Verification Date:** YYYY-MM-DD
**Verified By:** {Name/Role}

---

## Breaking Changes

None

**Migration Required:** Yes / No

---

**Manifest Generated:** YYYY-MM-DD HH:MM:SS UTC
**Manifest Version:** 1.0
`;

/** The example of a regulated service, as its document prints it. */
const EXAMPLE = `{
  "version": "3.7.0",
  "release_date": "2026-01-08",
  "git_sha": "abc123def456",
  "git_tag": "v3.7.0",
  "migrations_applied": ["025_tenants_rls_fix"],
  "python_version": "3.11.0",
  "osrm_status": "PARKED",
  "approvals": { "product_owner": "name@lts.com" },
  "checksums": { "requirements.lock.txt": "sha256:..." }
}
`;

const linesOf = (text: string, rule: string, form: 'md' | 'json') =>
  checkManifest({ text, form, policy: mergePolicy({}) })
    .problems.filter((problem) => problem.rule === rule)
    .map(({ span }) => text.slice(span.start, span.end));

describe('a template that nobody filled in', () => {
  it('has a placeholder reported at each of its places, and nothing else but what cannot be read', () => {
    expect(linesOf(TEMPLATE, 'manifest/placeholder', 'md')).toEqual([
      '{VERSION}',
      'YYYY-MM-DD',
      'Phase / Workstream / Hotfix / Maintenance',
      '{PREVIOUS_VERSION}',
      '{One-paragraph summary of what this release delivers}',
      '{New features or capabilities}',
      '{PASS_COUNT}',
      '{PASS/ADVISORY/FAIL}',
      'YYYY-MM-DD',
      '{Name/Role}',
      'Yes / No',
      'YYYY-MM-DD HH:MM:SS',
    ]);
    const rules = new Set(checkManifest({ text: TEMPLATE, form: 'md' }).problems.map(({ rule }) => rule));
    expect([...rules].sort()).toEqual(['manifest/placeholder', 'manifest/unknown-value']);
  });

  it('has the dots in the place of a digest reported', () => {
    const { problems } = checkManifest({ text: EXAMPLE, form: 'json' });
    expect(problems.map(({ rule, span }) => `${rule} ${EXAMPLE.slice(span.start, span.end)}`)).toEqual([
      'manifest/placeholder ...',
    ]);
  });
});

describe('a release whose type asks for more', () => {
  const policy = mergePolicy({
    manifest: { types: ['Phase', 'Hotfix'], required: { all: ['version'], phase: ['summary'], hotfix: ['tests'] } },
    approvals: { hotfix: [{ role: 'security_lead', when: 'always' }] },
  });
  const rulesOf = (type: string) =>
    checkManifest({ text: `{ "version": "1.0.0", "release_type": "${type}" }`, form: 'json', policy }).problems.map(
      ({ message }) => message,
    );

  it.each([
    ['Phase', ['Expected the field “summary” in a manifest of the type Phase']],
    [
      'hotfix',
      [
        'Expected the approval of security_lead, which every release of this type needs',
        'Expected the field “verification.tests” in a manifest of the type hotfix',
      ],
    ],
    ['Majestic', ['Unexpected type “Majestic”, expected one of Phase, Hotfix']],
  ])('is held to it: %s (000-24, 004-45)', (type, messages) => {
    expect([...rulesOf(type)].sort()).toEqual([...messages].sort());
  });
});
