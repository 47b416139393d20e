import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Changelog, DEFAULT_POLICY, parseChangelog, type Release } from '../../../src/core/index.ts';

/** Draws the model as indented lines, so that a test shows at a glance what was read. */
function outline(changelog: Changelog): string[] {
  const { text } = changelog.source;
  const lines: string[] = [];
  if (changelog.title) lines.push(`title ${text.slice(changelog.title.text.start, changelog.title.text.end)}`);
  if (changelog.preamble) lines.push(`preamble ${text.slice(changelog.preamble.start, changelog.preamble.end)}`);
  for (const release of changelog.releases) lines.push(...releaseOutline(text, release));
  for (const stray of changelog.strayHeadings) lines.push(`stray ${text.slice(stray.text.start, stray.text.end)}`);
  return lines;
}

function releaseOutline(text: string, release: Release): string[] {
  const facts = [
    release.label,
    release.unreleased ? 'unreleased' : '',
    release.date ?? '',
    release.yanked ? 'yanked' : '',
  ];
  const lines = [`release ${facts.filter(Boolean).join(' ')}`];
  if (release.title) lines.push(`  title ${release.title}`);
  if (release.summary) lines.push(`  summary ${text.slice(release.summary.start, release.summary.end)}`);
  for (const entry of release.looseEntries) lines.push(`  - ${text.slice(entry.contentStart, entry.end)}`);
  for (const section of release.sections) {
    const group = section.group ? `${text.slice(section.group.text.start, section.group.text.end)}: ` : '';
    const kind = section.kind === 'note' ? ' (note)' : '';
    lines.push(`  ${group}${section.name}${section.category === section.name ? '' : ` = ${section.category}`}${kind}`);
    for (const entry of section.entries) lines.push(`    - ${text.slice(entry.contentStart, entry.end)}`);
  }
  return lines;
}

const CASES: readonly (readonly [name: string, text: string, lines: readonly string[]])[] = [
  ['an empty text', '', []],
  ['white space', '\n \n\t\n', []],
  ['prose', 'Nothing here.\n', ['preamble Nothing here.']],
  [
    'a changelog as the standard writes it (000-39, 001-08, 004-21)',
    '# Changelog\n\nAll notable changes.\n\n## [Unreleased]\n\n### Added\n\n- A\n- B\n  continued\n\n## [1.0.0] - 2017-06-20 [YANKED]\n\n### Fixed\n\n- C\n\n[1.0.0]: https://example.com\n',
    [
      'title Changelog',
      'preamble All notable changes.',
      'release Unreleased unreleased',
      '  Added',
      '    - A',
      '    - B\n  continued',
      'release 1.0.0 2017-06-20 yanked',
      '  Fixed',
      '    - C',
    ],
  ],
  [
    'a section that says where older changes stand as the end of the file',
    '## 1.0.0\n\n### Added\n\n- A\n\n## Older versions\n\nSee [the archive](docs/CHANGELOG-0.x.md).\n\n<!-- End -->\n[1.0.0]: https://example.com\n',
    ['release 1.0.0', '  Added', '    - A'],
  ],
  [
    'a section about another line of releases as the end of the file',
    '## [Unreleased]\n\n## v0.19\n\nThe CHANGELOG for v0.19 releases is in the [v0.19](https://example.com) branch.\n',
    ['release Unreleased unreleased'],
  ],
  [
    'a first release with a link to its announcement',
    '## 1.0.0\n\n- A\n\n## 0.1\n\nThe first release, [as announced](https://example.com).\n',
    ['release 1.0.0', '  - A', 'release 0.1', '  summary The first release, [as announced](https://example.com).'],
  ],
  [
    'a stray heading with text that leads nowhere',
    '## 1.0.0\n\n- A\n\n## Notes\n\nText.\n',
    ['release 1.0.0', '  - A', '  Notes = null', 'stray Notes'],
  ],
  [
    'a stray heading with a list of links',
    '## 1.0.0\n\n- A\n\n## Contributors\n\n- [B](https://example.com)\n',
    ['release 1.0.0', '  - A', '  Contributors = null', '    - [B](https://example.com)', 'stray Contributors'],
  ],
  [
    'a stray heading with a number and a link',
    '## 1.0.0\n\n- A\n\n## [0..9]\n\nSee [B](https://example.com).\n',
    ['release 1.0.0', '  - A', '  [0..9] = null', 'stray [0..9]'],
  ],
  [
    'nested lists as part of their entry',
    '## 1.0.0\n\n### Added\n\n- A\n  - a\n  - b\n\n    more\n- B\n',
    ['release 1.0.0', '  Added', '    - A\n  - a\n  - b\n\n    more', '    - B'],
  ],
  [
    'a summary before the categories',
    '## [1.0.0] - 2020-01-01\n\nA theme.\n\nAnd more of it.\n\n### Added\n\n- A\n',
    ['release 1.0.0 2020-01-01', '  summary A theme.\n\nAnd more of it.', '  Added', '    - A'],
  ],
  [
    'a title heading and categories at level 4 (000-40, 000-42)',
    '## [0.7.2] - 2025-12-01\n\n### Phase 7 WS-3\n\n**Objective:** docs\n\n#### Added\n\n- A\n\n#### Fixed\n\n- B\n',
    [
      'release 0.7.2 2025-12-01',
      '  title Phase 7 WS-3',
      '  summary **Objective:** docs',
      '  Added',
      '    - A',
      '  Fixed',
      '    - B',
    ],
  ],
  [
    'categories grouped by package',
    '## 1.0.0\n\n### core\n\n#### Added\n\n- A\n\n### client\n\n#### Added\n\n- B\n',
    ['release 1.0.0', '  core: Added', '    - A', '  client: Added', '    - B'],
  ],
  [
    'what is listed in front of the first category of a package',
    '## 1.0.0\n\n### core\n\n#### Added\n\n- A\n\n### client\n\n- B\n\n#### Fixed\n\n- C\n',
    ['release 1.0.0', '  core: Added', '    - A', '  client: client = null', '    - B', '  client: Fixed', '    - C'],
  ],
  [
    'packages without categories behind one that has some',
    '## 1.0.0\n\n### core\n\n#### Added\n\n- A\n\n### client\n\n- B\n\n### docs\n\nText.\n',
    ['release 1.0.0', '  core: Added', '    - A', '  client: client = null', '    - B'],
  ],
  [
    'categories at the level of the releases',
    '## [UNRELEASED]\n\n## Added\n\n- A\n\n## [1.0.0] - 2020-01-01\n\n## Fixed\n\n- B\n',
    ['release UNRELEASED unreleased', '  Added', '    - A', 'release 1.0.0 2020-01-01', '  Fixed', '    - B'],
  ],
  [
    'a heading beside the release’s own, which says nothing of the level of its categories',
    '## 1.0.0\n\n### Bug Fixes\n\n- A\n\n### API Breaking\n\n- B\n\n## Notes\n\nText.\n',
    ['release 1.0.0', '  Bug Fixes = Fixed', '    - A', '  API Breaking = null', '    - B', 'stray Notes'],
  ],
  [
    'entries without a category',
    '## 1.0.0 - 2020-01-01\n\n- A\n\n### Fixed\n\n- B\n',
    ['release 1.0.0 2020-01-01', '  - A', '  Fixed', '    - B'],
  ],
  ['headings of no category', '## 1.0.0\n\n### Themes\n\n- A\n', ['release 1.0.0', '  Themes = null', '    - A']],
  [
    'spellings and aliases of categories',
    '## 1.0.0\n\n### **added**:\n\n- A\n\n### 🐛 Bug Fixes\n\n- B\n',
    ['release 1.0.0', '  **added**: = Added', '    - A', '  🐛 Bug Fixes = Fixed', '    - B'],
  ],
  [
    'translated headings',
    '# 変更履歴\n\n## [未リリース]\n\n### 追加\n\n- A\n',
    ['title 変更履歴', 'release 未リリース unreleased', '  追加 = Added', '    - A'],
  ],
  [
    'fences, comments and code that hold headings',
    '## 1.0.0\n\n### Added\n\n- A\n  ```md\n  ## 0.9.0\n  ```\n\n<!--\n## 0.8.0\n-->\n\n    ## 0.7.0\n',
    ['release 1.0.0', '  Added', '    - A\n  ```md\n  ## 0.9.0\n  ```'],
  ],
  [
    'underlined headings',
    'Changelog\n=========\n\n1.0.0 - 2020-01-01\n------------------\n\n### Added\n\n* A\n',
    ['title Changelog', 'release 1.0.0 2020-01-01', '  Added', '    - A'],
  ],
  [
    'releases at levels 1 and 2',
    '# 2.0.0 (2020-02-02)\n\n* A\n\n## 1.1.0 (2020-01-01)\n\n* B\n',
    ['release 2.0.0 2020-02-02', '  - A', 'release 1.1.0 2020-01-01', '  - B'],
  ],
  [
    'releases at level 3 where none stands above',
    '## History\n\n### Version 3.0.24\n\n- A\n\n### Version 3.0.22\n\n- B\n',
    ['release Version 3.0.24', '  - A', 'release Version 3.0.22', '  - B'],
  ],
  [
    'a version in a title as a title',
    '# Changelog v1.13 and Earlier\n\n## v1.13.4 [2020-02-25]\n\n- A\n',
    ['title Changelog v1.13 and Earlier', 'release v1.13.4 2020-02-25', '  - A'],
  ],
  [
    'headings that name nothing',
    '## 1.0.0\n\n- A\n\n## Thanks\n\n- B\n',
    ['release 1.0.0', '  - A', '  Thanks = null', '    - B', 'stray Thanks'],
  ],
];

describe('parseChangelog', () => {
  it.each(CASES)('reads %s', (_, text, lines) => {
    expect(outline(parseChangelog(text))).toEqual(lines);
    expect(outline(parseChangelog(text.replaceAll('\n', '\r\n')))).toEqual(
      lines.map((line) => line.replaceAll('\n', '\r\n')),
    );
    expect(outline(parseChangelog(`\ufeff${text}`))).toEqual(lines);
  });

  it('reads the categories that the policy adds (004-22, 000-44)', () => {
    const categories = [
      ...DEFAULT_POLICY.changelog.categories,
      { name: 'Migration Notes', aliases: ['Migrations'], bump: 'none', kind: 'note' } as const,
    ];
    const changelog = parseChangelog('## 1.0.0\n\n### Migrations\n\nNone\n', { categories, language: 'auto' });
    expect(outline(changelog)).toEqual(['release 1.0.0', '  Migrations = Migration Notes (note)']);
  });

  it('leaves the definitions and comments at the end to the tail', () => {
    const text = '## 1.0.0\n\n- A\n\n[b]: https://b.example\n\n- C\n\n<!-- links -->\n[1.0.0]: https://a.example\n';
    const changelog = parseChangelog(text);
    expect(text.slice(changelog.tail.start)).toBe('<!-- links -->\n[1.0.0]: https://a.example\n');
    expect(changelog.definitions.map(({ label }) => text.slice(label.start, label.end))).toEqual(['b', '1.0.0']);
  });

  const piece = fc.constantFrom(
    '# Changelog',
    '## [Unreleased]',
    '## [1.0.0] - 2020-01-01',
    '### Added',
    '#### Fixed',
    '- A',
    '  - b',
    '    code',
    '```',
    '~~~',
    '> q',
    '<!--',
    '-->',
    '[1.0.0]: https://x.example',
    '---',
    '===',
    '',
    'text',
    '\t',
    '1. one',
    '\u0000',
    '\ud800',
    '* [ ]',
    '## v1.2 (2020)',
  );
  const text = fc
    .tuple(
      fc.constantFrom('', '\ufeff'),
      fc.array(fc.tuple(piece, fc.constantFrom('\n', '\r\n', '\r', '')), { maxLength: 30 }),
    )
    .map(([bom, lines]) => bom + lines.flat().join(''));

  it('has a model for any text, whose spans tile it', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (written) => {
        const { head, releases, tail, source } = parseChangelog(written);
        const spans = [head, ...releases, tail];
        expect(spans.map(({ start, end }) => source.text.slice(start, end)).join('')).toBe(written);
        for (const release of releases) {
          let at = release.start;
          for (const section of release.sections) {
            expect(section.start).toBeGreaterThanOrEqual(at);
            expect(section.end).toBeLessThanOrEqual(release.end);
            for (const entry of section.entries)
              expect(entry.start >= section.start && entry.end <= section.end).toBe(true);
            at = section.end;
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
