import { describe, expect, it } from 'vitest';
import { findMissingLine } from '../../src/core/ledger/tag-message.ts';
import { complaints, mutate, next, policyOf } from './support.ts';

const PROFILE = 'web-platform';

const EXAMPLE = `# Changelog

The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/),
and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).

## [1.2.0] - 2025-10-13

### Added

- Feature A
- Feature B

### Changed

- Better error handling

### Fixed

- Fixed issue with X

### Documentation

- Updated API docs

### Upgrade Instructions

1. Backup your data
2. Run migrations

## [1.2.0-rc.1] - 2025-10-01

### Added

- Feature A

## [1.1.0] - 2025-09-01

### Added

- A dashboard

[1.2.0]: https://github.com/example/helpdesk/compare/v1.2.0-rc.1...v1.2.0
[1.2.0-rc.1]: https://github.com/example/helpdesk/compare/v1.1.0...v1.2.0-rc.1
[1.1.0]: https://github.com/example/helpdesk/releases/tag/v1.1.0
`;

describe('the changelog of Helpdesk', () => {
  it('has no errors or warnings under its profile', () => {
    expect(complaints(PROFILE, EXAMPLE)).toEqual([]);
  });

  it.each<[name: string, from: string, to: string, rules: readonly string[]]>([
    [
      'a breaking change in a minor release (003-01)',
      '- Better',
      '- **Breaking:** Better',
      ['changelog/breaking-in-minor-or-patch'],
    ],
    ['a step that nobody wrote', '- Fixed issue with X', '- TODO', ['changelog/placeholder-in-release']],
  ])('reports %s', (_, from, to, rules) => {
    expect(complaints(PROFILE, mutate(EXAMPLE, from, to))).toEqual(rules);
  });

  it('reports a pre-release without its dot (003-02)', () => {
    const compact = EXAMPLE.replaceAll('rc.1', 'rc1');
    expect(complaints(PROFILE, compact)).toEqual(['changelog/mixed-prerelease-spelling']);
  });

  it.each([
    ['an endpoint that changes', '### Changed\n\n- **Breaking:** An endpoint\n', '2.0.0'],
    ['a new endpoint', '### Added\n\n- An endpoint\n', '1.2.0'],
    ['a fix', '### Fixed\n\n- A bug\n', '1.1.1'],
    ['a security fix', '### Security\n\n- A hole\n', '1.1.1'],
  ])('leads to the next version for %s (003-01)', (_, entries, expected) => {
    expect(next(PROFILE, `## [Unreleased]\n\n${entries}\n## [1.1.0] - 2025-09-01\n`)).toBe(expected);
  });

  it.each(['alpha', 'beta', 'rc'])('numbers pre-releases as 1.2.0-%s.1 (003-02)', (pre) => {
    const text = '## [Unreleased]\n\n### Added\n\n- One\n\n## [1.1.0] - 2025-09-01\n';
    expect(next(PROFILE, text, { pre })).toBe(`1.2.0-${pre}.1`);
  });

  it('reports and makes no other pre-releases (003-02)', () => {
    expect(complaints(PROFILE, EXAMPLE.replaceAll('rc.1', 'preview.1'))).toEqual(['changelog/unexpected-prerelease']);
    const text = '## [Unreleased]\n\n### Added\n\n- One\n\n## [1.1.0] - 2025-09-01\n';
    expect(next(PROFILE, text, { pre: 'preview' })).toBe('“preview” is no pre-release of the policy');
  });
});

describe('the tags of Helpdesk', () => {
  const { tag, versionFiles, dependencyFiles } = policyOf(PROFILE);

  it('have the message “Release v1.2.0”', () => {
    const values = { tag: 'v1.2.0', version: '1.2.0', title: null, date: null, compare: null };
    expect(findMissingLine(tag.template, 'Release v1.2.0', values)).toBeNull();
    expect(findMissingLine(tag.template, 'v1.2.0', values)).toBe('Release v1.2.0');
  });

  it('stand for the version of the files that have one; requirements are the versions of others', () => {
    expect(versionFiles.map(({ path }) => path)).toEqual(['package.json', 'setup.py', 'docker-compose.yml']);
    expect(dependencyFiles).toContain('requirements.txt');
  });
});
