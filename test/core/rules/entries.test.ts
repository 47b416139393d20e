import { describe, expect, it } from 'vitest';
import { fixed, places } from '../../support/findings.ts';

/** A released category with the given entries, below an unreleased one. */
function fixedEntries(entries: string): string {
  return `## [1.0.0] - 2017-07-17\n\n### Fixed\n\n${entries}\n`;
}

type Row = readonly [name: string, rule: string, text: string, places: readonly string[]];

const LONG = 'Read files that have no line ending, whatever the editor is set to do with them';

describe('entries', () => {
  it.each<Row>([
    [
      'wrapping does not matter',
      'duplicate-entry',
      fixedEntries(`- ${LONG}\n- ${LONG.replace('have', 'have\n ')}`),
      [`6: - ${LONG.split('have')[0]}have`],
    ],
    ['short words may be said twice', 'duplicate-entry', fixedEntries('- Docs\n- Docs'), []],
    [
      'a reference makes them one change',
      'duplicate-entry',
      fixedEntries('- Docs (#1)\n- Docs (#1)'),
      ['6: - Docs (#1)'],
    ],
    [
      'three of them are two repetitions',
      'duplicate-entry',
      fixedEntries('- a #1\n- a #1\n- a #1'),
      ['6: - a #1', '7: - a #1'],
    ],
    ['inner headings tell them apart', 'duplicate-entry', fixedEntries('#### A\n\n- a #1\n\n#### B\n\n- a #1'), []],
    [
      'a section of another kind may gather them',
      'duplicate-entry',
      `## [1.0.0]\n\n### Highlights\n\n- a #1\n\n${fixedEntries('- a #1').replace(/^.*\n\n/, '')}`,
      [],
    ],
    ['steps may be told twice', 'duplicate-entry', fixedEntries('1. a #1\n2. b\n\nOr:\n\n1. a #1\n2. c'), []],
    ['nested lists are part of them', 'duplicate-entry', fixedEntries('- a #1\n  - b\n- a #1\n  - c'), []],
    ['releases are apart', 'duplicate-entry', `${fixedEntries('- a #1')}\n## 0.9.0\n\n### Fixed\n\n- a #1\n`, []],

    [
      'a long text',
      'released-entry-in-unreleased',
      `## [Unreleased]\n\n### Fixed\n\n- ${LONG}\n\n${fixedEntries(`* ${LONG}`)}`,
      [`5: - ${LONG}`],
    ],
    [
      'a short text',
      'released-entry-in-unreleased',
      `## [Unreleased]\n\n### Fixed\n\n- Update the docs\n\n${fixedEntries('- Update the docs')}`,
      [],
    ],
    [
      'another category',
      'released-entry-in-unreleased',
      `## [Unreleased]\n\n### Added\n\n- a (#12)\n\n${fixedEntries('- a (#12)')}`,
      ['5: - a (#12)'],
    ],
    [
      'an older release',
      'released-entry-in-unreleased',
      `## [Unreleased]\n\n### Added\n\n- a (#12)\n\n${fixedEntries('- b')}\n## 0.9.0\n\n### Fixed\n\n- a (#12)\n`,
      ['5: - a (#12)'],
    ],
    [
      'two releases',
      'released-entry-in-unreleased',
      `## 1.1.0\n\n### Fixed\n\n- a (#12)\n\n${fixedEntries('- a (#12)')}`,
      [],
    ],

    ['a bullet alone', 'empty-entry', fixedEntries('- a\n-\n- b'), ['6: -']],
    ['a bullet whose text is on the next line', 'empty-entry', fixedEntries('-\n  a'), []],
    ['a nested bullet alone', 'empty-entry', fixedEntries('- a\n  -'), []],
    ['under a date to come', 'empty-entry', '## 1.1.0 - TBD\n\n### Fixed\n\n- a\n-\n', []],

    [
      'a breaking marker alone',
      'empty-entry',
      fixedEntries('- **Breaking:** a\n- **Breaking:**'),
      ['6: - **Breaking:**'],
    ],
    [
      'a breaking marker that is still to be explained',
      'empty-entry',
      '## [Unreleased]\n\n### Fixed\n\n- **Breaking:**\n',
      [],
    ],

    ['one word among entries', 'nothing-entry', fixedEntries('- Nothing\n- a'), []],
    ['with emphasis', 'nothing-entry', fixedEntries('_None_'), ['5: _None_']],
    ['of its own kind', 'nothing-entry', fixedEntries('* Nothing fixed.'), ['5: Nothing fixed.']],
    ['with text after', 'nothing-entry', fixedEntries('- Nothing\n\nText.'), []],
    ['in another language', 'nothing-entry', fixedEntries('- Keine.'), ['5: Keine.']],
    ['words that start with it', 'nothing-entry', fixedEntries('- Nothing is lost.'), []],
    ['under Unreleased', 'nothing-entry', '## [Unreleased]\n\n### Fixed\n\n- None\n', []],

    [
      'at the start',
      'placeholder-in-release',
      fixedEntries('- TODO\n- TBD.\n- FIXME: a\n- **TODO:** b\n- XXX - c'),
      ['5: TODO', '6: TBD', '7: FIXME', '8: TODO', '9: XXX'],
    ],
    [
      'in brackets',
      'placeholder-in-release',
      fixedEntries('- a (TODO)\n- b [TBD]\n- c (#TODO)\n- d (TODO: link)'),
      ['5: TODO', '6: TBD', '7: TODO', '8: TODO'],
    ],
    ['at the end', 'placeholder-in-release', fixedEntries('- a: TBD\n- b – TODO.'), ['5: TBD', '6: TODO']],
    [
      'what the sentence is about',
      'placeholder-in-release',
      fixedEntries(
        '- TODO comments are found\n- Find TODO and FIXME\n- TODO.md\n- The TODO list\n- [TODO](https://example.com) app\n- XXXL shirts',
      ),
      [],
    ],
    [
      'numbers to come',
      'placeholder-in-release',
      fixedEntries('- a (#???)\n- b (#XXX)\n- c [#NNNN]'),
      ['5: #???', '6: #XXX', '7: #NNNN'],
    ],
    ['colours and addresses', 'placeholder-in-release', fixedEntries('- a `#xxx` page#XX &#XX; #XXYZ'), []],
    [
      'links to nowhere',
      'placeholder-in-release',
      fixedEntries('- [a](url) [b](#) [c](link) [d](TODO) [e](…)'),
      ['5: url', '5: #', '5: link', '5: TODO', '5: …'],
    ],
    [
      'links to somewhere',
      'placeholder-in-release',
      fixedEntries('- [a](url.md) [b](#anchor) [c](links) `[d](url)`'),
      [],
    ],
    [
      'three dots alone',
      'placeholder-in-release',
      fixedEntries('- …\n- ...\n- and so on …\n- ..'),
      ['5: …', '6: ...', '8: ..'],
    ],
    [
      'filler text',
      'placeholder-in-release',
      fixedEntries('- Lorem ipsum dolor\n- Generate “Lorem ipsum”'),
      ['5: Lorem ipsum'],
    ],
    [
      'a date to come',
      'placeholder-in-release',
      fixedEntries('_Amended YYYY-MM-DD._\n\n- Print YYYY-MM-DD'),
      ['5: YYYY-MM-DD'],
    ],
    [
      'in comments, fences and Unreleased',
      'placeholder-in-release',
      `## [Unreleased]\n\n### Added\n\n- TODO\n\n${fixedEntries('<!-- TODO -->\n\n- a <!-- TODO: b -->\n\n  ```\n  TODO\n  ```')}`,
      [],
    ],

    [
      'comments',
      'draft-in-release',
      fixedEntries('<!-- draft -->\n\n- a <!-- release-ledger: draft -->'),
      ['5: <!-- draft -->', '7: <!-- release-ledger: draft -->'],
    ],
    [
      'marks',
      'draft-in-release',
      fixedEntries('- DRAFT: a\n- **DRAFT:** b\n- [DRAFT] c\n- **DRAFT** d'),
      ['5: DRAFT: ', '6: **DRAFT:** ', '7: [DRAFT] ', '8: **DRAFT** '],
    ],
    ['words', 'draft-in-release', fixedEntries('- DRAFT releases are kept\n- `DRAFT: a`\n- Add DRAFT: a'), []],
    ['under Unreleased', 'draft-in-release', '## [Unreleased]\n\n<!-- draft -->\n\n### Added\n\n- DRAFT: a\n', []],

    [
      'types of commits',
      'commit-prefix-entry',
      fixedEntries('- feat: a\n- fix(b): c\n- chore(deps)!: d\n- docs : e\n- feature: f\n- Fix: g\n- fix:h'),
      ['5: feat:', '6: fix(b):', '7: chore(deps)!:'],
    ],
    [
      'hashes',
      'bare-hash-entry',
      fixedEntries('- 1a2b3c4\n- `1a2b3c4d` a\n- 1a2b3c4: b\n- deadbeef c\n- 1234567 d\n- 1a2b3c4.5 e\n- 1a2b3c'),
      ['5: 1a2b3c4', '6: `1a2b3c4d`', '7: 1a2b3c4'],
    ],
    [
      'references',
      'reference-only-entry',
      fixedEntries(
        '- #1\n- (#1, #2)\n- [#1](https://a.b/1)\n- Fixes #1\n- https://a.b/1\n- PROJ-1\n- #1 and c/d#2\n- #1 by @a',
      ),
      [
        '5: #1',
        '6: (#1, #2)',
        '7: [#1](https://a.b/1)',
        '8: Fixes #1',
        '9: https://a.b/1',
        '10: PROJ-1',
        '11: #1 and c/d#2',
        '12: #1 by @a',
      ],
    ],
    [
      'references and words',
      'reference-only-entry',
      fixedEntries('- #1 a\n- Fix #1\n  for good\n- [a](https://a.b)\n- see below\n- (a)\n- `#1`'),
      [],
    ],
    [
      'merges',
      'merge-commit-entry',
      fixedEntries(
        "- Merge pull request #1 from a/b\n- Merge branch 'a' into b\n- Merge remote-tracking branch 'a/b'\n- Merge a into b\n- Merge two files into one command\n- a Merge branch 'b'",
      ),
      [
        '5: Merge pull request #1 from a/b',
        "6: Merge branch 'a' into b",
        "7: Merge remote-tracking branch 'a/b'",
        '8: Merge a into b',
      ],
    ],

    ['an address cannot be wrapped', 'long-entry-line', fixedEntries(`- https://example.com/${'a'.repeat(200)}`), []],
    [
      'fences cannot be wrapped',
      'long-entry-line',
      fixedEntries(`- a\n\n  \`\`\`\n  ${'a '.repeat(100)}\n  \`\`\``),
      [],
    ],
    [
      'smileys, enumerations and escapes',
      'unbalanced-brackets',
      fixedEntries('- a) one :) ;-( \\( 2) two\n- `(` [a](b(c))'),
      [],
    ],
  ])('%s: %s', (_, rule, text, expected) => {
    expect(places(`changelog/${rule}`, text)).toEqual(expected);
  });

  it.each<[name: string, rule: string, before: string, after: string]>([
    ['from a tight list', 'duplicate-entry', '- a #1\n- b\n- a #1\n- c', '- a #1\n- b\n- c'],
    ['from a loose list', 'duplicate-entry', '- a #1\n\n- b\n\n- a #1\n\n- c', '- a #1\n\n- b\n\n- c'],
    ['from the end of a loose list', 'duplicate-entry', '- a #1\n\n- b\n\n- a #1', '- a #1\n\n- b'],
    [
      'with all it holds',
      'duplicate-entry',
      '- a #1\n\n  more\n  - b\n- a #1\n\n  more\n  - b\n- c',
      '- a #1\n\n  more\n  - b\n- c',
    ],
    [
      'a category with its heading',
      'nothing-entry',
      '- a\n\n### Removed\n\n- None.\n\n### Added\n\n- b',
      '- a\n\n### Added\n\n- b',
    ],
    ['the last category of the file', 'nothing-entry', '- a\n\n### Removed\n\n- None.', '- a'],
  ])('are taken out %s', (_, rule, before, after) => {
    expect(fixed(`changelog/${rule}`, fixedEntries(before))).toBe(fixedEntries(after));
  });
});
