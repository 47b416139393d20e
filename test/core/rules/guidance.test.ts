import { describe, expect, it } from 'vitest';
import { findings, fixed, places } from '../../support/findings.ts';

/** One release with a category, in a file that pins a version of the standard or none. */
function file(content: string, preamble = ''): string {
  return `# Changelog\n\n${preamble}\n\n## [1.0.0] - 2017-07-17\n\n${content}\n`;
}

const PINNED = 'Based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).';
const SEMVER = 'This project adheres to [Semantic Versioning](https://semver.org).';

type Row = [name: string, rule: string, text: string, places: readonly string[], policy?: object];

describe('the guidance of 2.0.0', () => {
  it.each<Row>([
    ['the standard’s form', 'breaking-marker-form', file('### Changed\n\n- **Breaking:** a'), []],
    [
      'other forms',
      'breaking-marker-form',
      file('### Changed\n\n- **BREAKING** a\n- [breaking] b\n- BREAKING CHANGE: c'),
      ['9: **BREAKING**', '10: [breaking]', '11: BREAKING CHANGE:'],
    ],
    ['a pinned older version', 'breaking-marker-form', file('### Changed\n\n- **BREAKING** a', PINNED), []],
    [
      'a policy that wants a section',
      'breaking-marker-form',
      file('### Changed\n\n- **BREAKING** a'),
      [],
      { changelog: { breaking: 'section' } },
    ],
    ['behind the text it is no form', 'breaking-marker-form', file('### Changed\n\n- a (breaking change)'), []],

    [
      'a section of its own',
      'breaking-section',
      file('### Breaking Changes\n\n- a\n\n### Fixed\n\n- b'),
      ['7: Breaking Changes'],
    ],
    ['that says None', 'breaking-section', file('### Breaking Changes\n\n- None\n\n### Fixed\n\n- b'), []],
    [
      'where the policy takes either',
      'breaking-section',
      file('### Breaking Changes\n\n- a'),
      [],
      { changelog: { breaking: 'either' } },
    ],
    [
      'where the policy has it as a category',
      'breaking-section',
      file('### Breaking Changes\n\n- a'),
      [],
      { changelog: { categories: [{ name: 'Breaking Changes', aliases: [], bump: 'major', kind: 'change' }] } },
    ],
    ['with an emoji', 'breaking-section', file('### ⚠️ BREAKING\n\n- a\n\n### Fixed\n\n- b'), ['7: ⚠️ BREAKING']],

    [
      'under Changed and Removed',
      'breaking-in-other-category',
      file('### Changed\n\n- **Breaking:** a\n\n### Removed\n\n- **Breaking:** b'),
      [],
    ],
    ['under a category of the policy', 'breaking-in-other-category', file('### Docs\n\n- **Breaking:** a'), []],
    ['under Security', 'breaking-in-other-category', file('### Security\n\n- **Breaking:** a'), ['9: **Breaking:**']],

    [
      'a deprecation with a version',
      'deprecation-without-removal-version',
      file(
        '### Deprecated\n\n- a, gone in v3\n- b until 2.0\n- c: next major version\n- d in 2027\n- e: removed by version 4\n- f 3.x',
      ),
      [],
    ],
    [
      'a deprecation without one',
      'deprecation-without-removal-version',
      file('### Deprecated\n\n- a\n- Nothing.\n- the 2 options'),
      ['9: a', '11: the 2 options'],
    ],
    [
      'a deprecation of long ago',
      'deprecation-without-removal-version',
      `## [1.1.0]\n\n### Added\n\n- b\n\n${file('### Deprecated\n\n- a')}`,
      [],
    ],
    [
      'a deprecation to come',
      'deprecation-without-removal-version',
      `## [Unreleased]\n\n### Deprecated\n\n- a\n\n## [1.1.0]\n\n### Added\n\n- b\n`,
      ['5: a'],
    ],

    [
      'notes with a date',
      'amended-without-date',
      file('_Amended 2017-07-20._\n\n<!-- release-ledger: amended 2017-07-20 -->\n\n*Amended 2017-07-20*'),
      [],
    ],
    [
      'notes without one',
      'amended-without-date',
      file('_Amended._\n\n<!-- release-ledger: amended -->\n\n_Amended 2017-02-30._'),
      ['7: _Amended._', '9: <!-- release-ledger: amended -->', '11: _Amended 2017-02-30._'],
    ],
    ['words', 'amended-without-date', file('Amended the license.\n\n`_Amended._`'), []],

    [
      'identifiers in front',
      'misplaced-security-id',
      file(
        '### Security\n\n- CVE-2024-12345: a\n- CVE-2024-12345, CVE-2024-12346: b\n- [CVE-2024-12345](https://a.b): c\n- **CVE-2024-12345**: d\n- **Breaking:** GHSA-2c4m-59x9-fr2g: e',
      ),
      [],
    ],
    [
      'identifiers elsewhere',
      'misplaced-security-id',
      file('### Security\n\n- a (CVE-2024-12345)\n- Fix CVE-2024-12346 in b\n- [CVE-2024-12347] c\n- CVE-2024-12348 d'),
      ['9: CVE-2024-12345', '10: CVE-2024-12346', '11: CVE-2024-12347', '12: CVE-2024-12348'],
    ],
    ['other categories', 'misplaced-security-id', file('### Fixed\n\n- a (CVE-2024-12345)'), []],
    ['a pinned older version', 'misplaced-security-id', file('### Security\n\n- a (CVE-2024-12345)', PINNED), []],
    [
      'a pinned older version and a policy',
      'misplaced-security-id',
      file('### Security\n\n- CVE-2024-12345: a', PINNED),
      ['9: CVE-2024-12345'],
      { changelog: { securityId: 'suffix-parens' } },
    ],
    [
      'any place',
      'misplaced-security-id',
      file('### Security\n\n- a CVE-2024-12345 b'),
      [],
      { changelog: { securityId: 'any' } },
    ],

    [
      'well-formed identifiers',
      'malformed-security-id',
      file('### Security\n\n- CVE-2024-1234: a\n- CVE-1999-0001 b\n- GHSA-2c4m-59x9-fr2g c\n- https://a.b/CVE-2024-1'),
      [],
    ],
    [
      'words',
      'malformed-security-id',
      file('### Security\n\n- Fix a CVE, several CVEs, CVE-2024, CVE 2024 and CVE-2024-*\n- GHSA reports, `CVE-1-1`'),
      [],
    ],
    [
      'malformed identifiers',
      'malformed-security-id',
      file(
        '### Security\n\n- CVE-24-12345\n- CVE-2024-123\n- CVE2024-12345\n- CVE_2024_12345\n- CVE 2024-12345\n- GHSA-1234-5678-9abc',
      ),
      [
        '9: CVE-24-12345',
        '10: CVE-2024-123',
        '11: CVE2024-12345',
        '12: CVE_2024_12345',
        '13: CVE 2024-12345',
        '14: GHSA-1234-5678-9abc',
      ],
    ],

    [
      'placeholders',
      'placeholder-security-id',
      file(
        '### Security\n\n- CVE-XXXX\n- CVE-2024-XXXXX\n- CVE-YYYY-NNNNN\n- CVE-2024-????\n- CVE-2024-TBD\n- GHSA-xxxx-xxxx-xxxx\n- CVE-0000-0000',
      ),
      [
        '9: CVE-XXXX',
        '10: CVE-2024-XXXXX',
        '11: CVE-YYYY-NNNNN',
        '12: CVE-2024-????',
        '13: CVE-2024-TBD',
        '14: GHSA-xxxx-xxxx-xxxx',
        '15: CVE-0000-0000',
      ],
    ],
    [
      'real ones',
      'placeholder-security-id',
      file('### Security\n\n- CVE-2024-0001\n- CVE-2000-0000\n- CVE-NOT\n- `CVE-XXXX`'),
      ['10: CVE-2000-0000'],
    ],
  ])('%s: %s', (_, rule, text, expected, policy) => {
    expect(places(`changelog/${rule}`, text, policy)).toEqual(expected);
  });

  it.each<[name: string, rule: string, before: string, after: string, policy?: object]>([
    [
      'a marker and its dash',
      'breaking-marker-form',
      '### Changed\n\n- **BREAKING** – a',
      '### Changed\n\n- **Breaking:** a',
    ],
    [
      'a marker alone on its line',
      'breaking-marker-form',
      '### Changed\n\n- BREAKING:\n  a',
      '### Changed\n\n- **Breaking:**\n  a',
    ],
    [
      'an identifier in parentheses',
      'misplaced-security-id',
      '### Security\n\n- Escape\n  titles (CVE-2024-12345) now.',
      '### Security\n\n- CVE-2024-12345: Escape\n  titles now.',
    ],
    [
      'a linked identifier',
      'misplaced-security-id',
      '### Security\n\n- Escape ([CVE-2024-12345](https://a.b))',
      '### Security\n\n- [CVE-2024-12345](https://a.b): Escape',
    ],
    [
      'an identifier with a dash',
      'misplaced-security-id',
      '### Security\n\n- CVE-2024-12345 - Escape',
      '### Security\n\n- CVE-2024-12345: Escape',
    ],
    [
      'an identifier to the end',
      'misplaced-security-id',
      '### Security\n\n- [CVE-2024-12345] Escape.',
      '### Security\n\n- Escape (CVE-2024-12345).',
      { changelog: { securityId: 'suffix-parens' } },
    ],
    [
      'a malformed identifier',
      'malformed-security-id',
      '### Security\n\n- CVE 2024_12345 a',
      '### Security\n\n- CVE-2024-12345 a',
    ],
  ])('mends %s', (_, rule, before, after, policy) => {
    expect(fixed(`changelog/${rule}`, file(before), policy)).toBe(file(after));
  });

  it('leaves an identifier where the sentence needs it', () => {
    expect(fixed('changelog/misplaced-security-id', file('### Security\n\n- Fix CVE-2024-12345 in b'))).toBeNull();
  });
});

describe('bumps', () => {
  const releases = (content: string, ...versions: string[]): string =>
    `# Changelog\n\n${SEMVER}\n\n${versions.map((version, i) => `## [${version}]\n\n${i === 0 ? content : '### Fixed\n\n- z'}\n`).join('\n')}`;

  it.each<[content: string, versions: string[], tooSmall: boolean, breaking: boolean]>([
    ['### Added\n\n- a', ['1.0.1', '1.0.0'], true, false],
    ['### Deprecated\n\n- a', ['1.0.1', '1.0.0'], true, false],
    ['### Added\n\n- a', ['1.1.0', '1.0.0'], false, false],
    ['### Added\n\n- a', ['1.0.1', '1.1.0', '1.0.0'], true, false],
    ['### Added\n\n- a', ['1.0.1', '1.0.1-rc.1', '1.0.0'], true, false],
    ['### Added\n\n- a', ['1.0.1-rc.1', '1.0.0'], false, false],
    ['### Added\n\n- a', ['0.0.2', '0.0.1'], false, false],
    ['### Added\n\n- a', ['1.0.1'], false, false],
    ['### Added\n\n- a', ['1.0.1/0.2.0', '1.0.0'], false, false],
    ['### Changed\n\n- a', ['1.0.1', '1.0.0'], false, false],
    ['### Changed\n\n- **Breaking:** a', ['1.1.0', '1.0.0'], false, true],
    ['### Changed\n\n- **Breaking:** a', ['2.0.0', '1.0.0'], false, false],
    ['### Changed\n\n- **Breaking:** a', ['1.0.0', '0.9.0'], false, false],
    ['### Breaking Changes\n\n- a', ['1.0.1', '1.0.0'], false, true],
    ['### State Machine Breaking\n\n- a', ['1.0.1', '1.0.0'], false, false],
    ['### Changed\n\n- **Breaking:** a', ['1.2', '1.1'], false, false],
  ])('of %j in %j: too small %s, breaking %s', (content, versions, tooSmall, breaking) => {
    const text = releases(content, ...versions);
    expect(places('changelog/bump-too-small', text).length > 0).toBe(tooSmall);
    expect(places('changelog/breaking-in-minor-or-patch', text).length > 0).toBe(breaking);
  });

  it('are judged where Semantic Versioning is declared, by the file or by the policy', () => {
    const text = '## [1.0.1]\n\n### Added\n\n- a\n\n## [1.0.0]\n\n### Added\n\n- b\n';
    expect(places('changelog/bump-too-small', text)).toEqual([]);
    expect(places('changelog/bump-too-small', text, { version: { scheme: 'semver' } })).toEqual(['1: 1.0.1']);
    expect(places('changelog/bump-too-small', `${SEMVER}\n\n${text}`, { version: { scheme: 'calver' } })).toEqual([]);
  });

  it('name the release before', () => {
    expect(
      findings('changelog/breaking-in-minor-or-patch', releases('### Changed\n\n- **Breaking:** a', '1.1.0', '1.0.0')),
    ).toEqual([
      '9: - **Breaking:** a → Unexpected breaking change in the minor release 1.1.0 after 1.0.0, expected a major release (SemVer item 8)',
    ]);
  });
});
