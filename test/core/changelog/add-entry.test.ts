import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addEntry, applyEdits, DEFAULT_POLICY, type NewEntry, parseChangelog } from '../../../src/core/index.ts';
import { mergePolicy } from '../../support/examples.ts';

function add(before: string, request: Partial<NewEntry> = {}, changes: object = {}) {
  const policy = mergePolicy(changes);
  const changelog = parseChangelog(before, policy.changelog);
  return addEntry(changelog, { category: 'Fixed', text: 'New.', ...request }, policy);
}

function textBehind(before: string, request: Partial<NewEntry> = {}, changes: object = {}): string {
  const added = add(before, request, changes);
  if ('code' in added) throw new Error(`${added.code}: ${added.message}`);
  expect(applyEdits(before, added.edits)).toBe(added.text);
  return added.text;
}

const RELEASED = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- First.\n';

describe('addEntry', () => {
  it.each<[string, string, string]>([
    [
      'joins its category, as the last entry',
      `# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- One.\n- Two.\n\n${RELEASED}`,
      `# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- One.\n- Two.\n- New.\n\n${RELEASED}`,
    ],
    [
      'stands behind what belongs to the last entry',
      '## [Unreleased]\n\n### Fixed\n\n- One.\n  More of it.\n  - Nested.\n\n    ```\n    code\n    ```\n\n## [1.0.0] - 2026-01-01\n',
      '## [Unreleased]\n\n### Fixed\n\n- One.\n  More of it.\n  - Nested.\n\n    ```\n    code\n    ```\n- New.\n\n## [1.0.0] - 2026-01-01\n',
    ],
    [
      'makes its category, before the next one in the standard’s order',
      '## [Unreleased]\n\n### Added\n\n- One.\n\n### Security\n\n- Two.\n',
      '## [Unreleased]\n\n### Added\n\n- One.\n\n### Fixed\n\n- New.\n\n### Security\n\n- Two.\n',
    ],
    [
      'makes its category, as the last one',
      `## [Unreleased]\n\n### Added\n\n- One.\n\n${RELEASED}`,
      `## [Unreleased]\n\n### Added\n\n- One.\n\n### Fixed\n\n- New.\n\n${RELEASED}`,
    ],
    [
      'makes room where the release only says that nothing changed, as an entry',
      `## [Unreleased]\n- No changes yet.\n\n${RELEASED}`,
      `## [Unreleased]\n\n### Fixed\n\n- New.\n\n${RELEASED}`,
    ],
    [
      'makes room where the release only says that nothing changed, as a sentence',
      `## [Unreleased]\r\n\r\n_Nothing yet._\r\n\r\n${RELEASED.replaceAll('\n', '\r\n')}`,
      `## [Unreleased]\r\n\r\n### Fixed\r\n\r\n- New.\r\n\r\n${RELEASED.replaceAll('\n', '\r\n')}`,
    ],
    [
      'leaves what else the release says',
      `## [Unreleased]\n\n- Nothing yet.\n- One.\n\n${RELEASED}`,
      `## [Unreleased]\n\n- Nothing yet.\n- One.\n\n### Fixed\n\n- New.\n\n${RELEASED}`,
    ],
    [
      'makes Unreleased like the newest heading, whatever an old one was like',
      '## 1.0.0 - 2026-01-01\n\n### Added\n\n- One.\n\n## [0.9.0] - 2025-01-01\n\n[0.9.0]: https://example.com\n',
      '## Unreleased\n\n### Fixed\n\n- New.\n\n## 1.0.0 - 2026-01-01\n\n### Added\n\n- One.\n\n## [0.9.0] - 2025-01-01\n\n[0.9.0]: https://example.com\n',
    ],
    [
      'makes its category, as the only one',
      `## [Unreleased]\n\n${RELEASED}`,
      `## [Unreleased]\n\n### Fixed\n\n- New.\n\n${RELEASED}`,
    ],
    [
      'fills an empty category',
      '## [Unreleased]\n\n### Added\n\n### Fixed\n\n### Security\n',
      '## [Unreleased]\n\n### Added\n\n### Fixed\n\n- New.\n\n### Security\n',
    ],
    [
      'stands under a comment in an empty category',
      '## [Unreleased]\n\n### Fixed\n\n<!-- what was broken -->\n\n### Security\n',
      '## [Unreleased]\n\n### Fixed\n\n<!-- what was broken -->\n\n- New.\n\n### Security\n',
    ],
    [
      'makes Unreleased above the newest release',
      `# Changelog\n\nAll of it.\n\n${RELEASED}`,
      `# Changelog\n\nAll of it.\n\n## [Unreleased]\n\n### Fixed\n\n- New.\n\n${RELEASED}`,
    ],
    [
      'joins a version at the top whose date is still to come',
      `## 1.1.0-beta.1 (Unreleased)\n\n### Added\n\n- One.\n\n${RELEASED}`,
      `## 1.1.0-beta.1 (Unreleased)\n\n### Added\n\n- One.\n\n### Fixed\n\n- New.\n\n${RELEASED}`,
    ],
    ['makes Unreleased at the very start', RELEASED, `## [Unreleased]\n\n### Fixed\n\n- New.\n\n${RELEASED}`],
    [
      'makes Unreleased above the links of a file without releases',
      '# Changelog\n\n[x]: https://example.com\n',
      '# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- New.\n\n[x]: https://example.com\n',
    ],
    ['makes everything in an empty file', '', '# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- New.\n'],
    [
      'keeps a missing final newline missing',
      '## [Unreleased]\n\n### Fixed\n\n- One.',
      '## [Unreleased]\n\n### Fixed\n\n- One.\n- New.',
    ],
    [
      'takes the place of an entry that says that there is none',
      '## [Unreleased]\r\n\r\n### Fixed\r\n\r\n - Nothing.\r\n\r\n### Security\r\n\r\n - None\r\n',
      '## [Unreleased]\r\n\r\n### Fixed\r\n\r\n - New.\r\n\r\n### Security\r\n\r\n - None\r\n',
    ],
    [
      'writes no brackets where the file has none',
      '# Changelog\n\n## 1.0.0 - 2026-01-01\n\n### Added\n\n- First.\n',
      '# Changelog\n\n## Unreleased\n\n### Fixed\n\n- New.\n\n## 1.0.0 - 2026-01-01\n\n### Added\n\n- First.\n',
    ],
    [
      'writes the file’s marker and levels',
      '# Changelog\n\n# 1.0.0 - 2026-01-01\n\n#### Added\n\n *   First.\n',
      '# Changelog\n\n# Unreleased\n\n#### Fixed\n\n *   New.\n\n# 1.0.0 - 2026-01-01\n\n#### Added\n\n *   First.\n',
    ],
    [
      'writes a category below its release, whatever stands beside releases',
      '# Changelog\n\n## 1.0.0 - 2026-01-01\n\n- First.\n\n## Notes\n\n## 0.9.0\n\n- Zero.\n',
      '# Changelog\n\n## Unreleased\n\n### Fixed\n\n- New.\n\n## 1.0.0 - 2026-01-01\n\n- First.\n\n## Notes\n\n## 0.9.0\n\n- Zero.\n',
    ],
    [
      'writes no blank lines where the file has none',
      '# Changelog\n## [Unreleased]\n### Added\n- One.\n## [1.0.0] - 2026-01-01\n### Added\n- First.\n',
      '# Changelog\n## [Unreleased]\n### Added\n- One.\n### Fixed\n- New.\n## [1.0.0] - 2026-01-01\n### Added\n- First.\n',
    ],
    [
      'parts entries as the list does',
      '## [Unreleased]\n\n### Fixed\n\n- One.\n\n- Two.\n\n## [1.0.0] - 2026-01-01\n',
      '## [Unreleased]\n\n### Fixed\n\n- One.\n\n- Two.\n\n- New.\n\n## [1.0.0] - 2026-01-01\n',
    ],
    [
      'keeps CRLF and a byte-order mark',
      '\ufeff# Changelog\r\n\r\n## [Unreleased]\r\n\r\n### Added\r\n\r\n- One.\r\n',
      '\ufeff# Changelog\r\n\r\n## [Unreleased]\r\n\r\n### Added\r\n\r\n- One.\r\n\r\n### Fixed\r\n\r\n- New.\r\n',
    ],
    [
      'writes in the file’s language',
      '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Hinzugefügt\n\n- Erstes.\n',
      '# Changelog\n\n## [Unveröffentlicht]\n\n### Behoben\n\n- New.\n\n## [1.0.0] - 2026-01-01\n\n### Hinzugefügt\n\n- Erstes.\n',
    ],
    [
      'spells its category as the file does',
      '## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n### 🐛 Fixed\n\n- First.\n',
      '## [Unreleased]\n\n### 🐛 Fixed\n\n- New.\n\n## [1.0.0] - 2026-01-01\n\n### 🐛 Fixed\n\n- First.\n',
    ],
    [
      'does not take over an alias that it would be told to mend',
      '## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n### Bug Fixes\n\n- First.\n',
      '## [Unreleased]\n\n### Fixed\n\n- New.\n\n## [1.0.0] - 2026-01-01\n\n### Bug Fixes\n\n- First.\n',
    ],
    [
      'is not misled by headings in code',
      '# Changelog\n\n```md\n## [Unreleased]\n### Fixed\n- No.\n```\n\n## [1.0.0] - 2026-01-01\n',
      '# Changelog\n\n```md\n## [Unreleased]\n### Fixed\n- No.\n```\n\n## [Unreleased]\n\n### Fixed\n\n- New.\n\n## [1.0.0] - 2026-01-01\n',
    ],
    [
      'stands under a setext heading',
      'Changelog\n=========\n\nUnreleased\n----------\n\n### Fixed\n\n1.0.0 - 2026-01-01\n------------------\n',
      'Changelog\n=========\n\nUnreleased\n----------\n\n### Fixed\n\n- New.\n\n1.0.0 - 2026-01-01\n------------------\n',
    ],
  ])('%s', (_what, before, expected) => {
    expect(textBehind(before)).toBe(expected);
  });

  it.each<[string, Partial<NewEntry>, string]>([
    ['indents what stands on further lines', { text: 'New.\r\nMore:\n\n- nested' }, '- New.\n  More:\n\n  - nested\n'],
    ['takes a list marker away', { text: '  * New.' }, '- New.\n'],
    ['marks a breaking change', { breaking: true }, '- **Breaking:** New.\n'],
    ['marks it only once', { text: '**BREAKING**: New.', breaking: true }, '- **BREAKING**: New.\n'],
  ])('%s', (_what, request, expected) => {
    expect(textBehind('## [Unreleased]\n\n### Fixed\n\n- One.\n', request)).toBe(
      `## [Unreleased]\n\n### Fixed\n\n- One.\n${expected}`,
    );
  });

  it.each([
    ['fixed', 'Fixed'],
    ['Bug Fixes', 'Fixed'],
    ['Behoben', 'Fixed'],
    ['SECURITY', 'Security'],
  ])('reads %s as %s', (category, expected) => {
    expect(add('# Changelog\n', { category })).toMatchObject({ category: expected, release: 'Unreleased' });
  });

  it('puts breaking changes into a section of their own where the policy says so', () => {
    const categories = [
      ...DEFAULT_POLICY.changelog.categories,
      { name: 'Breaking Changes', aliases: [], bump: 'major', kind: 'change' },
    ];
    const policy = { changelog: { breaking: 'section', categories } };
    expect(textBehind('## [Unreleased]\n\n### Fixed\n\n- One.\n', { breaking: true }, policy)).toBe(
      '## [Unreleased]\n\n### Fixed\n\n- One.\n\n### Breaking Changes\n\n- New.\n',
    );
  });

  it('says where the entry stands', () => {
    const added = add('# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- One.\n', { text: 'New.\nMore.' });
    if ('code' in added) throw new Error(added.message);
    expect(added.line).toBe(7);
    expect(added.text.slice(added.entry.start, added.entry.end)).toBe('- New.\n  More.');
  });

  it.each<[string, string, Partial<NewEntry>, string, RegExp]>([
    ['an unknown category', '', { category: 'Fxied' }, 'unknown-category', /^Did you mean Fixed\?/],
    ['a word that is far from any', '', { category: 'Whatever' }, 'unknown-category', /^Categories: Added, Changed/],
    ['nothing', '', { text: ' \n ' }, 'empty-text', /Say/],
    ['a marker and nothing', '', { text: '- ' }, 'empty-text', /Say/],
    ['an escape sequence', '', { text: 'a\x1b[2Jb' }, 'control-characters', /Take it out/],
    ['a lone carriage return', '', { text: 'a\rb' }, 'control-characters', /Take it out/],
    ['a right-to-left override', '', { text: 'a\u202eb' }, 'control-characters', /Take it out/],
    ['a lone surrogate', '', { text: 'a\ud800b' }, 'control-characters', /Take it out/],
    ['a README', '# My project\n\nIt does things.\n', {}, 'not-a-changelog', /changelog\.files/],
    [
      'an index of changelogs',
      '# Changelog\n\n- [core](core/CHANGELOG.md)\n- [web](web/CHANGELOG.md)\n- [cli][]\n\n[cli]: cli/CHANGELOG.md\n',
      {},
      'not-a-changelog',
      /--changelog/,
    ],
    ['a fence that is never closed', '# Changelog\n\n```\ncode\n', {}, 'hidden-place', /Close the code fence/],
  ])('refuses %s', (_what, before, request, code, hint) => {
    const added = add(before, request);
    expect(added).toMatchObject({ code });
    expect('hint' in added && added.hint).toMatch(hint);
  });

  it('adds one entry and changes nothing else, whatever the file is made of', () => {
    const piece = fc.constantFrom(
      '# Changelog',
      '## [Unreleased]',
      '## [1.0.0] - 2026-01-01',
      '## 0.9.0',
      '### Added',
      '### Fixed',
      '#### Fixed',
      '- One.',
      '  - Nested.',
      '* Star.',
      '1. Number.',
      'Text.',
      '',
      '',
      '```',
      '<!-- a',
      '-->',
      '> quote',
      '    code',
      '[1.0.0]: https://example.com',
      '---',
    );
    const file = fc.tuple(fc.array(piece, { maxLength: 14 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean());
    const request = fc.record({
      category: fc.constantFrom('Added', 'Fixed', 'Security'),
      text: fc.constantFrom('New.', 'Two\nlines.', '```\ncode\n```', '# Heading', '<!-- remark -->'),
      breaking: fc.boolean(),
    });
    fc.assert(
      fc.property(file, request, ([lines, eol, mark], entry) => {
        const before = (mark ? '\ufeff' : '') + lines.join(eol);
        const added = add(before, entry);
        if ('code' in added) {
          expect(['hidden-place', 'not-a-changelog']).toContain(added.code);
          return;
        }
        const [edit] = added.edits;
        expect(added.edits).toHaveLength(1);
        expect(edit?.start).toBe(edit?.end);
        expect(added.text).toBe(before.slice(0, edit?.start) + edit?.text + before.slice(edit?.start));
        if (before.includes(eol)) expect(edit?.text.replaceAll(eol, '')).not.toMatch(/[\r\n]/);
        const entries = (text: string): readonly string[] =>
          parseChangelog(text).releases.flatMap(({ looseEntries, sections }) =>
            [...looseEntries, ...sections.flatMap((each) => each.entries)].map(({ start, end }) =>
              text.slice(start, end),
            ),
          );
        const after = [...entries(added.text)];
        after.splice(after.indexOf(added.text.slice(added.entry.start, added.entry.end)), 1);
        expect(after).toEqual(entries(before));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('addEntry in a changelog of plain lists', () => {
  const FLAT = '## 1.1.0 - 2026-02-01\n\n* Two.\n\n## 1.0.0 - 2026-01-01\n\n* One.\n';
  const DENSE = FLAT.replaceAll('\n\n*', '\n*');

  it.each<[string, string, string, Partial<NewEntry>]>([
    ['joins the list', `## Unreleased\n\n* A.\n* B.\n\n${FLAT}`, `## Unreleased\n\n* A.\n* B.\n* New.\n\n${FLAT}`, {}],
    ['starts the list', `## Unreleased\n\n${FLAT}`, `## Unreleased\n\n* New.\n\n${FLAT}`, {}],
    ['starts the list as the others are', `## Unreleased\n\n${DENSE}`, `## Unreleased\n* New.\n\n${DENSE}`, {}],
    ['makes Unreleased', `# Changelog\n\n${FLAT}`, `# Changelog\n\n## Unreleased\n\n* New.\n\n${FLAT}`, {}],
    ['stands behind a summary', `## Unreleased\n\nA.\n\n${FLAT}`, `## Unreleased\n\nA.\n\n* New.\n\n${FLAT}`, {}],
    [
      'stands in front of what is below',
      `## Unreleased\n\n* A.\n\nB.\n\n${FLAT}`,
      `## Unreleased\n\n* A.\n* New.\n\nB.\n\n${FLAT}`,
      {},
    ],
    ['makes room', `## Unreleased\n\n* Nothing yet.\n\n${FLAT}`, `## Unreleased\n\n* New.\n\n${FLAT}`, {}],
    [
      'is parted as the others are',
      `## Unreleased\n\n* A.\n\n* B.\n\n${FLAT}`,
      `## Unreleased\n\n* A.\n\n* B.\n\n* New.\n\n${FLAT}`,
      {},
    ],
    ['joins a version to come', `## 1.2.0 - TBD\n\n* A.\n\n${FLAT}`, `## 1.2.0 - TBD\n\n* A.\n* New.\n\n${FLAT}`, {}],
    [
      'is marked as breaking',
      `## Unreleased\n\n${FLAT}`,
      `## Unreleased\n\n* **Breaking:** New.\n\n${FLAT}`,
      { breaking: true },
    ],
    ['keeps line endings', `## Unreleased\r\n\r\n* A.\r\n`, `## Unreleased\r\n\r\n* A.\r\n* New.\r\n`, {}],
  ])('%s', (_what, before, after, request) => {
    expect(textBehind(before, request)).toBe(after);
    expect(add(before, request)).toMatchObject({ category: null });
  });

  it.each<[string, string, object]>([
    ['one of the newest releases has categories', `## Unreleased\n\n${RELEASED}\n${FLAT}`, {}],
    ['no release has entries', '## Unreleased\n\n## 1.0.0 - 2026-01-01\n', {}],
    ['the policy asks for some', `## Unreleased\n\n${FLAT}`, { changelog: { requiredCategories: ['Fixed'] } }],
    ['the policy forbids it', `## Unreleased\n\n${FLAT}`, { rules: { 'changelog/entry-outside-category': 'error' } }],
  ])('stands in its category where %s', (_what, before, changes) => {
    expect(add(before, {}, changes)).toMatchObject({ category: 'Fixed' });
  });

  it('has to be of a category that there is, all the same', () => {
    expect(add(`## Unreleased\n\n${FLAT}`, { category: 'Fixd' })).toMatchObject({ code: 'unknown-category' });
  });
});
