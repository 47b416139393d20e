import { describe, expect, it } from 'vitest';
import { findMissingLine } from '../../src/core/ledger/tag-message.ts';
import { checkDocument } from '../../src/core/rules/run-docs.ts';
import { checkManifest } from '../../src/core/rules/run-manifest.ts';
import { parseVersion, type Version } from '../../src/core/version/version.ts';
import { complaints, mutate, next, policyOf, TODAY } from './support.ts';

const PROFILE = 'regulated-saas';

const EXAMPLE = `# Changelog

All notable changes to SOLVEREIGN are documented in this file.

The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.0.0/),
and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).

## [Unreleased]

### Added
- Feature descriptions

### Changed
- Modification descriptions

### Deprecated
- Soon-to-be removed features

### Removed
- Removed features

### Fixed
- Bug fixes

### Security
- Security fixes

## [3.7.0] - 2026-01-08

### Added
- P0 RLS Security Hardening (migrations 025-025f)

### Changed
- Health endpoint includes entitlement cache status

### Security
- [CVE-2026-12345] Fixed RLS bypass via session variable (025c)
- Added HMAC V2 signature verification

### Migration Notes
- Apply migrations 025-025f in order
- ACL scan should show no PUBLIC grants

## [3.6.0] - 2026-01-01

### Added
- Multi-tenant API with X-API-Key auth
`;

describe('the changelog of SOLVEREIGN', () => {
  it('has no errors or warnings as the document writes it (004-19, 004-21, 004-22)', () => {
    expect(complaints(PROFILE, EXAMPLE)).toEqual([]);
  });

  it.each<[name: string, from: string, to: string, rule: string]>([
    [
      'no word on the format (004-19)',
      'The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.0.0/),\nand this',
      'This',
      'changelog/preamble-without-format-link',
    ],
    [
      'headings of Unreleased in another order (004-20)',
      '### Deprecated\n- Soon-to-be removed features\n\n### Removed\n- Removed features\n',
      '### Removed\n- Removed features\n\n### Deprecated\n- Soon-to-be removed features\n',
      'changelog/category-out-of-order',
    ],
    [
      'an identifier behind (004-23)',
      '[CVE-2026-12345] Fixed RLS bypass via session variable (025c)',
      'Fixed RLS bypass via session variable (CVE-2026-12345)',
      'changelog/misplaced-security-id',
    ],
    ['no date (004-21)', '[3.7.0] - 2026-01-08', '[3.7.0]', 'changelog/release-without-date'],
    [
      'an identifier that was to be filled in (004-23)',
      'CVE-2026-12345',
      'CVE-XXXX',
      'changelog/placeholder-security-id',
    ],
    ['an identifier that is none (004-23)', 'CVE-2026-12345', 'CVE-26-12345', 'changelog/malformed-security-id'],
    ['a word that no profile has (004-22)', '### Migration Notes', '### Migration Note', 'changelog/misspelt-category'],
    [
      'a placeholder that reached a release (004-20)',
      '- ACL scan should show no PUBLIC grants',
      '- TBD',
      'changelog/placeholder-in-release',
    ],
    ['two sections of a version (004-21)', '## [3.6.0]', '## [3.7.0]', 'changelog/duplicate-release'],
  ])('reports %s', (_, from, to, rule) => {
    expect(complaints(PROFILE, mutate(EXAMPLE, from, to))).toEqual([rule]);
  });

  it('reports what is added in a hotfix (004-50)', () => {
    const hotfix = (category: string): string =>
      mutate(EXAMPLE, '## [3.7.0] -', `## [3.7.1] - 2026-01-09\n\n### ${category}\n- One\n\n## [3.7.0] -`);
    expect(complaints(PROFILE, hotfix('Fixed'))).toEqual([]);
    expect(complaints(PROFILE, hotfix('Added'))).toEqual(['changelog/addition-in-hotfix']);
  });

  it('reports a release candidate with a dot (004-13)', () => {
    const candidate = (label: string): string =>
      mutate(EXAMPLE, '## [3.7.0] -', `## [${label}] - 2026-01-09\n\n### Fixed\n- One\n\n## [3.7.0] -`);
    expect(complaints(PROFILE, candidate('3.8.0-rc1'))).toEqual([]);
    expect(complaints(PROFILE, candidate('3.8.0-rc.1'))).toEqual(['changelog/mixed-prerelease-spelling']);
  });

  it('leads to the next version, and to release candidates as in 3.8.0-rc1 (004-13)', () => {
    expect(next(PROFILE, EXAMPLE, { level: 'minor' })).toBe('3.8.0');
    expect(next(PROFILE, EXAMPLE, { level: 'minor', pre: 'rc' })).toBe('3.8.0-rc1');
  });
});

describe('the tags of SOLVEREIGN', () => {
  const { tag } = policyOf(PROFILE);
  const values = { tag: 'v3.7.0', version: '3.7.0', title: null, date: '2026-01-08', compare: null };
  const message =
    'Release v3.7.0 - Wien Pilot GA\n\nHighlights:\n- P0 RLS Security Hardening\n\nSee CHANGELOG.md for full details.';

  it.each([
    ['as the document writes it', message, null],
    ['without a title', message.replace(' - Wien Pilot GA', ''), 'Release v3.7.0 - …'],
    ['without highlights', message.replace('- P0 RLS Security Hardening\n', ''), '- …'],
    ['without the changelog', message.replace(/See.*/, ''), 'See CHANGELOG.md for full details.'],
  ])('have a message %s (004-15)', (_, written, missing) => {
    expect(findMissingLine(tag.template, written, values)).toBe(missing);
  });

  it.each([
    ['hotfix', 'hotfixTemplate', 'Hotfix: Restore the policy', 'Restore the policy', 'Hotfix: …'],
    ['release candidate', 'prereleaseTemplate', 'Wien Pilot RC1 - soak verified', 'Wien Pilot RC1', '… - …'],
  ] as const)('say so for a %s', (_, template, good, bad, missing) => {
    expect(findMissingLine(tag[template], good, values)).toBeNull();
    expect(findMissingLine(tag[template], bad, values)).toBe(missing);
  });
});

describe('the manifest of SOLVEREIGN', () => {
  const statesOf = (state: string): readonly string[] => {
    const text = JSON.stringify({ version: '3.7.0', osrm_status: state });
    const { problems } = checkManifest({ text, form: 'json', policy: policyOf(PROFILE) });
    return problems.filter(({ rule }) => rule === 'manifest/unclear-component-state').map(({ message }) => message);
  };

  it.each(['PARKED', '5.27.1', 'v5.27.1', '2026.01'])('takes %s for the state of a component (004-07)', (state) => {
    expect(statesOf(state)).toEqual([]);
  });

  it.each(['parked', 'in progress', 'latest', ''])('takes “%s” for none (004-07)', (state) => {
    expect(statesOf(state)).toHaveLength(1);
  });
});

describe('the documents of SOLVEREIGN', () => {
  const DOCUMENT = `# Release Process

**System**: SOLVEREIGN V3.7
**Audience**: Platform Engineering, Release Managers
**Last Updated**: 2026-01-08

---

What is done.

---

**Document Version**: 1.0

**Last Updated**: 2026-01-08

**Owner**: Platform Engineering
`;
  const complaintsOf = (text: string): readonly string[] => {
    const versions = [parseVersion('3.7.1') as Version, parseVersion('3.6.0') as Version];
    const policy = policyOf(PROFILE);
    const { problems, notChecked } = checkDocument({
      text,
      path: 'docs/RELEASE_PROCESS.md',
      policy,
      facts: { versions, today: TODAY, targets: new Map() },
    });
    expect(notChecked).toEqual([]);
    return problems.map(({ rule }) => rule);
  };

  it('say their version, their day, their owner and their system (004-54)', () => {
    expect(complaintsOf(DOCUMENT)).toEqual([]);
  });

  it.each([
    ['no version', '**Document Version**: 1.0\n\n', '', 'docs/missing-field'],
    ['a version that is none', 'Version**: 1.0', 'Version**: draft', 'docs/missing-field'],
    ['no owner', '**Owner**: Platform Engineering\n', '', 'docs/missing-field'],
    ['an owner who is nobody', '**Owner**: Platform Engineering', '**Owner**:', 'docs/missing-field'],
    ['the version of another system', 'SOLVEREIGN V3.7', 'SOLVEREIGN V3.6', 'docs/other-system-version'],
  ])('are reported with %s (004-54)', (_, from, to, rule) => {
    expect(complaintsOf(mutate(DOCUMENT, from, to))).toEqual([rule]);
  });

  it('are reported with a day that is not written as such (004-54)', () => {
    expect(complaintsOf(DOCUMENT.replaceAll('2026-01-08', 'January 8, 2026'))).toEqual(['docs/missing-field']);
  });
});
