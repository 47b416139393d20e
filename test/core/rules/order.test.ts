import { describe, expect, it } from 'vitest';
import { fixAll } from '../../../src/core/index.ts';
import { findings, fixed, places } from '../../support/findings.ts';

/** A changelog with these release headings, and one category to tell its format by. */
function changelog(...headings: readonly string[]): string {
  return `${headings.map((heading) => `## ${heading}\n`).join('\n')}\n### Added\n\n- One.\n`;
}

describe('changelog/release-out-of-order', () => {
  const outOfOrder = (...headings: string[]): string[] =>
    places('changelog/release-out-of-order', changelog(...headings));

  it.each([
    ['newest first', ['1.10.0 - 2020-03-01', '1.9.0 - 2020-02-01', '1.2.0 - 2020-01-01']],
    ['a backport below the newer line, by version', ['2.0.0 - 2020-01-01', '1.9.5 - 2020-02-01', '1.9.4 - 2019-12-01']],
    ['a backport above the newer line, by date', ['1.9.5 - 2020-02-01', '2.0.0 - 2020-01-01', '1.9.4 - 2019-12-01']],
    [
      'several releases of one day in any order of lines',
      ['1.9.5 - 2020-01-01', '2.0.1 - 2020-01-01', '1.8.9 - 2020-01-01'],
    ],
    ['undated releases of different lines', ['1.9.5', '2.0.0', '1.9.4']],
    ['pre-releases before their release', ['1.0.0', '1.0.0-rc.10', '1.0.0-rc.9', '1.0.0-beta', '1.0.0-alpha']],
    ['a revision on either side', ['1.0.0-1 - 2020-01-01', '1.0.0 - 2020-01-01', '0.9.0-1', '0.9.0']],
    [
      'components among each other',
      ['a@1.0.0 - 2020-01-03', 'b@3.0.0 - 2020-01-02', 'a@0.9.0 - 2020-01-01', 'b@2.0.0 - 2019-01-01'],
    ],
    ['numbers of any size', ['99999999999999999999.0.0', '99999999999999999998.0.0']],
    ['dates in other forms', ['1.9.5 - July 2, 2020', '2.0.0 - 01.07.2020']],
    ['an unreleased section anywhere', ['1.0.0 - 2020-01-01', 'Unreleased', '0.9.0 - 2019-01-01']],
  ])('accepts %s', (_, headings) => {
    expect(outOfOrder(...headings)).toEqual([]);
  });

  it.each([
    ['a higher version with a later date below', ['1.0.0 - 2020-01-01', '1.1.0 - 2020-02-01'], ['3: 1.1.0']],
    ['an undated one of the same line', ['1.2.1', '1.2.2'], ['3: 1.2.2']],
    ['one of the same line and day', ['1.2.1 - 2020-01-01', '1.2.2 - 2020-01-01'], ['3: 1.2.2']],
    ['a release below its candidate', ['1.0.0-rc.1', '1.0.0'], ['3: 1.0.0']],
    [
      'only what is out of place',
      ['1.2.0 - 2020-03-01', '1.0.0 - 2020-01-01', '1.1.0 - 2020-02-01', '0.9.0 - 2019-01-01'],
      ['5: 1.1.0'],
    ],
  ])('reports %s', (_, headings, expected) => {
    expect(outOfOrder(...headings)).toEqual(expected);
  });

  it('tells a file that starts with the oldest once', () => {
    const headings = Array.from({ length: 50 }, (_, i) => `1.${i}.0 - ${2000 + i}-01-01`);
    expect(findings('changelog/release-out-of-order', changelog(...headings))).toEqual([
      '3: 1.1.0 → Unexpected order, oldest release first, expected the latest first, as 1.1.0 above 1.0.0',
    ]);
  });
});

describe('changelog/date-out-of-order', () => {
  const outOfOrder = (...headings: string[]): string[] => places('changelog/date-out-of-order', changelog(...headings));

  it.each([
    ['lines that go on beside each other', ['2.0.0 - 2020-01-01', '1.9.5 - 2020-02-01', '1.9.4 - 2019-12-01']],
    ['one day', ['1.2.1 - 2020-01-01', '1.2.0 - 2020-01-01']],
    ['dates that nobody can tell', ['1.2.1 - 2020-02-30', '1.2.0 - 2020-03-01', '1.1.1', '1.1.0 - 2020-01-01']],
    ['a revision', ['1.2.0 - 2020-01-01', '1.2.0-1 - 2020-02-01']],
  ])('accepts %s', (_, headings) => {
    expect(outOfOrder(...headings)).toEqual([]);
  });

  it.each([
    ['a wrong year', ['1.2.1 - 2020-01-05', '1.2.0 - 2020-12-20'], ['1: 2020-01-05']],
    ['a candidate after its release', ['1.2.0 - 2020-01-05', '1.2.0-rc.1 - 2020-01-06'], ['1: 2020-01-05']],
    ['with an undated release between', ['1.2.2 - 2020-01-05', '1.2.1', '1.2.0 - 2020-12-20'], ['1: 2020-01-05']],
  ])('reports %s', (_, headings, expected) => {
    expect(outOfOrder(...headings)).toEqual(expected);
  });
});

describe('changelog/duplicate-release', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['a prefix', ['v1.0.0', '1.0.0'], ['3: 1.0.0']],
    ['three of them', ['1.0.0', '1.0.0 - 2020-01-01', '[1.0.0]'], ['3: 1.0.0', '5: 1.0.0']],
    ['apart from each other', ['1.0.0', '0.9.0', '1.0.0'], ['5: 1.0.0']],
    ['spellings of one candidate', ['1.0.0-rc.1', '1.0.0-rc1'], ['3: 1.0.0-rc1']],
    ['no other build', ['1.0.0+1', '1.0.0+2', '1.0.0'], []],
    ['no other component', ['a@1.0.0', 'b@1.0.0'], []],
    ['no other set of modules', ['[1.0.0/0.5.0]', '[1.0.0/0.5.1]'], []],
    ['no other version', ['1.0.0', '10.0.0', '1.0.0-rc.1', '1.00.1'], []],
  ])('looks at %s', (_, headings, expected) => {
    expect(places('changelog/duplicate-release', changelog(...headings))).toEqual(expected);
  });

  it('is mended where both say the same, and by people where they do not', () => {
    const same = '## 1.1.0\n\n### Added\n\n- A\n\n## 1.0.0\n\n- B\n\n## 1.0.0\n\n- B\n\n## 0.9.0\n';
    expect(fixed('changelog/duplicate-release', same)).toBe(
      '## 1.1.0\n\n### Added\n\n- A\n\n## 1.0.0\n\n- B\n\n## 0.9.0\n',
    );
    expect(fixed('changelog/duplicate-release', same.replace('- B', '- C'))).toBeNull();
  });
});

describe('a release below an older one', () => {
  const [A, B, C] = [
    '## [1.2.0] - 2026-03-01\n\n- C\n\n',
    '## [1.1.0] - 2026-02-01\n\n- B\n\n',
    '## [1.0.0] - 2026-01-01\n\n- A\n\n',
  ];
  const LINKS =
    '[1.2.0]: https://github.com/o/r/compare/v1.1.0...v1.2.0\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n';

  it('is moved above the first of them, and its definition is where it belongs', () => {
    const text = B + C + A + LINKS;
    expect(fixed('changelog/release-out-of-order', text)).toBe(A + B + C + LINKS);
    expect(places('changelog/link-definition-out-of-order', text)).toEqual([]);
  });

  it('stays in the text as it ends', () => {
    expect(fixed('changelog/release-out-of-order', (B + A).trimEnd())).toBe((A + B).trimEnd());
  });

  it('stays where so many are out of order that they are told as one', () => {
    const pairs = Array.from({ length: 40 }, (_, i) => [`1.0.${81 - 2 * i - 1}`, `1.0.${81 - 2 * i}`]).flat();
    const text = pairs.map((version) => `## ${version}\n\n### Added\n\n- ${version}\n\n`).join('');
    expect(places('changelog/release-out-of-order', text)).toHaveLength(1);
    expect(fixed('changelog/release-out-of-order', text)).toBeNull();
  });
});

describe('the unreleased section', () => {
  it('is moved to the top with everything in it', () => {
    const text = '# C\r\n\r\n## 1.0.0 - 2020-01-01\r\n\r\n- A\r\n\r\n## [Unreleased]\r\n\r\n### Added\r\n\r\n- B\r\n';
    expect(fixed('changelog/unreleased-not-first', text)).toBe(
      '# C\r\n\r\n## [Unreleased]\r\n\r\n### Added\r\n\r\n- B\r\n\r\n## 1.0.0 - 2020-01-01\r\n\r\n- A\r\n',
    );
  });

  it('keeps its definition in front of the others until it is moved', () => {
    const text =
      '## [1.0.0]\n\n- A\n\n## [Unreleased]\n\n- B\n\n[Unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n';
    expect(places('changelog/link-definition-out-of-order', text)).toEqual([]);
    const lastly = text.replace(/(\[Unreleased\]: .*\n)(.*\n)$/, '$2$1');
    expect(
      fixed('changelog/link-definition-out-of-order', lastly.replace(/^(.*?\n\n- A\n\n)(.*?\n\n- B\n\n)/s, '$2$1')),
    ).toBe(text.replace(/^(.*?\n\n- A\n\n)(.*?\n\n- B\n\n)/s, '$2$1'));
  });

  it('may stand below a version that is still to come', () => {
    const text = (date: string): string =>
      `## 2.0.0 - ${date}\n\n### Added\n\n- C\n\n## [Unreleased]\n\n- B\n\n## 1.0.0 - 2020-01-01\n\n- A\n`;
    expect(places('changelog/unreleased-not-first', text('TBD'))).toEqual([]);
    expect(places('changelog/unreleased-not-first', text('2020-02-02'))).toEqual(['7: Unreleased']);
  });

  it('is merged with the first one, also without anything in it', () => {
    const text = '## Unreleased\n\n## 1.0.0\n\n- A\n\n## [Unreleased]\n\n- B';
    expect(fixed('changelog/several-unreleased', text)).toBe('## Unreleased\n\n- B\n\n## 1.0.0\n\n- A\n\n');
    expect(fixed('changelog/several-unreleased', '## Unreleased\n\n- A\n\n## Unreleased\n')).toBe(
      '## Unreleased\n\n- A\n',
    );
  });

  it.each([
    ['a version to come stands in for it', '## 1.1.0 - TBD\n\n## 1.0.0 - 2020-01-01\n', []],
    ['it has another name', '## Upcoming\n\n## 1.0.0 - 2020-01-01\n', []],
    ['it is misspelt', '## [Unrelased]\n\n## 1.0.0 - 2020-01-01\n', []],
    ['it is missing', '## 1.0.0 - 2020-01-01\n', ['1: 1.0.0']],
    ['there is no release yet', '# C\n', []],
  ])('is asked for: %s', (_, text, expected) => {
    expect(places('changelog/missing-unreleased', text)).toEqual(expected);
  });

  it('gets no second definition where one is waiting for it', () => {
    const text =
      '## [1.0.0]\n\n### Added\n\n[unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n';
    expect(fixed('changelog/missing-unreleased', text)).toBe(`## [Unreleased]\n\n${text}`);
    expect(places('changelog/unused-link-definition', text)).toEqual([]);
  });
});

describe('safe fixes', () => {
  it('make a form of the standard from every form that says the same', () => {
    const text = [
      '#Changelog',
      '',
      'Based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).',
      '',
      '##[UNRELEASED]',
      '',
      '##\u00a0[1.2.0] (July 3rd, 2020) **yanked**',
      '',
      '## [1.1.0] – 2020/2/1 12:00 UTC',
      '',
      '## ١.٠.٠ 2020-01-01',
      '',
      '- One.',
      '[Unreleased]: https://github.com/o/r/compare/v1.2.0..HEAD',
      '[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0',
      '[1.2.0]: https://github.com/o/r/compare/v1.1.0....v1.2.0',
      '[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0',
      '[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0',
      '[0.9.0]: https://github.com/o/r/releases/tag/v0.9.0',
      '',
    ].join('\n');
    const expected = [
      '# Changelog',
      '',
      'Based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).',
      '',
      '## [Unreleased]',
      '',
      '## [1.2.0] - 2020-07-03 [YANKED]',
      '',
      '## [1.1.0] - 2020-02-01',
      '',
      '## [1.0.0] - 2020-01-01',
      '',
      '- One.',
      '',
      '[Unreleased]: https://github.com/o/r/compare/v1.2.0...HEAD',
      '[1.2.0]: https://github.com/o/r/compare/v1.1.0...v1.2.0',
      '[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0',
      '[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0',
      '',
    ].join('\n');
    const once = fixAll({ text, path: 'CHANGELOG.md', today: '2026-06-30' });
    expect(once.text).toBe(expected);
    expect(fixAll({ text: once.text, path: 'CHANGELOG.md', today: '2026-06-30' }).fixed).toBe(0);
    expect(fixAll({ text: text.replaceAll('\n', '\r\n'), path: 'CHANGELOG.md', today: '2026-06-30' }).text).toBe(
      expected.replaceAll('\n', '\r\n'),
    );
  });
});
