import fc from 'fast-check';
import { inc } from 'semver';
import { describe, expect, it } from 'vitest';
import { parseChangelog, parseVersion, type Version } from '../../../src/core/index.ts';
import { requiredBump } from '../../../src/core/version/bump.ts';
import { incrementRelease, LEVELS, type Level } from '../../../src/core/version/increment.ts';
import { type NextVersionRequest, nextVersion } from '../../../src/core/version/next-version.ts';
import { mergePolicy } from '../../support/examples.ts';

/** A changelog with entries under Unreleased, each `Category: text`, above releases of the given headings. */
function changelog(entries: readonly string[], headings: readonly string[]): string {
  const unreleased = entries.map((entry) => {
    const [category, text] = entry.split(': ', 2);
    return category === '' ? `- ${text}\n` : `### ${category}\n\n- ${text}\n`;
  });
  return [`## [Unreleased]\n`, ...unreleased, ...headings.map((heading) => `## ${heading}\n\n- One.\n`)].join('\n');
}

function next(text: string, request: NextVersionRequest = {}, policy: object = {}): string {
  const result = nextVersion(parseChangelog(text), mergePolicy(policy), request);
  if ('code' in result) return `${result.code}: ${result.message}`;
  const not = result.skipped.length === 0 ? '' : `, not ${result.skipped.join(', ')}`;
  return `${result.current} → ${result.next} (${result.level})${not}`;
}

describe('the next version behind tags that the changelog does not list', () => {
  it.each<[entries: string[], headings: string[], tags: string[], expected: string]>([
    [['Fixed: one'], [], ['0.1.0'], '0.1.0 → 0.1.1 (patch)'],
    [['Changed: **Breaking:** one'], [], ['0.1.0'], '0.1.0 → 0.2.0 (minor)'],
    [['Fixed: one'], ['[1.0.0]'], ['1.0.0', '1.1.0'], '1.1.0 → 1.1.1 (patch)'],
    [['Fixed: one'], ['[1.2.0]'], ['1.0.0', '1.1.0'], '1.2.0 → 1.2.1 (patch)'],
    [['Fixed: one'], ['[5-r.5-beta.3]', '[5-r.4]'], [], '5-r.5-beta.3 → 5-r.5 (minor)'],
    [['Fixed: one'], [], ['0.1.0-beta'], '0.1.0-beta → 0.1.0 (major)'],
    [[], ['[1.2.0]'], ['1.3.0-rc.1'], 'nothing-unreleased: The Unreleased section has no entries'],
  ])('%j above %j with the tags %j: %s', (entries, headings, tags, expected) => {
    const released = tags.map((tag) => parseVersion(tag) as Version);
    expect(next(changelog(entries, headings), { released })).toBe(expected);
  });
});

describe('the next version beside tags of another branch', () => {
  it.each<[entries: string[], headings: string[], request: NextVersionRequest, tagged: string[], expected: string]>([
    [['Fixed: one'], ['[1.2.3]'], {}, ['1.2.4', '1.2.5', '1.3.0'], '1.2.3 → 1.2.6 (patch), not 1.2.4, 1.2.5'],
    [['Added: one'], ['[1.2.3]'], {}, ['1.3.0', '1.3.1', '2.0.0'], '1.2.3 → 1.4.0 (minor), not 1.3.0'],
    [['Removed: one'], ['[1.2.3]'], {}, ['2.0.0', '2.1.0'], '1.2.3 → 3.0.0 (major), not 2.0.0'],
    [['Fixed: one'], ['[1.2.3]'], { level: 'minor' }, ['1.3.0'], '1.2.3 → 1.4.0 (minor), not 1.3.0'],
    [['Fixed: one'], ['[2.0.0-rc.1]', '[1.9.0]'], {}, ['2.0.0'], '2.0.0-rc.1 → 2.0.1 (patch), not 2.0.0'],
    [['Added: one'], ['[1.2.3]'], { pre: 'rc' }, ['1.3.0-rc.1'], '1.2.3 → 1.3.0-rc.2 (minor), not 1.3.0-rc.1'],
    [['Added: one'], ['[1.2.3]'], { pre: 'rc' }, ['1.3.0'], '1.2.3 → 1.4.0-rc.1 (minor), not 1.3.0'],
    [['Added: one'], [], {}, ['0.1.0'], 'null → 0.2.0 (minor), not 0.1.0'],
    [['Fixed: one'], ['[1.2.3]'], {}, ['2.0.0'], '1.2.3 → 1.2.4 (patch)'],
    [
      ['Fixed: one'],
      ['2026.7 - 2026-01-02'],
      { today: '2026-02-01' },
      ['2026.8'],
      '2026.7 → 2026.9 (patch), not 2026.8',
    ],
    [
      ['Fixed: one'],
      ['2026.01.02 - 2026-01-02'],
      { today: '2026-02-01' },
      ['2026.02.01'],
      "no-version: 2026.02.01 is today's version already",
    ],
    [
      [],
      ['1.3.0 - TBD', '1.2.0 - 2026-01-01'],
      {},
      ['1.3.0'],
      'no-version: 1.3.0 is tagged, and its section still waits for its release',
    ],
    [
      ['Fixed: one'],
      ['1.3.0 - TBD', '1.2.0 - 2026-01-01'],
      { level: 'minor' },
      ['1.3.0'],
      '1.2.0 → 1.4.0 (minor), not 1.3.0',
    ],
  ])('of %j above %j, asked for %j, beside %j, is %s', (entries, headings, request, tagged, expected) => {
    const result = next(changelog(entries, headings), { ...request, isTagged: ({ raw }) => tagged.includes(raw) });
    expect(result).toBe(expected);
  });

  it('is none where the identifier of a pre-release leaves nothing to count', () => {
    const request: NextVersionRequest = { pre: 'rc1', isTagged: ({ raw }) => raw === '1.3.0-rc11' };
    const compact = { version: { prerelease: 'compact' } };
    expect(next(changelog(['Added: one'], ['[1.2.3]']), request, compact)).toBe(
      'no-version: 1.3.0-rc11 is tagged, and no version follows it by itself',
    );
  });
});

describe('the next pre-release', () => {
  it('follows the last one that is tagged, whether the changelog lists it or not', () => {
    const released = [parseVersion('1.3.0-rc.1') as Version];
    expect(next(changelog(['Added: one'], ['[1.2.0]']), { released, pre: 'rc' })).toBe(
      '1.3.0-rc.1 → 1.3.0-rc.2 (prerelease)',
    );
  });
});

describe('the next version', () => {
  it.each<[entries: string[], headings: string[], expected: string]>([
    [['Fixed: one'], ['[1.2.3]'], '1.2.3 → 1.2.4 (patch)'],
    [['Security: one'], ['[1.2.3]'], '1.2.3 → 1.2.4 (patch)'],
    [['Added: one', 'Fixed: two'], ['[1.2.3]'], '1.2.3 → 1.3.0 (minor)'],
    [['Deprecated: one'], ['[1.2.3]'], '1.2.3 → 1.3.0 (minor)'],
    [['Removed: one'], ['[1.2.3]'], '1.2.3 → 2.0.0 (major)'],
    [['Changed: **Breaking:** one'], ['[1.2.3]'], '1.2.3 → 2.0.0 (major)'],
    [['Breaking Changes: one'], ['[1.2.3]'], '1.2.3 → 2.0.0 (major)'],
    [['Breaking Changes: None', 'Fixed: two'], ['[1.2.3]'], '1.2.3 → 1.2.4 (patch)'],
    [['Internal: one'], ['[1.2.3]'], '1.2.3 → 1.2.4 (patch)'],
    [[': one'], ['[1.2.3]'], '1.2.3 → 1.2.4 (patch)'],
    [['Removed: one'], ['[0.2.3]'], '0.2.3 → 0.3.0 (minor)'],
    [['Added: one'], ['[0.2.3]'], '0.2.3 → 0.3.0 (minor)'],
    [['Fixed: one'], ['[0.2.3]'], '0.2.3 → 0.2.4 (patch)'],
    [['Fixed: one'], [], 'null → 0.0.1 (patch)'],
    [['Added: one'], [], 'null → 0.1.0 (minor)'],
    [['Fixed: one'], ['[1.0.9]', '[1.2.3]', '[1.1.0]'], '1.2.3 → 1.2.4 (patch)'],
    [['Fixed: one'], ['v1.2.3'], '1.2.3 → 1.2.4 (patch)'],
    [['Fixed: one'], ['[1.2.3+build.5]'], '1.2.3+build.5 → 1.2.4 (patch)'],
    [['Added: one'], ['1.2'], '1.2 → 1.3 (minor)'],
    [['Fixed: one'], ['1.2'], '1.2 → 1.2.1 (patch)'],
    [['Added: one'], ['1.2.3.4'], '1.2.3.4 → 1.3.0.0 (minor)'],
    [['Added: one'], ['7'], '7 → 8 (minor)'],
    [['Fixed: one'], ['[99999999999999999999.0.0]'], '99999999999999999999.0.0 → 99999999999999999999.0.1 (patch)'],
    [[], ['[1.2.3]'], 'nothing-unreleased: The Unreleased section has no entries'],
    [['Added: Nothing.'], ['[1.2.3]'], 'nothing-unreleased: The Unreleased section has no entries'],
    [[], [], 'nothing-unreleased: The Unreleased section has no entries'],
  ])('of %j above %j is %s', (entries, headings, expected) => {
    expect(next(changelog(entries, headings))).toBe(expected);
  });

  it.each<[entries: string[], headings: string[], request: NextVersionRequest, expected: string]>([
    [['Fixed: one'], ['[2.0.0-rc.1]', '[1.9.0]'], {}, '2.0.0-rc.1 → 2.0.0 (major)'],
    [[], ['[2.0.0-rc.1]', '[1.9.0]'], {}, '2.0.0-rc.1 → 2.0.0 (major)'],
    [['Fixed: one'], ['[2.0.0-rc.1]', '[1.9.0]'], { pre: 'rc' }, '2.0.0-rc.1 → 2.0.0-rc.2 (prerelease)'],
    [['Fixed: one'], ['[2.0.0-rc9]', '[1.9.0]'], { pre: 'rc' }, '2.0.0-rc9 → 2.0.0-rc10 (prerelease)'],
    [['Fixed: one'], ['[2.0.0rc9]', '[1.9.0]'], { pre: 'rc' }, '2.0.0rc9 → 2.0.0rc10 (prerelease)'],
    [['Fixed: one'], ['[2.0.0-beta]', '[1.9.0]'], { pre: 'beta' }, '2.0.0-beta → 2.0.0-beta.1 (prerelease)'],
    [['Fixed: one'], ['[2.0.0-beta.4]', '[1.9.0]'], { pre: 'rc' }, '2.0.0-beta.4 → 2.0.0-rc.1 (prerelease)'],
    [['Added: one'], ['[1.9.1-rc.1]', '[1.9.0]'], {}, '1.9.1-rc.1 → 1.10.0 (minor)'],
    [['Added: one'], ['[1.9.1-rc.1]', '[1.9.0]'], { pre: 'rc' }, '1.9.1-rc.1 → 1.10.0-rc.1 (minor)'],
    [['Added: one'], ['[1.9.0]'], { pre: 'rc' }, '1.9.0 → 1.10.0-rc.1 (minor)'],
    [['Removed: one'], ['[1.0.0-alpha.1]'], {}, '1.0.0-alpha.1 → 1.0.0 (major)'],
    [['Fixed: one'], ['[1.2.3]'], { level: 'major' }, '1.2.3 → 2.0.0 (major)'],
    [[], ['[1.2.3]'], { level: 'minor' }, '1.2.3 → 1.3.0 (minor)'],
    [[], ['[0.2.3]'], { level: 'major' }, '0.2.3 → 1.0.0 (major)'],
    [[], [], { level: 'major' }, 'null → 1.0.0 (major)'],
    [['Added: one'], [], { pre: 'alpha' }, 'null → 0.1.0-alpha.1 (minor)'],
    [['Fixed: one'], ['[1.2.3]'], { pre: 'r c' }, 'no-version: “r c” is no pre-release identifier'],
    [['Fixed: one'], ['[2.0.0-rc.1]'], { pre: 'beta' }, 'no-version: 2.0.0-beta.1 would come before 2.0.0-rc.1'],
  ])('of %j above %j, asked for %j, is %s', (entries, headings, request, expected) => {
    expect(next(changelog(entries, headings), request)).toBe(expected);
  });

  it.each<[headings: string[], today: string | null, expected: string]>([
    [['2024.01.05 - 2024-01-05', '2023.12.24 - 2023-12-24'], '2024-02-03', '2024.01.05 → 2024.02.03 (patch)'],
    [['2024.1.5 - 2024-01-05'], '2024-12-31', '2024.1.5 → 2024.12.31 (patch)'],
    [['2024-01-05'], '2024-02-03', '2024-01-05 → 2024-02-03 (patch)'],
    [['2024.1.3 - 2024-01-05', '2024.1.0 - 2024-01-02'], '2024-01-20', '2024.1.3 → 2024.1.4 (patch)'],
    [['2024.1.3 - 2024-01-05', '2024.1.0 - 2024-01-02'], '2024-02-03', '2024.1.3 → 2024.2.0 (patch)'],
    [
      ['2025.1.3', '2025.1.0', '2024.2.1', '2024.2.0', '2024.1.1', '2024.1.0'],
      '2026-11-22',
      '2025.1.3 → 2026.1.0 (patch)',
    ],
    [
      ['2024.05.1 05/05/2024', '2024.04.2 24/04/2024', '2024.04.1 07/04/2024'],
      '2024-11-22',
      '2024.05.1 → 2024.11.1 (patch)',
    ],
    [['2024.7 - 2024-01-05', '2024.6 - 2024-01-02'], '2024-02-03', '2024.7 → 2024.8 (patch)'],
    [['2024.7 - 2024-01-05', '2024.6 - 2024-01-02'], '2025-02-03', '2024.7 → 2025.1 (patch)'],
    [['2024.01.05 - 2024-01-05'], '2024-01-05', "no-version: 2024.01.05 is today's version already"],
    [
      ['2024.01.05 - 2024-01-05'],
      null,
      'no-version: The version after 2024.01.05 depends on the date of today, which is not known',
    ],
  ])('of dates %j on %s is %s', (headings, today, expected) => {
    expect(next(changelog(['Fixed: one'], headings), { today })).toBe(expected);
  });

  it('follows the calendar in two digits where the head of the file and the dates say so', () => {
    const text = changelog(['Removed: one'], ['26.1.0 - 2026-07-13', '25.2.0 - 2025-11-01', '25.1.0 - 2025-01-05']);
    const calver = `# Changelog\n\nThis project follows [CalVer](https://calver.org).\n\n${text}`;
    expect(next(calver, { today: '2026-11-22' })).toBe('26.1.0 → 26.2.0 (major)');
    expect(next(calver, { today: '2027-01-02' })).toBe('26.1.0 → 27.1.0 (major)');
    expect(next(text, { today: '2026-11-22' })).toBe('26.1.0 → 27.0.0 (major)');
  });

  it('is what a section without a date yet has named', () => {
    const text = '## 2.0.0 - TBD\n\n### Removed\n\n- One.\n\n## 1.0.0 - 2020-01-01\n\n### Fixed\n\n- Two.\n';
    expect(next(text)).toBe('1.0.0 → 2.0.0 (major)');
    expect(next(text, { level: 'minor' })).toBe('1.0.0 → 1.1.0 (minor)');
  });

  it('is none that is planned for later, above what is unreleased', () => {
    const text =
      '## 2.0.0 - TBD\n\n### Removed\n\n- One.\n\n## [Unreleased]\n\n### Fixed\n\n- Two.\n\n## 1.0.0 - 2020-01-01\n';
    expect(next(text)).toBe('1.0.0 → 1.0.1 (patch)');
  });

  it('follows the component that is released first in the file', () => {
    const text = '## [Unreleased]\n\n### Fixed\n\n- One.\n\n## core@1.2.3\n\n## web@9.0.0\n\n## core@1.2.2\n';
    expect(next(text)).toBe('1.2.3 → 1.2.4 (patch)');
  });

  it('obeys the policy', () => {
    const text = changelog(['Added: one', 'Migration: two'], ['[1.2.3]']);
    const categories = [
      { name: 'Added', aliases: [], bump: 'patch', kind: 'change' },
      { name: 'Migration', aliases: [], bump: 'none', kind: 'note' },
    ];
    expect(next(text, {}, { changelog: { categories } })).toBe('1.2.3 → 1.2.4 (patch)');
    expect(next(changelog(['Fixed: one'], ['1.2']), {}, { version: { scheme: 'semver' } })).toBe(
      'no-version: 1.2 is no version of Semantic Versioning, which the policy asks for',
    );
    expect(next(changelog(['Fixed: one'], ['2024.1.0']), {}, { version: { scheme: 'semver' } })).toBe(
      '2024.1.0 → 2024.1.1 (patch)',
    );
    expect(next(changelog(['Fixed: one'], ['[1.0.0]']), { pre: 'rc' }, { version: { prerelease: 'compact' } })).toBe(
      '1.0.0 → 1.0.1-rc1 (patch)',
    );
  });

  it('names the entries that decide it', () => {
    const text =
      '## [Unreleased]\n\n### Added\n\n- **Breaking:** One\n  more.\n- Two.\n\n### Removed\n\n- `three`\n\n## [1.0.0]\n';
    const result = nextVersion(parseChangelog(text), mergePolicy({}));
    expect(
      'reasons' in result && result.reasons.map(({ category, text, line, level }) => [category, text, line, level]),
    ).toEqual([
      ['Added', 'One more.', 4, 'major'],
      ['Removed', '`three`', 10, 'major'],
    ]);
  });
});

const BUMPS: Readonly<Record<string, string>> = { Added: 'minor', Fixed: 'patch', Notes: 'none' };

describe('the level of a release', () => {
  it.each<[section: string, level: Level | null, because: readonly string[]]>([
    ['### Fixed\n\n- One.', 'patch', ['One.']],
    ['### Fixed\n\n- One.\n\n### Added\n\n- Two.\n- Three.', 'minor', ['Two.', 'Three.']],
    ['### Fixed\n\n- [BREAKING] One.\n- Two.', 'major', ['One.']],
    ['### Notes\n\n- One.', null, []],
    ['### Notes\n\n- One.\n\n### Fixed\n\n- Two.', 'patch', ['Two.']],
    ['Only words.', null, []],
    ['### Fixed\n\n-', null, []],
  ])('%j asks for %s because of %j', (section, level, because) => {
    const policy = mergePolicy({
      changelog: {
        categories: ['Added', 'Fixed', 'Notes'].map((name) => ({
          name,
          aliases: [],
          kind: 'change',
          bump: BUMPS[name],
        })),
      },
    });
    const read = parseChangelog(`## [1.0.0]\n\n${section}\n`, policy.changelog);
    const found = read.releases.map((release) => requiredBump(read, release, policy));
    expect(found.map((each) => [each.level, each.reasons.map(({ text }) => text)])).toEqual([[level, because]]);
  });
});

describe('incrementing', () => {
  it.each<[version: string, expected: string]>([
    ['5-r.4', '5-r.4.1, 5-r.5, 6-r.1'],
    ['5-r.4.1', '5-r.4.2, 5-r.5, 6-r.1'],
  ])('counts %s within its generation: %s', (text, expected) => {
    const version = parseVersion(text) as Version;
    expect(LEVELS.map((level) => incrementRelease(version, level)).join(', ')).toBe(expected);
  });

  it('equals the semver package', () => {
    const number = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(number, number, number, fc.constantFrom(...LEVELS), (a, b, c, level) => {
        const version = parseVersion(`${a}.${b}.${c}`) as Version;
        expect(incrementRelease(version, level)).toBe(inc(version.raw, level));
      }),
    );
  });
});
