import { describe, expect, it } from 'vitest';
import { parseChangelog } from '../../../src/core/changelog/parse.ts';

function outline(text: string) {
  const { releases, titles, strayHeadings, releaseLevel } = parseChangelog(text);
  const textOf = (heading: { text: { start: number; end: number } }): string =>
    text.slice(heading.text.start, heading.text.end);
  return {
    releases: releases.map(({ label }) => label),
    titles: titles.map(textOf),
    strays: strayHeadings.map(textOf),
    level: releaseLevel,
  };
}

const NOTHING = { releases: [], titles: [], strays: [], level: 2 };

const CASES: readonly (readonly [name: string, text: string, expected: Partial<ReturnType<typeof outline>>])[] = [
  [
    'another name for changes to come, right above the first version',
    '# Changelog\n\n## Notes\n\n## main\n\n### Added\n\n- One.\n\n## 1.0.0\n\n## next\n',
    { releases: ['main', '1.0.0'], titles: ['Changelog'], strays: ['Notes', 'next'] },
  ],
  [
    'patch releases one level deeper, and major ones one higher, each with the change that it is made of',
    '# Changelog\n\n# 2.0.0 [#4](https://example.com/4)\n\n- D.\n\n## 1.1.0\n\n- C.\n\n### 1.0.1 [#2](https://example.com/2)\n\n- B.\n\n## 1.0.0 [#1]\n\n- A.\n',
    { releases: ['2.0.0', '1.1.0', '1.0.1', '1.0.0'], titles: ['Changelog'], strays: [] },
  ],
  [
    'versions within the tags of a link',
    '# Changelog\n\n## <a href="https://example.com/v1.1.0" target="_blank">v1.1.0</a> - 2026-01-02\n\n## <a href="https://example.com/v1.0.0">v1.0.0</a>\n',
    { releases: ['v1.1.0', 'v1.0.0'], titles: ['Changelog'] },
  ],
  [
    'several versions in one heading',
    '# Changelog\n\n## [0.8.0,0.8.1] 2018-05-28\n\n## [0.7.0] 2018-05-01\n',
    { releases: ['0.8.0,0.8.1', '0.7.0'], titles: ['Changelog'] },
  ],
  [
    'the next version of an R package',
    '# acme (development version)\n\n- One.\n\n# acme 1.1.0\n\n# acme 1.0.0\n',
    { releases: ['acme (development version)', 'acme 1.1.0', 'acme 1.0.0'], level: 1 },
  ],
  [
    'no other name where there is an unreleased section, or where another heading stands between',
    '## main\n\n## Unreleased\n\n## 1.0.0\n',
    { releases: ['Unreleased', '1.0.0'], strays: ['main'] },
  ],
  [
    'a name, a version and “Release Notes” at level 1',
    '# Tables.jl v1.0.1 Patch Release Notes\n\n## Fixes\n\n# Tables.jl v1.0.0 Release notes\n',
    { releases: ['Tables.jl v1.0.1', 'Tables.jl v1.0.0'], level: 1 },
  ],
  [
    'releases at level 4 where none stands above',
    '### Changelog\n\n#### Unreleased\n\n#### [v1.1.0](u)\n\n#### v1.0.0\n',
    { releases: ['Unreleased', 'v1.1.0', 'v1.0.0'], level: 4 },
  ],
  [
    'one version at level 4, which is prose',
    '# Changelog\n\n#### 1.2 and later\n\n#### 1.1\n',
    {
      titles: ['Changelog'],
    },
  ],
  [
    'anchors in front of deeper versions',
    `## 3.0.0-rc.1\n\n${Array.from({ length: 9 }, (_, i) => `### <a name="2.${i}.0"/> [2.${i}.0](u)\n\n#### Fixed\n`).join('')}`,
    { releases: ['3.0.0-rc.1', ...Array.from({ length: 9 }, (_, i) => `2.${i}.0`)], level: 3 },
  ],
  ['no heading at all', 'text\n', {}],
  [
    'the standard',
    '# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2017-07-17\n\n### Added\n',
    { releases: ['Unreleased', '1.0.0'], titles: ['Changelog'] },
  ],
  [
    'generated logs with both upper levels',
    '# [2.0.0](u) (2020-01-01)\n\n## [1.0.1](u) (2019-01-01)\n\n## [1.0.0](u) (2019-01-01)\n',
    { releases: ['2.0.0', '1.0.1', '1.0.0'] },
  ],
  ['releases at level 1', '# 1.1.0\n\n## Features\n\n# 1.0.0\n', { releases: ['1.1.0', '1.0.0'], level: 1 }],
  [
    'releases at level 3 where none stands above',
    '# Changelog\n\n## Notes\n\n### 1.1.0\n\n### 1.0.0\n\n### Other\n',
    { releases: ['1.1.0', '1.0.0'], titles: ['Changelog'], strays: ['Other'], level: 3 },
  ],
  [
    'a name before each version, where nothing else is a release',
    '# Changelog\n\n## Unreleased\n\n## Fourmolu 0.19.0.1\n\n### Bug fixes\n\n#### Ormolu 0.8\n\n## Fourmolu 0.19.0.0\n\n## Notes\n',
    { releases: ['Unreleased', 'Fourmolu 0.19.0.1', 'Fourmolu 0.19.0.0'], titles: ['Changelog'], strays: ['Notes'] },
  ],
  [
    'a name before each version, of which one has a date',
    '## Fourmolu 0.20.0 - 2026-01-31\n\n### Added\n\n## Fourmolu 0.19.0\n\n## Fourmolu 0.18.0\n',
    { releases: ['Fourmolu 0.20.0', 'Fourmolu 0.19.0', 'Fourmolu 0.18.0'] },
  ],
  [
    'a name before versions that are a few headings among others',
    '# Upgrading\n\n## Before\n\n## Python 3.8\n\n## Python 3.9\n\n## After\n',
    { titles: ['Upgrading'], strays: ['Before', 'Python 3.8', 'Python 3.9', 'After'] },
  ],
  [
    'a name before versions beside plain ones',
    '## 1.1.0\n\n## Python 3.8\n\n## Python 3.9\n',
    { releases: ['1.1.0'], strays: ['Python 3.8', 'Python 3.9'] },
  ],
  [
    'years over the releases of the year',
    '# Changelog\n\n## 2024\n\n### 1.1.0\n\n## 2023\n\n### 1.0.0\n',
    { releases: ['1.1.0', '1.0.0'], titles: ['Changelog'], level: 3 },
  ],
  [
    'years beside releases of the same level',
    '## 2024\n\n## 1.1.0 - 2024-01-01\n\n## 2023\n\n## 1.0.0 - 2023-01-01\n',
    { releases: ['1.1.0', '1.0.0'], strays: ['2024', '2023'] },
  ],
  ['plain numbers as versions', '# Changelog\n\n## 3\n\n## 2\n', { releases: ['3', '2'], titles: ['Changelog'] }],
  [
    'a plain number among other versions',
    '## 3 - 2020-01-02\n\n## 2\n\n## 1.5 - 2020-01-01\n',
    { releases: ['3', '2', '1.5'] },
  ],
  [
    'a title that names a version',
    '# Changelog of 2.x\n\n## 2.0.0\n',
    { releases: ['2.0.0'], titles: ['Changelog of 2.x'] },
  ],
  [
    'versions in quotes, lists, code and comments',
    '## 2.0.0\n\n> ## 1.4.0\n\n- ## 1.3.0\n\n```\n## 1.2.0\n```\n\n    ## 1.1.0\n\n<!--\n## 1.0.0\n-->\n',
    { releases: ['2.0.0'] },
  ],
  [
    'setext headings',
    'Changelog\n=========\n\n[1.0.0] - 2017-07-17\n---\n',
    { releases: ['1.0.0'], titles: ['Changelog'] },
  ],
  [
    'closing hashes, indentation and tabs',
    ' ## [1.1.0] - 2017-07-17 ##\n\n  ##\t[1.0.0]\t\n',
    { releases: ['1.1.0', '1.0.0'] },
  ],
  [
    'front matter, whose closing line is no underline',
    '---\ntitle: Changelog\n# 1.0.0\n1.1.0\n---\n\n## 1.0.0\n',
    { releases: ['1.0.0'] },
  ],
  [
    'patch releases below the level of the others',
    '# Log\n\n### [1.1.1](u) (2020-01-03)\n\n### Bug Fixes\n\n## [1.1.0](u) (2020-01-02)\n\n### 1.0.1\n\n## 1.0.0\n\n#### 0.9.0.1\n',
    { releases: ['1.1.1', '1.1.0', '1.0.1', '1.0.0', '0.9.0.1'], titles: ['Log'] },
  ],
  [
    'deeper headings with a version that are none',
    '## 2.0.0\n\n### 1.4.0 compatibility\n\n### 1.4\n\n### core 1.3.0\n\n### 2.0.0\n\n##### 1.2.0\n\n- ### 1.1.0\n',
    { releases: ['2.0.0'] },
  ],
  ['a rule at the top', '---\n\n## 1.0.0\n', { releases: ['1.0.0'] }],
];

describe('findReleaseHeadings', () => {
  it.each(CASES)('knows %s', (_, text, expected) => {
    expect(outline(text)).toEqual({ ...NOTHING, ...expected });
  });
});
