import { describe, expect, it } from 'vitest';
import { findMissingLine } from '../../src/core/ledger/tag-message.ts';
import { complaints, mutate, next, policyOf } from './support.ts';

const PROFILE = 'container-platform';

const EXAMPLE = `# Changelog

This project adheres to [Semantic Versioning 2.0.0](https://semver.org/).

## v1.2.0 - 2026-01-31

### Features
- **[API]** Serve circuits in batches (#12)

### Enhancements
- **[Bench]** Warm up before measuring (#13)

### Bug Fixes
- **[API]** Close idle connections (#14)

### Security
- **[API]** Check the size of requests (CVE-2026-12345)

### Deprecations
- **[API]** The old endpoint will be removed in v2.0.0

### Dependencies
- Updated dependency numpy from v1.26 to v2.0

### Performance
- **[Bench]** 12% improvement in throughput

### Documentation
- Added guide for tuning

### Known Issues
- Large batches time out (workaround: split them)

### Contributors
Thank you to all contributors: @user1, @user2

## v1.1.0-rc.1 - 2025-12-31

### Features
- **[API]** Serve circuits (#11)

## v1.0.0 - 2025-12-01

### Breaking Changes
- **[API]** The endpoint moved; change the path to migrate
`;

describe('the changelog of Sybernix and QuASIM', () => {
  it('has no errors or warnings as the document writes it (002-01, 002-28, 002-29, 002-31)', () => {
    expect(complaints(PROFILE, EXAMPLE)).toEqual([]);
  });

  it.each([
    ['Updated dependency numpy from v1.26 to v2.0', 'Added dependency uvloop v0.19 for feature batches (002-34)'],
    ['(#12)', '([#12](https://github.com/o/r/pull/12)) (002-30)'],
    ['**[Bench]** 12% improvement in throughput', '**[Batch]** 7.5% reduction in latency (002-35)'],
  ])('accepts instead of “%s” also “%s”', (from, to) => {
    expect(complaints(PROFILE, mutate(EXAMPLE, from, to.replace(/ \(002-\d+\)$/, '')))).toEqual([]);
  });

  it.each<[name: string, from: string, to: string, rule: string]>([
    ['a version that is none (002-01)', 'v1.2.0 -', 'v1.2.0.1 -', 'changelog/invalid-version'],
    ['a pre-release without its dot (002-02)', 'v1.1.0-rc.1', 'v1.1.0-rc1', 'changelog/mixed-prerelease-spelling'],
    ['a pre-release of another kind (002-02)', 'v1.1.0-rc.1', 'v1.1.0-preview.1', 'changelog/unexpected-prerelease'],
    ['no date (002-28)', 'v1.2.0 - 2026-01-31', 'v1.2.0', 'changelog/release-without-date'],
    [
      'sections in another order (002-29)',
      '### Features\n- **[API]** Serve circuits in batches (#12)\n\n### Enhancements\n- **[Bench]** Warm up before measuring (#13)\n',
      '### Enhancements\n- **[Bench]** Warm up before measuring (#13)\n\n### Features\n- **[API]** Serve circuits in batches (#12)\n',
      'changelog/category-out-of-order',
    ],
    [
      'a feature without its component (002-30)',
      '**[API]** Serve circuits in batches (#12)',
      'Serve circuits in batches (#12)',
      'changelog/entry-in-other-form',
    ],
    [
      'a fix without its pull request (002-30)',
      '**[API]** Close idle connections (#14)',
      '**[API]** Close idle connections',
      'changelog/entry-in-other-form',
    ],
    ['a security fix without its identifier (002-31)', ' (CVE-2026-12345)', '', 'changelog/security-entry-without-id'],
    [
      'a deprecation without the version that removes it (002-33)',
      ' will be removed in v2.0.0',
      ' is not used any more',
      'changelog/deprecation-without-removal-version',
    ],
    [
      'a deprecation with a version that is out (002-33)',
      'will be removed in v2.0.0',
      'will be removed in v1.1.0',
      'changelog/deprecation-without-removal-version',
    ],
    ['a section beside the eleven (002-29)', '### Performance', '### Perfomance', 'changelog/misspelt-category'],
    ['a placeholder of the template (002-31)', 'CVE-2026-12345', 'CVE-YYYY-XXXXX', 'changelog/placeholder-security-id'],
    [
      'an identifier in front (002-31)',
      '**[API]** Check the size of requests (CVE-2026-12345)',
      '**[API]** CVE-2026-12345: Check the size of requests',
      'changelog/misplaced-security-id',
    ],
    ['a section twice (002-29)', '### Enhancements', '### Features', 'changelog/duplicate-category'],
    [
      'a breaking change without a migration path (002-32)',
      'The endpoint moved; change the path to migrate',
      'The endpoint is gone',
      'changelog/breaking-without-migration',
    ],
    [
      'a breaking change without its component (002-32)',
      '**[API]** The endpoint moved',
      'The endpoint moved',
      'changelog/entry-in-other-form',
    ],
    [
      'a dependency without its versions (002-34)',
      'Updated dependency numpy from v1.26 to v2.0',
      'Updated dependency numpy',
      'changelog/entry-in-other-form',
    ],
    [
      'an addition that says not what for (002-34)',
      'Updated dependency numpy from v1.26 to v2.0',
      'Added dependency uvloop v0.19',
      'changelog/entry-in-other-form',
    ],
    [
      'a gain without its number (002-35)',
      '**[Bench]** 12% improvement in throughput',
      '**[Bench]** Better throughput',
      'changelog/entry-in-other-form',
    ],
    [
      'a gain without its benchmark (002-35)',
      '**[Bench]** 12% improvement in throughput',
      '12% improvement in throughput',
      'changelog/entry-in-other-form',
    ],
    ['an issue without a workaround (002-36)', ' (workaround: split them)', '', 'changelog/entry-in-other-form'],
    [
      'what breaks outside of a major release (002-01)',
      '### Deprecations\n',
      '### Breaking Changes\n- **[API]** Gone; use the new one to migrate\n\n### Deprecations\n',
      'changelog/breaking-in-minor-or-patch',
    ],
  ])('reports %s', (_, from, to, rule) => {
    expect(complaints(PROFILE, mutate(EXAMPLE, from, to))).toEqual([rule]);
  });

  it.each([
    ['what breaks', '### Breaking Changes\n- One\n', '2.0.0'],
    ['features', '### Features\n- One\n', '1.1.0'],
    ['fixes', '### Bug Fixes\n- One\n', '1.0.1'],
    ['security', '### Security\n- One (CVE-2026-12345)\n', '1.0.1'],
  ])('leads to the next version for %s (002-01)', (_, entries, expected) => {
    expect(next(PROFILE, `## Unreleased\n\n${entries}\n## v1.0.0 - 2025-12-01\n`)).toBe(expected);
  });

  it.each(['alpha', 'beta', 'rc'])('numbers pre-releases as x.y.z-%s.n (002-02)', (pre) => {
    const released = '## v1.0.0 - 2025-12-01\n';
    expect(next(PROFILE, `## Unreleased\n\n### Features\n- One\n\n${released}`, { pre })).toBe(`1.1.0-${pre}.1`);
  });
});

describe('the tags of Sybernix and QuASIM', () => {
  const { tag, versionFiles } = policyOf(PROFILE);
  const values = { tag: 'v0.2.0', version: '0.2.0', title: null, date: null, compare: null };

  it('have the message “Release vX.Y.Z” (002-12)', () => {
    expect(findMissingLine(tag.template, 'Release v0.2.0', values)).toBeNull();
    expect(findMissingLine(tag.template, 'Version 0.2.0', values)).toBe('Release v0.2.0');
  });

  it('stand for the version of the package, its modules, its charts and its images', () => {
    expect(versionFiles.map(({ path }) => path)).toEqual([
      'pyproject.toml',
      'quasim/__init__.py',
      'integrations/services/*/version.py',
      '**/Chart.yaml',
      '*compose*.y*ml',
      '*compose*.y*ml',
    ]);
  });
});
