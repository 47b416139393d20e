import { describe, expect, it } from 'vitest';
import type { Release } from '../../../src/core/changelog/model.ts';
import { breakingArea } from '../../../src/core/documents/breaking-area.ts';
import { findContributors } from '../../../src/core/documents/contributors.ts';
import { type DocumentFacts, toDocumentValues } from '../../../src/core/documents/document-values.ts';
import { filePage, issuesPage } from '../../../src/core/documents/file-page.ts';
import { findUnresolved } from '../../../src/core/documents/find-unresolved.ts';
import { withDefinitions } from '../../../src/core/documents/with-definitions.ts';
import { parseChangelog } from '../../../src/core/index.ts';

const FACTS: DocumentFacts = {
  product: null,
  tag: 'v1.0.0',
  previous: null,
  next: null,
  level: 'major',
  compare: null,
  releasePage: null,
  changelogPage: null,
  contributors: null,
  today: '2026-06-30',
};

function valuesOf(section: string) {
  const changelog = parseChangelog(`## [1.0.0] - 2026-01-01\n\n${section}`);
  return toDocumentValues(changelog, changelog.releases[0] as Release, FACTS);
}
const textsOf = (section: string, name: string) =>
  (valuesOf(section)[name] as readonly { readonly text: string }[]).map(({ text }) => text);

describe('toDocumentValues', () => {
  it.each([
    ['### Added\n\n- A\n', 'features', ['A']],
    ['### Added\n\n* A\n\n  more\n  - inner\n', 'features', ['A\n\nmore\n- inner']],
    ['### Fixed\r\n\r\n- A\r\n  B\r\n', 'fixes', ['A\nB']],
    ['### Added\n\nNone\n', 'features', []],
    ['### Changed\n\n- **Breaking:** A\n', 'breaking', ['**Breaking:** A']],
    ['### Changed\n\n- **Breaking:** A\n', 'enhancements', ['**Breaking:** A']],
    ['- A\n', 'others', ['A']],
    ['### Security\n\n- A\n\n### Fixed\n\n- B\n', 'highlights', ['B', 'A']],
  ])('takes from %j as %s %j', (section, name, expected) => {
    expect(textsOf(section, name)).toEqual(expected);
  });

  it('loses nothing: every entry is in the sections, and in exactly one list of a role or more', () => {
    const section = '- L\n\n### Added\n\n- A\n\n### Odd\n\n- O\n\n### Known Issues\n\nSlow.\n';
    const sections = valuesOf(section).sections as readonly { readonly heading: string; readonly body: string }[];
    expect(sections.map(({ heading, body }) => [heading, body])).toEqual([
      ['', '- L'],
      ['Added', '- A'],
      ['Odd', '- O'],
      ['Known Issues', 'Slow.'],
    ]);
    expect(textsOf(section, 'others')).toEqual(['L', 'O']);
    expect(textsOf(section, 'knownIssues')).toEqual(['Slow.']);
  });

  it('keeps entries of one list at one depth', () => {
    const [added] = valuesOf('### Added\n\n  * A\n    more\n  * B\n').sections as readonly { readonly body: string }[];
    expect(added?.body).toBe('  * A\n    more\n  * B');
  });

  it('knows the objective as the summary', () => {
    expect(valuesOf('**Objective:** Be fast\n\n### Added\n\n- A\n').summary).toBe('Be fast');
  });
});

describe('breakingArea', () => {
  it.each([
    ['The endpoint `/v1` is gone', 'api'],
    ['RLS policies use roles', 'database'],
    ['PLATFORM_WRITES_DISABLED is respected', 'configuration'],
    ['403 is returned for disabled packs', 'behavior'],
    ['', 'behavior'],
  ])('puts %j under %s', (text, expected) => {
    expect(breakingArea(text)).toBe(expected);
  });
});

describe('findContributors', () => {
  const commit = (authorName: string, body = '', authorEmail = 'someone@example.com') => ({
    id: '',
    authored: '',
    authorName,
    authorEmail,
    subject: '',
    body,
    parents: [],
  });

  it('has each once, the first one first, by the name that they are known by', () => {
    const names = findContributors([
      commit('Ada', 'Co-authored-by: Grace <7+grace@users.noreply.github.com>'),
      commit('dependabot[bot]'),
      commit('ada', 'text\nCO-AUTHORED-BY: Linus <l@example.com>\nCo-authored-by: renovate <x@y>'),
    ]);
    expect(names).toEqual(['ada', 'Linus', '@grace']);
  });

  it('calls authors as their address at GitHub says, and by that alone (002-37)', () => {
    const names = findContributors([
      commit('Grace', '', 'grace@example.com'),
      commit('Ada Lovelace', '', '123+ada@users.noreply.github.com'),
      commit('Ada Lovelace', 'Co-authored-by: Alan <alan@users.noreply.github.com>'),
      commit('Linus', '', '-x@users.noreply.github.com'),
      commit('Edsger', '', 'edsger@users.noreply.github.com.evil.example'),
      commit('github-actions[bot]', '', '41898282+github-actions[bot]@users.noreply.github.com'),
    ]);
    expect(names).toEqual(['Edsger', 'Linus', '@ada', '@alan', 'Grace']);
  });

  it('is done with a long body', () => {
    expect(findContributors([commit('A', 'co-authored-by: '.repeat(20_000))])).toEqual(['A']);
  });
});

describe('pages', () => {
  it.each([
    ['https://github.com/o/r', 'https://github.com/o/r/blob/v1/docs/a%20b.md', 'https://github.com/o/r/issues'],
    ['https://gitlab.com/o/r', 'https://gitlab.com/o/r/-/blob/v1/docs/a%20b.md', 'https://gitlab.com/o/r/-/issues'],
    [
      'https://codeberg.org/o/r',
      'https://codeberg.org/o/r/src/tag/v1/docs/a%20b.md',
      'https://codeberg.org/o/r/issues',
    ],
    ['https://dev.azure.com/o/p/_git/r', null, null],
  ])('of %s', (repository, file, issues) => {
    expect(filePage(repository, 'v1', 'docs/a b.md')).toBe(file);
    expect(issuesPage(repository)).toBe(issues);
  });
});

describe('findUnresolved', () => {
  it.each([
    ['See [link].', ['[link]']],
    ['See [link](https://x.example), [text][link] and [link]: x', []],
    ['[name]\n\n[name]: https://x.example\n', []],
    ['Expected: TBD', ['TBD']],
    ['- TODO: write\n', ['TODO']],
    ['A list of TODOs, and a TODO list', []],
    ['`vX.Y.Z` and vX.Y.Z', ['vX.Y.Z']],
    ['```\nYYYY-MM-DD\n```\n', []],
    ['{VERSION} and {version}', ['{VERSION}']],
    ['CVE-YYYY-XXXXX, CVE-2026-12345', ['CVE-YYYY-XXXXX']],
  ])('finds in %j %j', (text, expected) => {
    expect(findUnresolved(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe('withDefinitions', () => {
  const changelog = parseChangelog('# C\n\n[Guide]: https://x.example "Title"\n[other]: https://y.example\n');

  it.each([
    [
      'See the [guide] and the [Guide][].\n',
      'See the [guide] and the [Guide][].\n\n[Guide]: https://x.example "Title"\n',
    ],
    ['See [this][other].\n', 'See [this][other].\n\n[other]: https://y.example\n'],
    ['`[guide]` [x]\n', '`[guide]` [x]\n'],
    ['[guide]\n\n[guide]: https://own.example\n', '[guide]\n\n[guide]: https://own.example\n'],
  ])('makes of %j what it refers to', (text, expected) => {
    expect(withDefinitions(text, changelog)).toBe(expected);
  });
});
