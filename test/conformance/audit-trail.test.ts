import { describe, expect, it } from 'vitest';
import { findMissingLine } from '../../src/core/ledger/tag-message.ts';
import { complaints, mutate, next, policyOf } from './support.ts';

const PROFILE = 'audit-trail';

/** The form that the document gives, filled in for two of the versions that it lists. */
const EXAMPLE = `# Changelog

The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.0.0/),
and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).

## [0.7.3] - 2025-12-15

### Phase 7 WS-4 - Release Governance

**Objective:** Define how releases are made.

#### Added

- The release process.

#### Changed

- The runbook.

#### Fixed

- A link of the runbook.

#### Security

- Check the paths of uploads.

#### Breaking Changes

None

#### Verification

- Phase 6 Regression Tests: 6/6 passing
- Security scan: PASS

## [0.7.2] - 2025-12-10

### Phase 7 WS-3: Operational Documentation

**Objective:** Write down how the application is run.

#### Added

- The runbook.

#### Breaking Changes

None

#### Verification

- Phase 6 Regression Tests: 6/6 passing
`;

const AFTER_ONE = EXAMPLE.replaceAll('0.7.3', '1.1.0').replaceAll('0.7.2', '1.0.0');

describe('the changelog of QMS Dashboard', () => {
  it('has no errors or warnings as the document writes it (000-38, 000-39, 000-40, 000-41, 000-42, 000-43, 000-44)', () => {
    expect(complaints(PROFILE, EXAMPLE)).toEqual([]);
  });

  it.each<[name: string, from: string, to: string, rule: string]>([
    [
      'no word on the format (000-38)',
      'The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.0.0/),\nand this',
      'This',
      'changelog/preamble-without-format-link',
    ],
    ['a version that is none (000-01)', '[0.7.3]', '[0.7.3.1]', 'changelog/invalid-version'],
    ['no date (000-39, 000-46)', '[0.7.3] - 2025-12-15', '[0.7.3]', 'changelog/release-without-date'],
    ['a date to come (000-46)', '2025-12-15', 'TBD', 'changelog/placeholder-date'],
    ['a date that is no day (000-39)', '2025-12-15', '2025-12-32', 'changelog/impossible-date'],
    ['another form of date (000-39)', '2025-12-15', '15.12.2025', 'changelog/wrong-date-form'],
    ['no title (000-40)', '### Phase 7 WS-4 - Release Governance\n\n', '', 'changelog/missing-release-title'],
    ['no objective (000-41)', '**Objective:** Define', 'Define', 'changelog/missing-objective'],
    [
      'an empty objective (000-41)',
      '**Objective:** Define how releases are made.',
      '**Objective:**',
      'changelog/missing-objective',
    ],
    [
      'no word on verification (000-44)',
      '#### Verification\n\n- Phase 6 Regression Tests: 6/6 passing\n- Security scan: PASS\n',
      '',
      'changelog/missing-required-category',
    ],
    [
      'no word on breaking changes (000-43)',
      '#### Breaking Changes\n\nNone\n\n#### Verification\n\n- Phase 6 Regression Tests: 6/6 passing\n- S',
      '#### Verification\n\n- S',
      'changelog/missing-required-category',
    ],
    ['a heading that is no category (000-42)', '#### Fixed', '#### Fixde', 'changelog/misspelt-category'],
  ])('reports %s', (_, from, to, rule) => {
    expect(complaints(PROFILE, mutate(EXAMPLE, from, to))).toEqual([rule]);
  });

  it('reports categories at level 3 (000-42)', () => {
    expect(complaints(PROFILE, EXAMPLE.replaceAll('####', '###'))).not.toEqual([]);
  });

  it('asks for a major version for what breaks, from 1.0.0 on (000-02, 000-05)', () => {
    const breaking = (text: string): string =>
      mutate(
        text,
        'None\n\n#### Verification\n\n- Phase 6 Regression Tests: 6/6 passing\n- ',
        'The path of the data moves.\n\n#### Verification\n\n- ',
      );
    expect(complaints(PROFILE, AFTER_ONE)).toEqual([]);
    expect(complaints(PROFILE, breaking(AFTER_ONE))).toEqual(['changelog/breaking-in-minor-or-patch']);
    expect(complaints(PROFILE, breaking(EXAMPLE))).toEqual([]);
  });

  it('asks for a deprecation before a removal (000-06)', () => {
    const removing = AFTER_ONE.replace('1.1.0', '2.0.0').replace(
      '#### Changed\n\n- The runbook.',
      '#### Removed\n\n- **Breaking:** The `export` command.',
    );
    expect(complaints(PROFILE, removing)).toContain('changelog/removal-without-deprecation');
  });

  it.each([
    ['a workstream that fixes', '#### Fixed\n\n- One.\n', '0.7.3'],
    ['a phase that adds', '#### Added\n\n- One.\n', '0.8.0'],
    ['what breaks below 1.0.0, told in a paragraph', '#### Breaking Changes\n\nThe path of the data moves.\n', '0.8.0'],
    ['what breaks below 1.0.0', '#### Breaking Changes\n\n- One.\n', '0.8.0'],
  ])('leads to the next version by SemVer: %s (000-18)', (_, entries, expected) => {
    const released = EXAMPLE.slice(EXAMPLE.indexOf('## [0.7.2]'));
    expect(next(PROFILE, `## [Unreleased]\n\n${entries}\n${released}`)).toBe(expected);
  });
});

describe('the tags of QMS Dashboard', () => {
  const { tag } = policyOf(PROFILE);
  const values = {
    tag: 'v0.7.3',
    version: '0.7.3',
    title: 'Phase 7 WS-4 - Release Governance',
    date: '2025-12-15',
    compare: null,
  };

  it.each([
    [
      'as the document writes it',
      'Release v0.7.3: Phase 7 WS-4 - Release Governance\n\nA paragraph.\n\nSee CHANGELOG.md for details.',
      null,
    ],
    [
      'another title',
      'Release v0.7.3: Governance\n\nA paragraph.\n\nSee CHANGELOG.md for details.',
      'Release v0.7.3: Phase 7 WS-4 - Release Governance',
    ],
    [
      'no pointer to the changelog',
      'Release v0.7.3: Phase 7 WS-4 - Release Governance\n\nA paragraph.',
      'See CHANGELOG.md for details.',
    ],
  ])('have a message %s (000-53)', (_, message, missing) => {
    expect(findMissingLine(tag.template, message, values)).toBe(missing);
  });

  it('are annotated and named v{VERSION} (000-52)', () => {
    expect([tag.name, tag.annotated]).toEqual(['v{version}', 'required']);
  });
});
