import { describe, expect, it } from 'vitest';
import { fixed, places } from '../../support/findings.ts';

/** One release with the given content below its heading. */
function release(content: string): string {
  return `## [1.0.0] - 2017-07-17\n\n${content}\n`;
}

type Row = [name: string, rule: string, text: string, places: readonly string[], policy?: object];

const GROUPS = '### core\n\n#### Added\n\n- One.\n\n### web\n\n#### Added\n\n- Two.';

describe('categories', () => {
  it.each<Row>([
    ['groups may have the same categories', 'duplicate-category', release(GROUPS), []],
    [
      'a repeated heading of its own is one',
      'duplicate-category',
      release('### Added\n\n- 1\n\n### Docs\n\n- 2\n\n### docs\n\n- 3'),
      ['11: docs'],
    ],
    [
      'an alias is no duplicate before it is renamed',
      'duplicate-category',
      release('### Fixed\n\n- 1\n\n### Bug Fixes\n\n- 2'),
      [],
    ],
    [
      'two languages of one category are a duplicate',
      'duplicate-category',
      release('### Added\n\n- 1\n\n### Hinzugefügt\n\n- 2'),
      ['7: Hinzugefügt'],
    ],
    [
      'releases are apart',
      'duplicate-category',
      `${release('### Added\n\n- 1')}\n## [0.9.0]\n\n### Added\n\n- 2\n`,
      [],
    ],
    ['a heading in a fence is none', 'duplicate-category', release('### Added\n\n- 1\n\n```\n### Added\n```'), []],

    [
      'a category of the policy is known',
      'unknown-category',
      release('### Added\n\n- 1\n\n### Docs\n\n- 2'),
      [],
      {
        changelog: {
          categories: [
            { name: 'Added', aliases: [], bump: 'minor', kind: 'change' },
            { name: 'Docs', aliases: [], bump: 'none', kind: 'change' },
          ],
        },
      },
    ],
    [
      'a standard one is unknown where the policy leaves it out',
      'unknown-category',
      release('### Added\n\n- 1\n\n### Removed\n\n- 2'),
      ['7: Removed'],
      { changelog: { categories: [{ name: 'Added', aliases: [], bump: 'minor', kind: 'change' }] } },
    ],
    [
      'a chapter of the summary is no category',
      'unknown-category',
      release('### Highlights\n\n- 1\n\n### Added\n\n- 2'),
      [],
    ],
    [
      'a heading over text is no category',
      'unknown-category',
      release('### Added\n\n- 2\n\n### Migration\n\nText.'),
      [],
    ],
    [
      'a heading above the releases is none of their categories',
      'unknown-category',
      '# Changelog\n\n## Web\n\n### 1.0.0\n\n#### Added\n\n- 1\n\n## Core\n\n- A word about it\n\n### 1.0.0\n\n- 2\n',
      [],
    ],
    ['a translated category is known', 'unknown-category', release('### Ajouté\n\n- 1'), []],
    [
      'what is told elsewhere is not told again',
      'unknown-category',
      release('### Added\n\n- 1\n\n### Addded\n\n- 2\n\n### Uncategorized\n\n- 3\n\n### Breaking\n\n- 4'),
      [],
    ],
    [
      'a habit is told once',
      'unknown-category',
      `${release('### Added\n\n- 1')}${'\n## 0.1.0\n\n### Added\n\n- 1\n\n### Docs\n\n- 2\n'.repeat(9)}`,
      ['13: Docs'],
    ],

    ['one letter is a slip', 'misspelt-category', release('### Fixd\n\n- 1\n\n### Add\n\n- 2'), ['3: Fixd']],
    ['a swap is a slip', 'misspelt-category', release('### Fixde\n\n- 1'), ['3: Fixde']],
    ['another first letter is another word', 'misspelt-category', release('### Mixed\n\n- 1\n\n### Added\n\n- 2'), []],
    [
      'two letters are a slip in a long word',
      'misspelt-category',
      release('### Depracatd\n\n- 1\n\n### Added\n\n- 2'),
      ['3: Depracatd'],
    ],
    [
      'a slip in the language of the file',
      'misspelt-category',
      release('### Hinzugefügt\n\n- 1\n\n### Geändet\n\n- 2'),
      ['7: Geändet'],
    ],

    [
      'synonyms of a language are spelled right',
      'category-spelling',
      release('### Neu\n\n- 1\n\n### Korrigiert\n\n- 2'),
      [],
    ],
    [
      'emphasis and emoji are no part of a name',
      'category-spelling',
      release('### **Added**\n\n- 1\n\n### 🐛 Fixed\n\n- 2'),
      ['3: **Added**', '7: 🐛 Fixed'],
    ],
    ['closing number signs are', 'category-spelling', release('### Added ###\n\n- 1'), []],

    ['level 4 throughout is a level', 'category-at-wrong-level', release('#### Added\n\n- 1\n\n#### Fixed\n\n- 2'), []],
    [
      'level 4 below a title is right',
      'category-at-wrong-level',
      `${release('### The title\n\n#### Added\n\n- 1')}\n## [0.9.0]\n\n### Added\n\n- 2\n\n## [0.8.0]\n\n### Added\n\n- 3\n`,
      [],
    ],
    [
      'level 4 in groups is right',
      'category-at-wrong-level',
      `${release(GROUPS)}\n## [0.9.0]\n\n### Added\n\n- 2\n\n## [0.8.0]\n\n### Added\n\n- 3\n\n### Fixed\n\n- 4\n`,
      [],
    ],
    [
      'level 4 among others is not',
      'category-at-wrong-level',
      `${release('### Added\n\n- 1\n\n#### Fixed\n\n- 2')}\n## [0.9.0]\n\n#### Added\n\n- 3\n\n## [0.8.0]\n\n### Added\n\n- 4\n`,
      ['7: Fixed', '13: Added'],
    ],
    [
      'the policy settles it',
      'category-at-wrong-level',
      release('#### Added\n\n- 1'),
      ['3: Added'],
      { changelog: { categoryLevel: 3 } },
    ],
    [
      'the releases’ level has a rule of its own',
      'category-at-wrong-level',
      release('## Added\n\n- 1\n\n### Fixed\n\n- 2'),
      [],
    ],

    [
      'a category at the title’s level',
      'category-at-release-level',
      release('# Added\n\n- 1\n\n### Fixed\n\n- 2'),
      ['3: Added'],
    ],
    [
      'releases at level 1',
      'category-at-release-level',
      '# 1.1.0\n\n## Added\n\n- 1\n\n# 1.0.0\n\n## Added\n\n- 2\n',
      [],
    ],
    [
      'a habit is told once, with its number',
      'category-at-release-level',
      '## 1.0.0\n\n## Added\n\n- 1\n\n### Fixed\n\n- 2\n\n'.repeat(30),
      ['3: Added'],
    ],

    [
      'comments are no content',
      'empty-category',
      release('### Added\n\n<!-- nothing -->\n\n### Fixed\n\n- 1'),
      ['3: Added'],
    ],
    ['a paragraph is content', 'empty-category', release('### Added\n\nText.\n\n### Fixed\n\n- 1'), []],
    ['a chapter is not empty', 'empty-category', release(GROUPS), []],
    ['Unreleased may have empty ones', 'empty-category', '## [Unreleased]\n\n### Added\n\n### Fixed\n', []],

    ['a summary is content', 'empty-release', release('The first release.'), []],
    ['words in the heading are content', 'empty-release', '## [1.0.0] - 2017-07-17 - First release\n', []],
    ['a definition is none', 'empty-release', release('[1.0.0]: https://example.com'), ['1: 1.0.0']],
    ['Unreleased may be empty', 'empty-release', '## [Unreleased]\n\n## [1.0.0] - 2017-07-17 [YANKED]\n', []],

    [
      'a list below a paragraph belongs to the summary',
      'entry-outside-category',
      release('The highlights are\n\n- one\n\n### Added\n\n- 2'),
      [],
    ],
    [
      'a list behind a colon does so without categories',
      'entry-outside-category',
      release('It promotes:\n\n- one\n- two'),
      [],
    ],
    ['other lists do not', 'entry-outside-category', release('A first release.\n\n- one\n- two'), ['5: - one']],

    [
      'notes hold paragraphs',
      'text-in-category',
      release('### Added\n\nText.\n\n### Migration\n\nText.'),
      ['5: Text.'],
      {
        changelog: {
          categories: [
            { name: 'Added', aliases: [], bump: 'minor', kind: 'change' },
            { name: 'Migration', aliases: [], bump: 'none', kind: 'note' },
          ],
        },
      },
    ],
    [
      'paragraphs of an entry are its own',
      'text-in-category',
      release('### Added\n\n- One.\n\n  More.\n\n  > Quoted.\n\n- Two.'),
      [],
    ],
    [
      'one report for each category',
      'text-in-category',
      release('### Added\n\nOne.\n\nTwo.\n\n### Fixed\n\nThree.'),
      ['5: One.', '11: Three.'],
    ],

    [
      'sorted under Unreleased later',
      'uncategorized-entries',
      `## [Unreleased]\n\n### Uncategorized\n\n- 1\n\n${release('### Added\n\n- 2')}`,
      [],
    ],
    [
      'in British spelling',
      'uncategorized-entries',
      release('### Added\n\n- 1\n\n### Uncategorised\n\n- 2'),
      ['7: Uncategorised'],
    ],
    ['empty', 'uncategorized-entries', release('### Added\n\n- 1\n\n### Uncategorized'), []],

    [
      'a word that two languages share is at home in both',
      'mixed-languages',
      release('### Modificado\n\n- 1\n\n### Corrigido\n\n- 2\n\n### Segurança\n\n- 3'),
      [],
    ],
    [
      'an alias is told as such',
      'mixed-languages',
      release('### Hinzugefügt\n\n- 1\n\n### Geändert\n\n- 1\n\n### Bug Fixes\n\n- 2'),
      [],
    ],
  ])('%s: %s', (_, rule, text, expected, policy) => {
    expect(places(`changelog/${rule}`, text, policy)).toEqual(expected);
  });

  it.each<[name: string, rule: string, before: string, after: string]>([
    [
      'a loose list stays loose',
      'duplicate-category',
      '### Added\n\n- 1\n\n- 2\n\n### Fixed\n\n- 3\n\n### Added\n\n- 4',
      '### Added\n\n- 1\n\n- 2\n\n- 4\n\n### Fixed\n\n- 3',
    ],
    [
      'comments between them stay',
      'duplicate-category',
      '### Added\n\n- 1\n\n<!-- here -->\n\n### Added\n\n- 2\n\n  more\n\n<!-- there -->',
      '### Added\n\n- 1\n- 2\n\n  more\n\n<!-- here -->\n\n<!-- there -->',
    ],
    [
      'fences and text move along',
      'duplicate-category',
      '### Added\n\n- 1\n\n### Fixed\n\n- 3\n\n### Added\n\n```\n- 2\n```\n\n- 4',
      '### Added\n\n- 1\n\n```\n- 2\n```\n\n- 4\n\n### Fixed\n\n- 3',
    ],
    ['nothing but a heading goes', 'duplicate-category', '### Added\n\n- 1\n\n### Added', '### Added\n\n- 1'],
    [
      'a title with number signs on both sides',
      'category-at-release-level',
      '## Added ##\n\n- 1\n\n### Fixed\n\n- 2',
      '### Added ###\n\n- 1\n\n### Fixed\n\n- 2',
    ],
    [
      'trailing comments keep their place',
      'category-out-of-order',
      '### Fixed\n\n- 1\n\n### Added\n\n- 2\n\n<!-- end -->',
      '### Added\n\n- 2\n\n### Fixed\n\n- 1\n\n<!-- end -->',
    ],
    [
      'all places are renamed',
      'category-spelling',
      '### added\n\n- 1\n\n## 0.9.0\n\n### added\n\n- 1\n\n## 0.8.0\n\n### added\n\n- 1\n\n## 0.7.0\n\n### added\n\n- 1\n\n## 0.6.0\n\n### added\n\n- 1\n\n## 0.5.0\n\n### added\n\n- 1',
      '### Added\n\n- 1\n\n## 0.9.0\n\n### Added\n\n- 1\n\n## 0.8.0\n\n### Added\n\n- 1\n\n## 0.7.0\n\n### Added\n\n- 1\n\n## 0.6.0\n\n### Added\n\n- 1\n\n## 0.5.0\n\n### Added\n\n- 1',
    ],
  ])('%s', (_, rule, before, after) => {
    expect(fixed(`changelog/${rule}`, release(before))).toBe(release(after));
  });

  it.each<[name: string, rule: string, text: string]>([
    ['a link is not unlinked', 'category-spelling', `${release('### [Added]\n\n- 1')}\n[added]: https://example.com\n`],
    [
      'entries do not slip below an inner heading',
      'duplicate-category',
      release('### Added\n\n- 1\n\n#### Inner\n\n- 2\n\n### Added\n\n- 3'),
    ],
  ])('leaves alone what a machine cannot mend: %s', (_, rule, text) => {
    expect(places(`changelog/${rule}`, text)).toHaveLength(1);
    expect(fixed(`changelog/${rule}`, text)).toBeNull();
  });
});
