import { describe, expect, it } from 'vitest';
import { gatherLinks } from '../../../src/core/changelog/links/gather-links.ts';
import { proposeLink } from '../../../src/core/changelog/links/propose-link.ts';
import { gatherVersionOrders } from '../../../src/core/changelog/version-order.ts';
import { checkChangelog, DEFAULT_POLICY, parseChangelog } from '../../../src/core/index.ts';
import {
  findNamedRelease,
  ledgersOf,
  listReleases,
  nameRelease,
  releaseId,
} from '../../../src/core/ledger/components.ts';
import type { RepositoryFacts, TagFact } from '../../../src/core/ledger/facts.ts';
import { type GatheredLedger, joinFacts } from '../../../src/core/ledger/gather.ts';
import { NO_DOCUMENTS } from '../../../src/core/ledger/ledger-documents.ts';

function tag(name: string): TagFact {
  const date = '2026-01-01T00:00:00+00:00';
  return { name, object: name, commit: `commit of ${name}`, annotated: false, signed: false, date, message: null };
}

function gather(headings: readonly string[], tags: readonly string[], path = 'CHANGELOG.md'): GatheredLedger {
  const repository: RepositoryFacts = {
    root: '/',
    head: { branch: 'main', commit: 'c' },
    shallow: false,
    objectFormat: 'sha1',
    remotes: [],
    tags: tags.map(tag),
    mainBranch: 'main',
  };
  const nothing = { notKnown: 'nothing of it matters here' };
  const changelog = parseChangelog(headings.map((heading) => `## ${heading}\n\n- A\n`).join('\n'));
  const facts = {
    path,
    repository,
    reference: nothing,
    pending: nothing,
    besideMain: null,
    besideHead: null,
    documents: NO_DOCUMENTS,
    versionFiles: [],
    others: [],
  };
  return joinFacts(facts, { changelog, policy: DEFAULT_POLICY });
}

/** Each component with its versions and the tags of each. */
function tagsOf(ledger: GatheredLedger) {
  return ledgersOf(ledger).map(({ component, releases }) => [
    component,
    Object.fromEntries(releases.map(({ version, tags }) => [version.raw, tags.map(({ name }) => name).join(' ')])),
  ]);
}

const CASES: readonly {
  readonly name: string;
  readonly headings: readonly string[];
  readonly tags: readonly string[];
  readonly expected: readonly (readonly [string, Readonly<Record<string, string>>])[];
}[] = [
  {
    name: 'packages by every form of tag',
    headings: ['[a@1.1.0]', 'b 1.0.0 - 2026-01-01', '[c/v1.0.0]', '[d-v1.0.0]', '[a@1.0.0]'],
    tags: ['a@1.0.0', 'a@1.1.0', 'b-1.0.0', 'c/v1.0.0', 'd/1.0.0'],
    expected: [
      ['a', { '1.1.0': 'a@1.1.0', '1.0.0': 'a@1.0.0' }],
      ['b', { '1.0.0': 'b-1.0.0' }],
      ['c', { '1.0.0': 'c/v1.0.0' }],
      ['d', { '1.0.0': 'd/1.0.0' }],
    ],
  },
  {
    name: 'one whose name begins another’s',
    headings: ['[pkg@1.0.0]', '[pkg@0.9.0]', '[pkg-b@1.0.0]'],
    tags: ['pkg-b@1.0.0', 'pkg@0.9.0', 'pkg@1.0.0'],
    expected: [
      ['pkg', { '1.0.0': 'pkg@1.0.0', '0.9.0': 'pkg@0.9.0' }],
      ['pkg-b', { '1.0.0': 'pkg-b@1.0.0' }],
    ],
  },
  {
    name: 'scopes, with the tags of the scope before others',
    headings: ['[@one/core@1.1.0]', '[@one/core@1.0.0]', '[@two/core@1.0.0]'],
    tags: ['@one/core@1.0.0', '@two/core@1.0.0', '@one/core@1.1.0'],
    expected: [
      ['@one/core', { '1.1.0': '@one/core@1.1.0', '1.0.0': '@one/core@1.0.0' }],
      ['@two/core', { '1.0.0': '@two/core@1.0.0' }],
    ],
  },
  {
    name: 'plain versions beside a package: plain tags are theirs',
    headings: ['[1.1.0]', '[plugin@1.0.0]', '[1.0.0]'],
    tags: ['v1.0.0', 'v1.1.0', 'plugin-v1.0.0'],
    expected: [
      ['', { '1.1.0': 'v1.1.0', '1.0.0': 'v1.0.0' }],
      ['plugin', { '1.0.0': 'plugin-v1.0.0' }],
    ],
  },
  {
    name: 'a package without tags, which has none of the plain ones',
    headings: ['[1.1.0]', '[1.0.0]', 'Rust 1.0.0 - 2014-01-01'],
    tags: ['v1.0.0', 'v1.1.0'],
    expected: [
      ['', { '1.1.0': 'v1.1.0', '1.0.0': 'v1.0.0' }],
      ['rust', { '1.0.0': '' }],
    ],
  },
  {
    name: 'a project whose older headings leave its name out: one kind of tags, each once',
    headings: ['App 2.1.0 - 2026-01-03', 'App 2.0.0 - 2026-01-02', 'App 1.9.0 - 2026-01-01', '1.1.0', '1.0.0'],
    tags: ['v1.0.0', 'v1.1.0', 'v1.5.0', 'v1.9.0', 'v2.0.0', 'v2.1.0'],
    expected: [
      ['app', { '2.1.0': 'v2.1.0', '2.0.0': 'v2.0.0', '1.9.0': 'v1.9.0', '1.5.0': 'v1.5.0' }],
      ['', { '1.1.0': 'v1.1.0', '1.0.0': 'v1.0.0' }],
    ],
  },
  {
    name: 'versions that are tagged and have no section',
    headings: ['[a@1.0.0]', '[a@0.9.0]', '[b@1.0.0]'],
    tags: ['a@1.0.0', 'a@1.1.0', 'b@1.0.0', 'b@2.0.0', 'c@1.0.0'],
    expected: [
      ['a', { '1.1.0': 'a@1.1.0', '1.0.0': 'a@1.0.0', '0.9.0': '' }],
      ['b', { '2.0.0': 'b@2.0.0', '1.0.0': 'b@1.0.0' }],
    ],
  },
];

describe('the ledgers of a changelog for several components', () => {
  it.each(CASES)('join $name', ({ headings, tags, expected }) => {
    expect(tagsOf(gather(headings, tags))).toEqual(expected);
  });

  it('are one where all headings name the same component, or none', () => {
    expect(gather(['[a@1.0.0]'], ['a@1.0.0', 'b@1.0.0']).others).toEqual([]);
    expect(gather(['1.0.0'], ['v1.0.0']).others).toEqual([]);
  });

  it('give Unreleased to what most releases are of', () => {
    const ledger = gather(['Unreleased', '[a@1.0.0]', '[b@1.1.0]', '[b@1.0.0]'], []);
    expect(ledgersOf(ledger).map(({ component, unreleased }) => [component, unreleased?.label ?? null])).toEqual([
      ['b', 'Unreleased'],
      ['a', null],
    ]);
  });
});

describe('the releases of several components', () => {
  const ledger = gather(
    ['[a@2.0.0] - 2026-03-01', '[b@1.1.0] - 2026-02-01', '[a@1.0.0] - 2025-12-01', '[b@1.0.0] - 2025-11-01'],
    ['a@2.0.0', 'a@1.0.0', 'a@1.5.0', 'b@1.0.0'],
  );

  it('are listed newest first, each component’s in the order of its versions', () => {
    expect(listReleases(ledger).map((release) => nameRelease(ledger, release))).toEqual([
      'a 2.0.0',
      'b 1.1.0',
      'a 1.5.0',
      'a 1.0.0',
      'b 1.0.0',
    ]);
  });

  it('have names of their own, the same version notwithstanding', () => {
    const ids = listReleases(ledger).map(releaseId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['a@1.0.0', 'a 1.0.0'],
    ['b@1.1.0', 'b 1.1.0'],
    ['b 1.0.0', 'b 1.0.0'],
    ['1.5.0', 'a 1.5.0'],
    ['v1.1.0', 'b 1.1.0'],
    ['1.0.0', 'a 1.0.0'],
    ['3.0.0', null],
    ['c 1.0.0', null],
  ])('are found as %s', (name, found) => {
    const release = findNamedRelease(ledger, name);
    expect(release && nameRelease(ledger, release)).toBe(found);
  });
});

describe('the links of a changelog for several components', () => {
  const text = (link: string): string =>
    `# Changelog\n\n## [Unreleased]\n\n## [a@2.0.0] - 2026-01-02\n\n### Added\n\n- A\n\n## [b@1.1.0] - 2026-01-01\n\n### Added\n\n- B\n\n## [b@1.0.0] - 2026-01-01\n\n### Added\n\n- C\n\n${link}\n`;
  const check = (link: string) =>
    checkChangelog({ text: text(link), path: 'CHANGELOG.md', policy: DEFAULT_POLICY, today: '2026-03-01' }).problems;

  it.each(['a@2.0.0', 'b@1.1.0'])('may compare what is unreleased with %s', (base) => {
    const rules = check(`[Unreleased]: https://github.com/o/r/compare/${base}...HEAD`).map(({ rule }) => rule);
    expect(rules).not.toContain('changelog/wrong-unreleased-base');
  });

  it('are told where what is unreleased begins before the newest release of any', () => {
    const rules = check('[Unreleased]: https://github.com/o/r/compare/b@1.0.0...HEAD').map(({ rule }) => rule);
    expect(rules).toContain('changelog/wrong-unreleased-base');
  });

  it('are proposed with the tags of the component that they are of', () => {
    const written = '[b@1.1.0]: https://github.com/o/r/compare/b@1.0.0...b@1.1.0';
    const links = gatherLinks(parseChangelog(text(written)));
    const orders = gatherVersionOrders(parseChangelog(text(written)));
    // The one link that there is tells nothing of itself.
    expect(links.map((_, i) => proposeLink(links, i, orders))).toEqual([
      'https://github.com/o/r/compare/b@1.1.0...HEAD',
      'https://github.com/o/r/releases/tag/a@2.0.0',
      null,
      'https://github.com/o/r/releases/tag/b@1.0.0',
    ]);
  });
});
