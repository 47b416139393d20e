/** A document, and everything in it that our grammars paint, in order: the text, its scopes of ours. Nothing else is painted. */
export type Case = readonly [
  title: string,
  document: string,
  painted: readonly (readonly [text: string, scopes: string])[],
];

const VERSION = 'constant.numeric.version';
const DATE = 'constant.numeric.date';
const UNRELEASED = 'constant.language.unreleased';
const YANKED = 'markup.deleted.yanked';
const ISSUE = 'variable.other.issue';
const VULNERABILITY = 'entity.name.tag.vulnerability';
const BREAKING = 'keyword.control.breaking';
const ADDED = 'markup.heading.category.added markup.inserted';
const FIXED = 'markup.heading.category.fixed entity.name.function';

export const RELEASE_HEADINGS: readonly Case[] = [
  [
    'a date in brackets',
    '## v1.2.0 [2026-01-02]',
    [
      ['v1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a date after "on"',
    '## v1.2.0 on 2026-01-02',
    [
      ['v1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  ['a word in front and no date', '### Version 1.2.0 - prerelease', [['Version 1.2.0', VERSION]]],
  [
    'the standard form',
    '## [1.2.0] - 2026-01-02',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a yanked release',
    '## [0.0.5] - 2014-12-13 [YANKED]',
    [
      ['0.0.5', VERSION],
      ['2014-12-13', DATE],
      ['[YANKED]', YANKED],
    ],
  ],
  [
    'closing number signs',
    '## [1.2.0] - 2026-01-02 ##',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  ['the unreleased section', '## [Unreleased]', [['Unreleased', UNRELEASED]]],
  ['the unreleased section without brackets', '## Unreleased', [['Unreleased', UNRELEASED]]],
  [
    'the unreleased section with a link',
    '## [unreleased](https://example.com/compare/v1...HEAD)',
    [['unreleased', UNRELEASED]],
  ],
  ['the unreleased section in German', '## [Unveröffentlicht]', [['Unveröffentlicht', UNRELEASED]]],
  ['the unreleased section in Japanese', '## [未リリース]', [['未リリース', UNRELEASED]]],
  [
    'a v prefix in brackets',
    '## [v1.2.0] - 2026-01-02',
    [
      ['v1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a v prefix',
    '## v1.2.0 - 2026-01-02',
    [
      ['v1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a bare version with a date',
    '## 1.2.0 - 2026-01-02',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a date in parentheses',
    '## 1.2.0 (2026-01-02)',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a dash of another kind',
    '## 1.2.0 – 2026-01-02',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a link in the heading',
    '## [1.2.0](https://example.com/compare/v1.1.0...v1.2.0) (2026-01-02)',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a prerelease',
    '## [1.2.0-rc.1] - 2026-01-02',
    [
      ['1.2.0-rc.1', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a prerelease of PEP 440',
    '## [1.2.0rc1] - 2026-01-02',
    [
      ['1.2.0rc1', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'build metadata',
    '## [1.2.0+build.5] - 2026-01-02',
    [
      ['1.2.0+build.5', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a calendar version',
    '## [2026.1] - 2026-01-02',
    [
      ['2026.1', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a number as version',
    '## [42] - 2026-01-02',
    [
      ['42', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'several modules',
    '## [1.45.0/0.67.0] - 2026-01-02',
    [
      ['1.45.0/0.67.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a package in front',
    '## @acme/widget@1.2.0 (2026-01-02)',
    [
      ['@acme/widget@1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'a word in front',
    '## Version 1.2.0 - 2026-01-02',
    [
      ['Version 1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'the date in front',
    "## 2026-09-08, Version 24.21.0 'Krypton' (LTS)",
    [
      ['2026-09-08', DATE],
      ['Version 24.21.0', VERSION],
    ],
  ],
  [
    'a date with slashes',
    '## [1.2.0] - 2026/01/02',
    [
      ['1.2.0', VERSION],
      ['2026/01/02', DATE],
    ],
  ],
  [
    'level 1',
    '# [1.2.0] - 2026-01-02',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'level 3',
    '### 1.2.0 (2026-01-02)',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  ['no date in a changelog', '# Changelog\n\n## 1.2.0', [['1.2.0', VERSION]]],
  ['a code name in a changelog', '# Changelog\n\n## 1.2.0 "Krypton"', [['1.2.0', VERSION]]],
  [
    'more than one space',
    '##  [1.2.0] - 2026-01-02',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
    ],
  ],
  [
    'yanked without brackets',
    '## 1.2.0 - 2026-01-02 YANKED',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
      ['YANKED', YANKED],
    ],
  ],
];

/** Text that our grammars leave alone, as a whole document. */
export const UNPAINTED: readonly (readonly [title: string, document: string])[] = [
  ['an ordinary document', '# Widget\n\n## Security\n\n- See #12 and CVE-2026-12345.\n\n## Added value\n'],
  ['a numbered section', '## 1.2 Scope\n\nText #12.\n'],
  ['a numbered section of three parts', '## 1.2.3 Scope of the contract\n\n### Added\n'],
  ['a bare version that no title announces', '## 1.2.0\n\n### Added\n'],
  ['a sentence about a changelog', '# How to keep a changelog\n\n## Security\n'],
  ['a link at the start of a heading', '## [Releases](https://example.com/1.2.0)\n'],
  ['a fence', '```md\n# Changelog\n\n## [1.2.0] - 2026-01-02\n\n### Added\n```\n'],
  ['a fence of tildes', '~~~\n## [1.2.0] - 2026-01-02\n~~~\n'],
  ['indented code', 'Text\n\n    ## [1.2.0] - 2026-01-02\n\n    ### Added\n'],
  ['a comment', '<!--\n# Changelog\n\n## [1.2.0] - 2026-01-02\n\n### Added\n-->\n'],
  ['a quote', '> ## [1.2.0] - 2026-01-02\n>\n> ### Added\n'],
  ['a list', '- ## [1.2.0] - 2026-01-02\n\n  ### Added\n'],
  ['front matter', '---\ntitle: x\n# Changelog\n---\n\n### Added\n'],
  ['a link definition', '[1.2.0]: https://example.com/1.2.0\n'],
];

/** Each stands below `# Changelog`. */
export const IN_A_CHANGELOG: readonly Case[] = [
  ['a category', '### Added', [['Added', ADDED]]],
  ['a category below a release title', '#### Added', [['Added', ADDED]]],
  ['a category in lower case', '### added', [['added', ADDED]]],
  ['a category with a colon', '### Added:', [['Added', ADDED]]],
  ['a category with an emoji', '### 🐛 Bug Fixes', [['Bug Fixes', FIXED]]],
  ['a category in bold', '### **Added**', [['Added', ADDED]]],
  ['a category in German', '### Hinzugefügt', [['Hinzugefügt', ADDED]]],
  ['changes', '### Changed', [['Changed', 'markup.heading.category.changed markup.changed']]],
  ['deprecations', '### Deprecated', [['Deprecated', 'markup.heading.category.deprecated keyword.other']]],
  ['removals', '### Removed', [['Removed', 'markup.heading.category.removed markup.deleted']]],
  ['fixes', '### Fixed', [['Fixed', FIXED]]],
  ['security', '### Security', [['Security', 'markup.heading.category.security keyword.control']]],
  [
    'a section of breaking changes',
    '### Breaking Changes',
    [['Breaking Changes', 'markup.heading.category.breaking keyword.control']],
  ],
  [
    'a section that is no type',
    '### Dependencies',
    [['Dependencies', 'markup.heading.category.other entity.name.type']],
  ],
  ['a category in brackets', '### [Added]', [['Added', ADDED]]],
  ['a longer heading', '### Added value', []],
  ['a category inside another word', '### Unfixed', []],
  ['a category in code', '### `Added`', []],
  ['a category as a link', '### [Added](https://example.com)', []],
  ['a category in a fence', '```\n### Added\n#12\n```', []],
  ['a category in a list', '- ### Added', []],
  ['the marker of the standard', '- **Breaking:** drop Node 18', [['**Breaking:**', BREAKING]]],
  ['the marker with its colon outside', '- **Breaking**: drop Node 18', [['**Breaking**:', BREAKING]]],
  ['the marker of commit conventions', '- **BREAKING CHANGE:** drop Node 18', [['**BREAKING CHANGE:**', BREAKING]]],
  ['the marker with underscores', '- __Breaking:__ drop Node 18', [['__Breaking:__', BREAKING]]],
  ['the marker in a nested list', '- text\n  - **Breaking:** drop it', [['**Breaking:**', BREAKING]]],
  ['bold text that only starts so', '- **Breaking news** came', []],
  ['the marker in code', '- `**Breaking:**`', []],
  ['a vulnerability in front', '- CVE-2026-12345: text', [['CVE-2026-12345', VULNERABILITY]]],
  ['an advisory', '- GHSA-abcd-1234-wxyz: no', []],
  ['an advisory with the letters it may have', '- GHSA-c3hm-hxwf-g5c6: yes', [['GHSA-c3hm-hxwf-g5c6', VULNERABILITY]]],
  ['a vulnerability as link text', '- [CVE-2026-12345](https://example.com)', [['CVE-2026-12345', VULNERABILITY]]],
  ['a vulnerability in an address', '- [text](https://example.com/CVE-2026-12345)', []],
  ['too short a number', '- CVE-2026-123', []],
  ['an issue', '- text (#123)', [['#123', ISSUE]]],
  ['an issue at the start', '- #123 text', [['#123', ISSUE]]],
  ['an issue as link text', '- text ([#123](https://example.com/123))', [['#123', ISSUE]]],
  ['an issue as a reference', '- text [#123]', [['#123', ISSUE]]],
  ['an issue of another repository', '- acme/widget#123', [['acme/widget#123', ISSUE]]],
  [
    'a pull request',
    '- PR #123, GH-12 and !7',
    [
      ['#123', ISSUE],
      ['GH-12', ISSUE],
      ['!7', ISSUE],
    ],
  ],
  ['an issue in a continued line', '- text\n  and #123', [['#123', ISSUE]]],
  ['an issue in the summary', 'Text #123.', [['#123', ISSUE]]],
  ['an issue in code', '- `#123`', []],
  ['an issue in code of two ticks', '- ``a ` #123``', []],
  ['an issue in an address', '- <https://example.com/#123> https://example.com/a#123', []],
  ['an issue in a comment', '- text <!-- #123 -->', []],
  ['an issue in a block comment', '<!--\n#123\n-->', []],
  ['an issue in a tag', '- <a href="#123">x</a>', []],
  ['an issue in a fence of a list', '- text\n\n  ```\n  #123\n  ```', []],
  ['an anchor', '- [text](#123)', []],
  ['a colour', '- #12ab34 and #1-2', []],
  ['a shebang', '- #!123', []],
  ['a version in an entry', '- bump to [1.2.0] of 2026-01-02', []],
  ['a definition', '[1.2.0]: https://example.com/compare/v1.1.0...v1.2.0', [['1.2.0', VERSION]]],
  ['a definition in angle brackets with a title', '[v1.2.0]: <https://example.com> "Notes"', [['v1.2.0', VERSION]]],
  ['the definition of the unreleased section', '[unreleased]: https://example.com', [['unreleased', UNRELEASED]]],
  ['a definition of something else', '[#123]: https://example.com', []],
  ['a definition in a fence', '```\n[1.2.0]: https://example.com\n```', []],
  [
    'a release below the title',
    '## 1.2.0\n\n### Fixed',
    [
      ['1.2.0', VERSION],
      ['Fixed', FIXED],
    ],
  ],
];

/** The region ends where the changelog ends. */
export const REGIONS: readonly Case[] = [
  [
    'releases in bold',
    '## **1.2.0**\n\n- #1\n\n## **1.1.0**\n',
    [
      ['**1.2.0**', VERSION],
      ['#1', ISSUE],
      ['**1.1.0**', VERSION],
    ],
  ],
  [
    'releases of level 1 without dates',
    '# Unreleased\n\n# v1.2.0\n\n## Fixed',
    [
      ['Unreleased', UNRELEASED],
      ['v1.2.0', VERSION],
      ['Fixed', FIXED],
    ],
  ],
  [
    'releases headed like the title',
    '# Changelog\n\n# 1.2.0\n\n## Added',
    [
      ['1.2.0', VERSION],
      ['Added', ADDED],
    ],
  ],
  [
    'categories headed like the releases',
    '## [1.2.0] - 2026-01-02\n\n## Added\n\n- #1',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
      ['Added', ADDED],
      ['#1', ISSUE],
    ],
  ],
  [
    'a changelog inside a README',
    '# Widget\n\n## Changelog\n\n### 1.2.0\n\n- #1\n\n## Security\n\n- #2',
    [
      ['1.2.0', VERSION],
      ['#1', ISSUE],
    ],
  ],
  [
    'releases below another heading',
    '## [1.2.0] - 2026-01-02\n\n- #1\n\n# Licence\n\n- #2',
    [
      ['1.2.0', VERSION],
      ['2026-01-02', DATE],
      ['#1', ISSUE],
    ],
  ],
  [
    'a stray heading between releases',
    '# Changelog\n\n## Notes\n\n- #1\n\n## 1.2.0\n\n- #2',
    [
      ['#1', ISSUE],
      ['1.2.0', VERSION],
      ['#2', ISSUE],
    ],
  ],
  [
    'releases at several levels',
    '## [1.1.0] - 2026-01-02\n\n- #1\n\n# [1.0.0] - 2026-01-01\n\n- #2',
    [
      ['1.1.0', VERSION],
      ['2026-01-02', DATE],
      ['#1', ISSUE],
      ['1.0.0', VERSION],
      ['2026-01-01', DATE],
      ['#2', ISSUE],
    ],
  ],
  [
    'a heading in a fence does not end it',
    '## [1.1.0] - 2026-01-02\n\n```\n# x\n```\n\n- #1',
    [
      ['1.1.0', VERSION],
      ['2026-01-02', DATE],
      ['#1', ISSUE],
    ],
  ],
];

const DIRECTIVE = 'keyword.control.directive';
const PRODUCT = 'support.class.release-ledger';

/** The comments that Release Ledger reads; they count in every Markdown file. */
export const COMMENTS: readonly Case[] = [
  [
    'a suppression',
    '<!-- release-ledger: allow changelog/empty-release -->',
    [
      ['release-ledger', PRODUCT],
      ['allow', `${DIRECTIVE}.allow`],
      [' changelog/empty-release', 'entity.name.tag.rule'],
    ],
  ],
  [
    'a suppression of several rules',
    '<!--release-ledger: allow a/b c/d-->',
    [
      ['release-ledger', PRODUCT],
      ['allow', `${DIRECTIVE}.allow`],
      [' a/b c/d', 'entity.name.tag.rule'],
    ],
  ],
  [
    'a suppression for the file',
    '<!-- release-ledger: allow-file a/b -->',
    [
      ['release-ledger', PRODUCT],
      ['allow-file', `${DIRECTIVE}.allow`],
      [' a/b', 'entity.name.tag.rule'],
    ],
  ],
  [
    'a suppression in a list',
    '- text\n\n  <!-- release-ledger: allow a/b -->',
    [
      ['release-ledger', PRODUCT],
      ['allow', `${DIRECTIVE}.allow`],
      [' a/b', 'entity.name.tag.rule'],
    ],
  ],
  [
    'an amendment',
    '<!-- release-ledger: amended 2026-01-02 -->',
    [
      ['release-ledger', PRODUCT],
      ['amended', `${DIRECTIVE}.amended`],
      ['2026-01-02', DATE],
    ],
  ],
  ['no rule', '<!-- release-ledger: allow -->', []],
  ['another word', '<!-- release-ledger: forbid a/b -->', []],
  ['text before it', '<!-- see release-ledger: allow a/b -->', []],
  ['code', '`<!-- release-ledger: allow a/b -->`', []],
  ['a fence', '```html\n<!-- release-ledger: allow a/b -->\n```', []],
];
