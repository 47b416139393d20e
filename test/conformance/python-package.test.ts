import { describe, expect, it } from 'vitest';
import { findMissingLine } from '../../src/core/ledger/tag-message.ts';
import { complaints, mutate, next, policyOf } from './support.ts';

const PROFILE = 'python-package';

const EXAMPLE = `# Changelog

The format is based on [Keep a Changelog](https://keepachangelog.com/),
and this project adheres to [Semantic Versioning](https://semver.org/).

## [1.1.1] - 2025-10-16

### Fixed
- Critical bug in connector authentication (#123)

## [1.1.0] - 2025-10-15

### Added
- Multi-connector support for Slack, Teams, Outlook
- Natural language commanding system

### Changed
- Enhanced observability and monitoring

### Fixed
- Circuit breaker state persistence in Slack connector

### Security
- Encryption key rotation procedures

## [1.0.0] - 2025-09-01

### Added
- First release
`;

describe('the changelog of DJP Workflow', () => {
  it('has no errors or warnings as the document writes it (001-08, 001-09, 001-38)', () => {
    expect(complaints(PROFILE, EXAMPLE)).toEqual([]);
  });

  it.each<[name: string, from: string, to: string, rule: string]>([
    ['a section without its date (001-08)', '[1.1.1] - 2025-10-16', '[1.1.1]', 'changelog/release-without-date'],
    ['another form of date (001-08)', '2025-10-16', '16/10/2025', 'changelog/wrong-date-form'],
    [
      'categories in another order (001-09)',
      '### Changed\n- Enhanced observability and monitoring\n\n### Fixed\n- Circuit breaker state persistence in Slack connector\n',
      '### Fixed\n- Circuit breaker state persistence in Slack connector\n\n### Changed\n- Enhanced observability and monitoring\n',
      'changelog/category-out-of-order',
    ],
    ['a category beside the six (001-09)', '### Security', '### Performance', 'changelog/unknown-category'],
    [
      'a breaking change in a patch release (001-01, 001-42)',
      '- Critical bug',
      '- **Breaking:** Critical bug',
      'changelog/breaking-in-minor-or-patch',
    ],
    [
      'a feature in a patch release (001-01)',
      '### Fixed\n- Critical',
      '### Added\n- Critical',
      'changelog/addition-in-hotfix',
    ],
    ['a reference that leads nowhere (001-38)', '(#123)', '(#???)', 'changelog/placeholder-in-release'],
  ])('reports %s', (_, from, to, rule) => {
    expect(complaints(PROFILE, mutate(EXAMPLE, from, to))).toEqual([rule]);
  });

  it.each([
    ['1.0.0 to 1.0.1', '1.0.0', '### Fixed\n- A bug\n', '1.0.1'],
    ['1.0.1 to 1.1.0', '1.0.1', '### Added\n- A feature\n', '1.1.0'],
    ['1.1.0 to 2.0.0', '1.1.0', '### Changed\n- **Breaking:** The interface\n', '2.0.0'],
    ['what is secure now', '1.1.0', '### Security\n- A patch\n', '1.1.1'],
  ])('leads from %s (001-01)', (_, current, entries, expected) => {
    expect(next(PROFILE, `## [Unreleased]\n\n${entries}\n## [${current}] - 2025-10-15\n`)).toBe(expected);
  });
});

describe('the tags of DJP Workflow', () => {
  const { tag, versionFiles } = policyOf(PROFILE);
  const values = { version: '1.1.0', title: null, date: '2025-10-15', compare: null };
  const message =
    'Release v1.1.0\n\nHighlights:\n- Multi-connector support\n- Unified Resource Graph\n\nFull changelog: https://example.com/CHANGELOG.md\n';

  it.each([
    ['as the document writes it (001-20)', message, null],
    ['without highlights (001-20)', message.replace(/- .*\n/g, ''), '- …'],
    ['without the changelog (001-20)', message.replace(/Full.*\n/, ''), 'Full changelog: …'],
  ])('have a message %s', (_, written, missing) => {
    expect(findMissingLine(tag.template, written, { ...values, tag: 'v1.1.0' })).toBe(missing);
  });

  it.each([
    ['Hotfix v1.1.1: Fix connector authentication', null],
    ['Release v1.1.1', 'Hotfix v1.1.1: …'],
  ])('say so for a hotfix: %s (001-39)', (written, missing) => {
    expect(findMissingLine(tag.hotfixTemplate, written, { ...values, tag: 'v1.1.1' })).toBe(missing);
  });

  it('are named vX.Y.Z (001-22), for the version of pyproject.toml and the module (001-03)', () => {
    expect(tag.name).toBe('v{version}');
    expect(versionFiles.map(({ path }) => path)).toEqual(['pyproject.toml', 'src/__init__.py']);
  });
});
