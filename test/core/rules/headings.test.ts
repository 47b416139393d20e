import { describe, expect, it } from 'vitest';
import { findings, fixed, places } from '../../support/findings.ts';

type Row = readonly [name: string, text: string, places: readonly string[]];

/** Says which format the file follows, so that a few headings are enough; the lines are counted as if it were not there. */
const DECLARATION = '<!-- Keep a Changelog -->\n\n';

function placesIn(rule: string, text: string, policy: object): readonly string[] {
  return places(`changelog/${rule}`, DECLARATION + text, policy).map((place) =>
    place.replace(/^\d+/, (line) => String(Number(line) - 2)),
  );
}

function table(rule: string, rows: readonly Row[], policy: object = {}): void {
  describe(`changelog/${rule}`, () => {
    it.each(rows)('%s', (_, text, expected) => {
      expect(placesIn(rule, text, policy)).toEqual(expected);
    });
  });
}

const NEXT =
  '# C\n\n## [Next](https://github.com/o/r/compare/1.0.0...main) - TBD\n\n### Added\n\n- A.\n\n## 1.0.0 - 2020-01-01\n';
for (const rule of ['extra-heading-text', 'missing-link-definition'])
  table(rule, [['accepts a link and a placeholder behind another name for changes to come', NEXT, []]]);
table('wrong-release-level', [
  [
    'accepts older releases below a heading of their own',
    '## 1.0.0 - 2020-01-01\n\n- A.\n\n## Before 1.0\n\n### 0.9.0\n\n- B.\n\n### 0.8.0\n\n- C.\n',
    [],
  ],
  [
    'reports one below a release',
    '## Notes\n\n## 1.0.0 - 2020-01-01\n\n- A.\n\n### 0.9.0\n\n- B.\n\n## 0.8.0\n',
    ['7: 0.9.0'],
  ],
]);
table('unlinked-version', [
  [
    'accepts a link written in HTML',
    '## <a href="https://example.com/1">1.1.0</a> - 2020-01-02\n\n## 1.0.0 - 2020-01-01\n',
    ['3: 1.0.0'],
  ],
]);
table('unknown-category', [
  [
    'knows the names of what categories are of, however these are written',
    '## 1.0.0 - 2020-01-01\n\n### Server\n\n#### Additions\n\n- A.\n\n#### Fixes\n\n- B.\n\n### Client\n\n#### Additions\n\n- A.\n',
    [],
  ],
]);

table('stray-heading', [
  ['accepts headings before the first release', '# C\n\n## How\n\n## 1.0.0 - 2020-01-01\n\n### Added\n', []],
  [
    'accepts what stands in code, comments, quotes and lists',
    '## 1.0.0 - 2020-01-01\n\n```\n## A\n```\n\n<!--\n## B\n-->\n\n> ## C\n\n- ## D\n',
    [],
  ],
  ['reports a heading between releases', '## 1.1.0 - 2020-01-02\n\n## Notes\n\n## 1.0.0 - 2020-01-01\n', ['3: Notes']],
  ['reports a heading behind the releases', '## 1.0.0 - 2020-01-01\n\nEarlier\n---\n', ['3: Earlier']],
  ['leaves categories to their own rule', '## 1.0.0 - 2020-01-01\n\n## Added\n\n- One.\n', []],
  [
    'leaves misspelt and unreadable headings to their own rules',
    '## 1.0.0 - 2020-01-01\n\n## [Unrelased]\n\n## [1..2]\n\n## ２.0.0\n',
    [],
  ],
]);

table('misspelt-unreleased', [
  ['knows a missing letter', '## [Unreleasd]\n\n## 1.0.0 - 2020-01-01\n', ['1: Unreleasd']],
  ['knows swapped letters', '## Unrelaesed\n\n## 1.0.0 - 2020-01-01\n', ['1: Unrelaesed']],
  ['knows a hyphen', '## [Un-Released]\n\n## 1.0.0 - 2020-01-01\n', ['1: Un-Released']],
  ['leaves the opposite alone', '## Released\n\n## 1.0.0 - 2020-01-01\n', []],
  ['leaves other words alone', '## Unrelated\n\n## 1.0.0 - 2020-01-01\n', []],
]);

table('unreleased-under-another-name', [
  ['knows a branch', '## master\n\n## 1.0.0 - 2020-01-01\n', ['1: master']],
  ['knows a sentence', '## [Next release]\n\n## 1.0.0 - 2020-01-01\n', ['1: Next release']],
  ['looks above the first version only', '## 1.0.0 - 2020-01-01\n\n## Next\n', []],
]);

table('heading-without-space', [
  [
    'knows releases, categories and the unreleased section',
    '##[1.0.0] - 2020-01-01\n\n###Added\n\n- One.\n\n##Unreleased\n',
    ['1: ##[1.0.0] - 2020-01-01', '3: ###Added', '7: ##Unreleased'],
  ],
  ['knows one behind an entry', '## 1.1.0\n\n- One.\n##1.0.0\n', ['4: ##1.0.0']],
  [
    'knows a no-break space and an ideographic one',
    '##\u00a01.0.0\n\n##\u3000[0.9.0]\n',
    ['1: ##\u00a01.0.0', '3: ##\u3000[0.9.0]'],
  ],
  ['leaves issues and code alone', '## 1.0.0\n\n#12\n\n##12 things\n\n#define X\n\n#!/bin/sh\n\n####Note\n', []],
  ['leaves code blocks alone', '## 1.0.0\n\n```\n##[0.9.0]\n```\n\n    ##[0.8.0]\n\n<!--\n##[0.7.0]\n-->\n', []],
  ['leaves seven number signs alone', '#######Added\n', []],
  ['leaves the title alone where there is one', '# Changelog\n\n#Changelog\n', []],
]);

table('wrong-release-level', [
  [
    'reports a deeper one with brackets and a date',
    '## [1.1.0] - 2020-01-02\n\n### [1.0.1] - 2020-01-01\n',
    ['3: 1.0.1'],
  ],
  [
    'leaves prose with a version alone',
    '## [1.1.0] - 2020-01-02\n\n### 1.0 compatibility\n\n#### [1.0.1]\n\n### 2020-01-01\n',
    [],
  ],
  [
    'reports one in a list and one in a quote',
    '## [1.2.0] - 2020-01-02\n\n- ## [1.1.0] - 2020-01-01\n\n> ## [1.0.0] - 2020-01-01\n',
    ['3: 1.1.0', '5: 1.0.0'],
  ],
  [
    'leaves a quoted release alone that has its own section',
    '## [1.2.0] - 2020-01-02\n\n> ## [1.2.0] - 2020-01-02\n',
    [],
  ],
  ['accepts releases throughout at level 3', '# C\n\n### [1.1.0] - 2020-01-02\n\n### [1.0.0] - 2020-01-01\n', []],
]);

table('hidden-release', [
  ['reports an unclosed fence', '## 1.1.0 - 2020-01-02\n\n```\ncode\n\n## 1.0.0 - 2020-01-01\n', ['3: ```']],
  [
    'reports a fence that another character closes',
    '## 1.1.0 - 2020-01-02\n\n~~~~ts\ncode\n~~~\n## 1.0.0 - 2020-01-01\n```\n',
    ['3: ~~~~ts'],
  ],
  ['accepts a closed fence with an example', '## 1.1.0 - 2020-01-02\n\n```md\n## 1.0.0 - 2020-01-01\n```\n', []],
  [
    'accepts a closed fence at the end without a final newline',
    '## 1.1.0 - 2020-01-02\n\n```md\n## 1.0.0 - 2020-01-01\n```',
    [],
  ],
  ['accepts an unclosed fence without releases', '## 1.1.0 - 2020-01-02\n\n```\ncode\n', []],
  ['reports an unclosed comment', '# C\n\n<!-- a\n\n## 1.1.0 - 2020-01-02\n\n## 1.0.0 - 2020-01-01\n', ['3: <!-- a']],
  ['accepts a closed comment', '# C\n\n<!--\n## 1.1.0 - 2020-01-02\n-->\n', []],
  ['reports a tag directly above', '# C\n\n<div>\n## 1.1.0 - 2020-01-02\n\n</div>\n', ['3: <div>']],
  ['accepts an anchor directly above, which is a paragraph', '# C\n\n<a name="x"></a>\n## 1.1.0 - 2020-01-02\n', []],
  ['accepts preformatted text', '# C\n\n<pre>\n## 1.1.0 - 2020-01-02\n</pre>\n', []],
  ['finds nothing in a fence inside a list item', '## 1.1.0\n\n- a\n  ```\n  ## 1.0.0 - 2020-01-01\n', []],
]);

table('underlined-heading', [
  ['reports both levels', 'C\n=\n\n1.0.0\n-\n', ['1: C', '4: 1.0.0']],
  ['leaves rules and front matter alone', '# C\n\n---\n\n## 1.0.0\n', []],
]);

describe('changelog/underlined-heading', () => {
  it('does not mend what one line cannot say', () => {
    expect(fixed('changelog/underlined-heading', 'two\nlines\n===\n')).toBeNull();
    expect(fixed('changelog/underlined-heading', 'C #\n===\n')).toBeNull();
    expect(fixed('changelog/underlined-heading', '> C\n> ===\n> text\n')).toBe('> # C\n> text\n');
  });
});

const SEMVER = '# C\n\nWe follow [Semantic Versioning](https://semver.org).\n\n';
table('invalid-version', [
  [
    'accepts any scheme where none is declared',
    '## [1.0] - 2020-01-01\n\n## [0.9rc1] - 2020-01-01\n\n## [2020.01.02]\n',
    [],
  ],
  [
    'judges by what the preamble declares',
    `${SEMVER}## [1.0] - 2020-01-01\n\n## [v1.0.0-rc.1+b]\n\n## [01.0.0]\n`,
    ['5: 1.0', '9: 01.0.0'],
  ],
  [
    'takes back what a sentence in another language denies',
    '# C\n\nCe projet n’adhère plus au [Semantic Versioning](https://semver.org).\n\n## [17] - 2020-01-01\n',
    [],
  ],
  ['accepts lines of maintenance and several modules', `${SEMVER}## 1.2.x\n\n## [1.0.0/0.4.0] - 2020-01-01\n`, []],
  ['reports labels that no scheme reads', '## [1..2] - 2020-01-01\n\n## [1.0.0]\n\n## v1.0_beta!\n', ['1: 1..2']],
  ['reads a huge version', `${SEMVER}## [99999999999999999999.0.0] - 2020-01-01\n`, []],
]);
table(
  'invalid-version',
  [
    [
      'asks for calendar versions where the policy does',
      '## [24.04.1]\n\n## [2024.1.0]\n\n## [1.2.3]\n\n## [3.0.0]\n',
      ['5: 1.2.3', '7: 3.0.0'],
    ],
  ],
  { version: { scheme: 'calver' } },
);
table(
  'invalid-version',
  [
    [
      'asks for PEP 440 where the policy does',
      '## [1.0.0rc1]\n\n## [1.0.post2.dev3+local.1]\n\n## [1.0-rc.1]\n\n## [1.0.0-final]\n',
      ['7: 1.0.0-final'],
    ],
  ],
  { version: { scheme: 'pep440' } },
);

table('version-with-prefix', [
  [
    'leaves words and components alone',
    '## Version 1.0.0 - 2020-01-01\n\n## [pkg@1.0.0]\n\n## [Metrics v1.0.0] - 2020-01-01\n',
    [],
  ],
]);

describe('changelog/version-with-prefix', () => {
  it('is not mended where something else refers to the version', () => {
    const text = '## [v1.1.0]\n\n- Since [v1.0.0].\n\n## [v1.0.0]\n\n[v1.0.0]: https://example.com\n';
    expect(fixed('changelog/version-with-prefix', text)).toBe(text.replace('## [v1.1.0]', '## [1.1.0]'));
    expect(places('changelog/version-with-prefix', text)).toEqual(['1: v1.1.0', '5: v1.0.0']);
  });
});

table('non-ascii-digit', [
  [
    'reports Arabic-Indic, Devanagari, fullwidth and mathematical digits',
    '## [١.٠.٠]\n\n## १.०.०\n\n## １.0.0\n\n## 𝟙.0.0\n',
    ['1: ١.٠.٠', '3: १.०.०', '5: １', '7: 𝟙'],
  ],
  ['reports a date alone', '## [1.0.0] - ٢٠٢٦-٠١-٠١\n', ['1: ٢٠٢٦-٠١-٠١']],
  ['leaves titles alone', '# 変更履歴 第１版\n\n## [1.0.0] - 2020-01-01 - 第２版\n\n## 第３章\n', []],
]);

describe('changelog/non-ascii-digit', () => {
  it('writes each digit as what it means', () => {
    expect(fixed('changelog/non-ascii-digit', '## [१.२.३] - ２０２６-𝟘𝟙-٠٩\n')).toBe('## [1.2.3] - 2026-01-09\n');
  });
});

table('mixed-prerelease-spelling', [
  ['accepts a project that changed its mind once', '## 2.0.0-rc.1\n\n## 1.1.0-rc.1\n\n## 1.0.0-rc1\n', []],
  ['reports two spellings of one version', '## 1.0.0-rc.2\n\n## 1.0.0-rc1\n', ['3: 1.0.0-rc1']],
  ['reports going back and forth', '## 1.2.0-rc1\n\n## 1.1.0-rc.1\n\n## 1.0.0-rc1\n', ['3: 1.1.0-rc.1']],
  ['leaves other schemes and names alone', '## 1.1.0rc1\n\n## 1.1.0-rc.2\n\n## 1.0.0-1\n\n## 1.0.0-alpha-1\n', []],
]);

describe('changelog/extra-heading-text', () => {
  it('leaves titles, placeholders and marks alone', () => {
    const text =
      '## 1.2.0 - 2020-01-01 - Title\n\n## 1.1.0 - TBD\n\n## 1.0.0 [YANKED]\n\n## [0.9.0] Name (2020-01-01)\n\n## 0.8.0 (stable)\n';
    expect(placesIn('extra-heading-text', text, {})).toEqual(['9: (stable)']);
  });
});

describe('changelog/hidden-release', () => {
  it('says how many releases are hidden', () => {
    const hidden = Array.from({ length: 5 }, (_, i) => `## 1.0.${i} - 2020-01-01\n`).join('\n');
    expect(findings('changelog/hidden-release', `# C\n\n<!--\n\n${hidden}`)).toEqual([
      '3: <!-- → Unexpected unclosed comment around 5 releases from “1.0.0” on, expected its end before the heading',
    ]);
  });
});
