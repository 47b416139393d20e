import { describe, expect, it } from 'vitest';
import {
  checkChangelog,
  compareVersions,
  DEFAULT_POLICY,
  fixAll,
  parseChangelog,
  parseVersion,
  type Version,
} from '../../../src/core/index.ts';

const HEAD =
  '# Changelog\n\nBy [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).\n\n## [Unreleased]\n\n';
const RELEASE = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n\n[1.0.0]: https://example.com/o/r/releases/tag/v1.0.0\n';

function check(text: string) {
  const checked = checkChangelog({ text, path: 'CHANGELOG.md', policy: DEFAULT_POLICY, today: '2026-06-30' });
  expect(checked.notChecked).toEqual([]);
  return checked.problems;
}

/** The rules that find something, each once, in the order of the text. */
const rulesOf = (text: string): readonly string[] => [
  ...new Set(check(text).map(({ rule }) => rule.replace('changelog/', ''))),
];

/** The versions of the releases that a text has. */
const releasesOf = (text: string): readonly string[] =>
  parseChangelog(text).releases.flatMap(({ label, version }) => (version ? label : []));

/** What takes more than linear time does not end here; what recurses for each level does not survive it. */
describe('a changelog that is too much', () => {
  it('in one line of ten megabytes (T049)', () => {
    const text = `${HEAD}${RELEASE}`.replace('- A', `- ${'word '.repeat(2_000_000)}`);
    expect(releasesOf(text)).toEqual(['1.0.0']);
    for (const { message } of check(text)) expect(message.length).toBeLessThan(400);
  });

  it('with a hundred thousand headings (T050)', () => {
    const text = `${HEAD}${'## [1.0.0] - 2026-01-01\n\n'.repeat(100_000)}`;
    expect(releasesOf(text)).toHaveLength(100_000);
    expect(rulesOf(text)).toContain('duplicate-release');
  });

  it.each([
    ['quotes on one line', '> '.repeat(5_000)],
    ['items on one line', '- '.repeat(4_000)],
    ['quotes and items on one line', '> - '.repeat(4_000)],
    ['numbered items on one line', '1. '.repeat(4_000)],
    ['items that each go deeper', Array.from({ length: 1_000 }, (_, depth) => `${'  '.repeat(depth)}- x\n`).join('')],
  ])('with nested %s (T051)', (_, nested) => {
    expect(releasesOf(`${HEAD}${nested}x\n\n${RELEASE}`)).toEqual(['1.0.0']);
    check(`${HEAD}${RELEASE.replace('- A', `${nested}x`)}`);
  });

  it.each(['*a_ ', '[', '[a](<b', '![', '`', '<', '](', '**', '&', '\\'])(
    'with a hundred thousand times %j (T052)',
    (piece) => {
      const text = `${HEAD}${RELEASE.replace('- A', `- ${piece.repeat(100_000)}`)}`;
      expect(releasesOf(text)).toEqual(['1.0.0']);
      check(text);
    },
  );

  it('with a table of four thousand columns (T053)', () => {
    const table = `${'|a'.repeat(4_000)}|\n${'|-'.repeat(4_000)}|\n${'|b'.repeat(4_000)}|\n`;
    expect(releasesOf(`${HEAD}${table}\n${RELEASE}`)).toEqual(['1.0.0']);
    check(`${HEAD}${RELEASE.replace('- A\n', `- A\n\n${table}`)}`);
  });
});

describe('releases that nobody sees (T054)', () => {
  it.each([
    ['a fence without an end', `\`\`\`\n${RELEASE}`],
    ['a comment without an end', `<!--\n${RELEASE}`],
    ['a comment without an end, opened many times', `${'<!--'.repeat(100_000)}\n${RELEASE}`],
    ['a fence of tildes', `~~~~\n${RELEASE}~~~\n`],
    ['an HTML block', `<div>\n${RELEASE}`],
  ])('in %s are told', (_, text) => {
    expect(releasesOf(HEAD + text)).toEqual([]);
    expect(rulesOf(HEAD + text)).toContain('hidden-release');
  });

  it('but not in a paragraph, which a comment does not end', () => {
    expect(releasesOf(`${HEAD}a${'<!--'.repeat(100_000)}\n\n${RELEASE}`)).toEqual(['1.0.0']);
  });
});

describe('characters that are not what they seem', () => {
  it('are told with their places: NUL (T057)', () => {
    const text = HEAD + RELEASE.replace('- A', '- A\0B');
    const problem = check(text).find(({ rule }) => rule === 'changelog/control-character');
    expect(problem?.message).toContain('U+0000');
    expect(text.slice(problem?.span.start, problem?.span.end)).toBe('\0');
    expect(fixAll({ text, path: 'CHANGELOG.md', policy: DEFAULT_POLICY, today: null }).text).toContain('B');
  });

  it.each([
    ['\u202a', 'bidirectional-character'],
    ['\u202b', 'bidirectional-character'],
    ['\u202c', 'bidirectional-character'],
    ['\u202d', 'bidirectional-character'],
    ['\u202e', 'bidirectional-character'],
    ['\u2066', 'bidirectional-character'],
    ['\u2067', 'bidirectional-character'],
    ['\u2068', 'bidirectional-character'],
    ['\u2069', 'bidirectional-character'],
    ['\u200b', 'hidden-character'],
    ['\u2060', 'hidden-character'],
    ['\u00ad', 'hidden-character'],
    ['\ufeff', 'hidden-character'],
  ])('are told by their numbers: %j (T062)', (character, rule) => {
    const problems = check(HEAD + RELEASE.replace('- A', `- access_${character}user`));
    const problem = problems.find((each) => each.rule === `changelog/${rule}`);
    expect(problem?.message).toContain(`U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
  });

  it.each([
    ['## [١.٠.٠] - 2026-01-01'],
    ['## [１.０.０] - 2026-01-01'],
    ['## [1.0.0] - ٢٠٢٦-٠١-٠١'],
    ['## [1.0.0] - ２０２６-０１-０１'],
  ])('are no digits: %s (T063)', (heading) => {
    const text = HEAD + RELEASE.replace('## [1.0.0] - 2026-01-01', heading);
    expect(rulesOf(text)).toContain('non-ascii-digit');
    for (const { version, date } of parseChangelog(text).releases)
      expect([version?.raw ?? '', date ?? ''].join('')).toMatch(/^[\0-\x7f]*$/);
  });
});

describe('dates and versions that cannot be', () => {
  it.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '0000-01-01',
    '2026-1-5',
    '2026-01-01T00:00:00Z',
    '2026-01-01+02:00',
    '10000-01-01',
  ])('are told: %s (T064)', (date) => {
    const rules = rulesOf(HEAD + RELEASE.replace('2026-01-01', date));
    expect(
      rules.filter((rule) =>
        /^(?:impossible-date|wrong-date-form|extra-heading-text|release-without-date)$/.test(rule),
      ),
    ).not.toEqual([]);
  });

  it('are compared digit by digit, however large they are (T065)', () => {
    const huge = parseVersion('1.0.99999999999999999999') as Version;
    const less = parseVersion('1.0.99999999999999999998') as Version;
    expect(compareVersions(huge, less)).toBeGreaterThan(0);
    expect(compareVersions(less, huge)).toBeLessThan(0);
    const release = (version: string) => RELEASE.split('\n[')[0]?.replace('1.0.0', version);
    const wrongOrder = `${HEAD}${release('1.0.99999999999999999998')}\n${release('1.0.99999999999999999999')}`;
    expect(rulesOf(wrongOrder)).toContain('release-out-of-order');
  });
});

describe('headings in places where they are none (T066)', () => {
  it('are no releases, and the others are told', () => {
    const text = `${HEAD}## [1.0.0] - 2026-01-01\n\n- A\n\n## [2.0.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- C\n\n\`\`\`\n## [3.0.0]\n\`\`\`\n\n<!--\n## [4.0.0]\n-->\n\n    ## [5.0.0]\n`;
    expect(releasesOf(text)).toEqual(['1.0.0', '2.0.0', '1.0.0']);
    expect(rulesOf(text)).toEqual(expect.arrayContaining(['duplicate-release', 'release-out-of-order']));
  });
});

describe('links (T067)', () => {
  it.each(['javascript:x', 'JaVaScRiPt:x', 'file:///etc/passwd', 'command:x', 'vscode:x', 'data:text/html,x'])(
    'that do something are told: %s',
    (url) => {
      expect(rulesOf(`${HEAD}${RELEASE.replace('https://example.com/o/r/releases/tag/v1.0.0', url)}`)).toContain(
        'unsafe-link',
      );
      expect(rulesOf(`${HEAD}${RELEASE.replace('- A', `- [a](${url})`)}`)).toContain('unsafe-link');
    },
  );

  it('that are defined twice are told, in any case of their labels', () => {
    const text = `${HEAD}${RELEASE.replace('- A', '- [Straße] and [STRASSE]')}[Straße]: https://example.com/a\n[STRASSE]: https://example.com/b\n`;
    expect(rulesOf(text)).toContain('duplicate-link-definition');
  });
});

describe('what a merge has left (T068)', () => {
  const CONFLICT = `${HEAD}${RELEASE.replace('- A\n', '<<<<<<< HEAD\n- A\n=======\n- B\n>>>>>>> topic\n')}`;

  it('is an error, so that no check passes', () => {
    expect(check(CONFLICT).find(({ rule }) => rule === 'changelog/conflict-marker')?.severity).toBe('error');
  });
});

describe('headings in every form (T069)', () => {
  it.each([
    ['underlined', '[1.0.0] - 2026-01-01\n---'],
    ['with closing marks', '## [1.0.0] - 2026-01-01 ##'],
    ['indented', '   ## [1.0.0] - 2026-01-01'],
    ['with a tab', '##\t[1.0.0] - 2026-01-01'],
    ['with an emoji', '## [1.0.0] - 2026-01-01 🎉'],
    ['with CJK', '## [1.0.0] - 2026-01-01 発売'],
    ['with combining marks', '## [1.0.0] - 2026-01-01 e\u0301'],
  ])('are releases: %s', (_, heading) => {
    const text = `${HEAD}🎉 e\u0301 発\n\n${RELEASE.replace('## [1.0.0] - 2026-01-01', heading)}`;
    const release = parseChangelog(text).releases.find(({ version }) => version);
    expect(release && text.slice(release.labelSpan.start, release.labelSpan.end)).toBe('1.0.0');
  });
});
