import { describe, expect, it } from 'vitest';
import {
  checkChangelog,
  checkRelease,
  nextVersion,
  parseChangelog,
  parseVersion,
  type Version,
} from '../../src/core/index.ts';
import { mergePolicy } from '../support/examples.ts';

/** A changelog whose preamble declares its conventions, with something behind it. */
const changelog = (body: string): string =>
  `# Changelog\n\nAll notable changes to this project will be documented in this file.\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/en/1.0.0/),\nand this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n${body}`;

/** The rules that find something, in the order of the text; what only asks for links is left out. */
function rulesFor(text: string, settings: object = {}): readonly string[] {
  const { problems } = checkChangelog({
    text,
    path: 'CHANGELOG.md',
    policy: mergePolicy(settings),
    today: '2026-06-30',
  });
  const aboutLinks = /^(?:unlinked-version|missing-link-definition|missing-unreleased)$/;
  return [...new Set(problems.map(({ rule }) => rule.replace('changelog/', '')))].filter(
    (rule) => !aboutLinks.test(rule),
  );
}

const note = (name: string) => ({ name, aliases: [], bump: 'none', kind: 'note' });
const change = (name: string, bump: string) => ({ name, aliases: [], bump, kind: 'change' });
const SIX = [
  change('Added', 'minor'),
  change('Changed', 'minor'),
  change('Deprecated', 'minor'),
  change('Removed', 'major'),
  change('Fixed', 'patch'),
  change('Security', 'patch'),
];
const AUDIT = {
  changelog: {
    categoryLevel: 4,
    releaseTitle: 'required',
    breaking: 'section',
    securityId: 'any',
    categories: [...SIX, note('Breaking Changes'), note('Verification')],
  },
};
const AUDITED =
  '## [0.7.2] - 2025-12-01\n\n### Phase 7 WS-3: Operational Documentation\n\n**Objective:** Document how it is run\n\n#### Added\n\n- A runbook\n\n#### Breaking Changes\n\nNone\n\n#### Verification\n\n- Tests: 6/6 passing\n';

const CASES: readonly (readonly [name: string, text: string, settings: object, expected: readonly string[]])[] = [
  [
    'accepts a title, an objective, categories at level 4 and notes (000-40, 000-41, 000-42, 000-43, 000-44)',
    changelog(AUDITED),
    AUDIT,
    [],
  ],
  [
    'asks for the title that the policy requires (000-40)',
    changelog(AUDITED.replace('### Phase 7 WS-3: Operational Documentation\n\n', '')),
    AUDIT,
    ['missing-release-title'],
  ],
  [
    'asks for categories at the policy’s level (000-42)',
    changelog(AUDITED.replace('#### Added', '### Added')),
    { changelog: { ...AUDIT.changelog, releaseTitle: 'optional' } },
    ['category-at-wrong-level'],
  ],
  [
    'asks for a declaration of the format (000-38, 004-19)',
    '# Changelog\n\nAll notable changes, by Semantic Versioning.\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
    {},
    ['preamble-without-format-link'],
  ],
  [
    'accepts the declared preamble (000-38, 004-19)',
    changelog('## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n'),
    {},
    [],
  ],
  [
    'asks for a major version for what breaks (000-05, 001-42)',
    changelog(
      '## [1.0.1] - 2026-01-02\n\n### Changed\n\n- **Breaking:** B is C\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
    ),
    {},
    ['breaking-in-minor-or-patch'],
  ],
  [
    'lets a minor version break before 1.0.0 (000-02)',
    changelog(
      '## [0.2.0] - 2026-01-02\n\n### Changed\n\n- **Breaking:** B is C\n\n## [0.1.0] - 2026-01-01\n\n### Added\n\n- A\n',
    ),
    {},
    [],
  ],
  [
    'asks for the six categories in their order (001-09)',
    changelog('## [1.0.0] - 2026-01-01\n\n### Fixed\n\n- B\n\n### Added\n\n- A\n'),
    { rules: { 'changelog/category-out-of-order': 'warning' } },
    ['category-out-of-order'],
  ],
  [
    'finds entries written for machines (001-10)',
    changelog('## [1.0.0] - 2026-01-01\n\n### Fixed\n\n- fix(core): crash\n'),
    {},
    ['commit-prefix-entry'],
  ],
  [
    'lets Unreleased keep six empty headings (004-20)',
    changelog(
      `## [Unreleased]\n\n${SIX.map(({ name }) => `### ${name}\n\n`).join('')}## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n`,
    ),
    {},
    [],
  ],
  [
    'accepts the further categories of a policy (004-22)',
    changelog('## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n\n### Migration Notes\n\nRun the migration.\n'),
    { changelog: { categories: [...SIX, note('Migration Notes')] } },
    [],
  ],
  [
    'accepts identifiers in brackets where the policy has them so (004-23)',
    changelog('## [1.0.0] - 2026-01-01\n\n### Security\n\n- [CVE-2026-12345] An overflow\n'),
    { changelog: { securityId: 'prefix-brackets' } },
    [],
  ],
  [
    'asks for the identifier in its place (004-23, 002-31)',
    changelog('## [1.0.0] - 2026-01-01\n\n### Security\n\n- An overflow (CVE-2026-12345)\n'),
    { changelog: { securityId: 'prefix-brackets' } },
    ['misplaced-security-id'],
  ],
  [
    'accepts identifiers at the end where the policy has them so (002-31)',
    changelog('## [1.0.0] - 2026-01-01\n\n### Security\n\n- An overflow (CVE-2026-12345)\n'),
    { changelog: { securityId: 'suffix-parens' } },
    [],
  ],
  [
    'finds a placeholder that was released (002-31, 004-23)',
    changelog('## [1.0.0] - 2026-01-01\n\n### Security\n\n- CVE-2026-XXXXX: an overflow\n'),
    {},
    ['placeholder-security-id'],
  ],
  [
    'asks a deprecation for the version that removes (002-33)',
    changelog('## [1.0.0] - 2026-01-01\n\n### Deprecated\n\n- The option `--old`\n'),
    { standard: '2.0.0', rules: { 'changelog/deprecation-without-removal-version': 'warning' } },
    ['deprecation-without-removal-version'],
  ],
];

describe('what the release processes ask of a changelog', () => {
  it.each(CASES)('%s', (_, text, settings, expected) => {
    const pinned = text.replace('/en/1.0.0/', '/en/2.0.0/');
    expect(rulesFor(pinned, settings)).toEqual(expected);
  });
});

describe('what they ask before a version ships', () => {
  const shipped = (text: string, version: string): readonly string[] => {
    const policy = mergePolicy({});
    const { problems } = checkRelease(
      { text, path: 'CHANGELOG.md', policy, today: '2026-06-30' },
      parseVersion(version) as Version,
    );
    return problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  };
  const dated = changelog('## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n');

  it('passes a section that exists and is dated (000-45, 000-46, 000-77)', () =>
    expect(shipped(dated, '1.0.0')).toEqual([]));
  it('fails without a section for exactly that version (000-45)', () =>
    expect(shipped(dated, '1.0.10').length).toBe(1));
  it('fails without a date (000-46)', () =>
    expect(shipped(dated.replace(' - 2026-01-01', ''), '1.0.0').length).toBe(1));
});

describe('what they ask of the next version', () => {
  it('counts by what the policy says of a category (001-01, 003-01)', () => {
    const policy = mergePolicy({
      changelog: { categories: [change('Added', 'minor'), change('Performance', 'patch')] },
    });
    const read = parseChangelog(
      '## [Unreleased]\n\n### Performance\n\n- Faster\n\n## [1.2.3] - 2026-01-01\n\n- A\n',
      policy.changelog,
    );
    expect(nextVersion(read, policy, { level: null, pre: null, today: null })).toMatchObject({
      next: '1.2.4',
      level: 'patch',
    });
  });

  it.each([
    ['### Fixed\n\n- A\n', '0.7.2', '0.7.3'],
    ['### Added\n\n- A\n', '0.7.2', '0.8.0'],
    ['### Changed\n\n- **Breaking:** A\n', '0.7.2', '0.8.0'],
    ['### Changed\n\n- **Breaking:** A\n', '1.7.2', '2.0.0'],
  ])('suggests by Semantic Versioning (000-18, 000-02): %j after %s is %s', (entries, current, next) => {
    const policy = mergePolicy({});
    const read = parseChangelog(`## [Unreleased]\n\n${entries}\n## [${current}] - 2026-01-01\n\n- A\n`);
    expect(nextVersion(read, policy, { level: null, pre: null, today: null })).toMatchObject({ next });
  });
});
