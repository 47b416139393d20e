import { describe, expect, it } from 'vitest';
import { CHANGELOG_RULES, checkChangelog } from '../../../src/core/index.ts';
import { findings, fixed, places } from '../../support/findings.ts';

const RELEASE = '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n';

describe('changelog/missing-title', () => {
  it.each([
    ['a title in the front matter', `---\ntitle: What is new\n---\n\n${RELEASE}`],
    ['a title behind front matter', `---\nlayout: page\n---\n\n# Changelog\n\n${RELEASE}`],
    ['an underlined title', `Changelog\n=========\n\n${RELEASE}`],
    ['a title behind a comment', `<!-- markdownlint-disable -->\n# Changelog\n\n${RELEASE}`],
    ['a file that only leads elsewhere', 'See https://example.com/releases\n'],
  ])('accepts %s', (_, text) => {
    expect(places('changelog/missing-title', text)).toEqual([]);
  });

  it.each([
    ['an empty file', '', '1: '],
    [
      'a preamble without one',
      'By [Keep a Changelog](https://keepachangelog.com).\n',
      '1: By [Keep a Changelog](https://keepachangelog.com).',
    ],
    ['a title in a quote', `> # Changelog\n\n${RELEASE}`, '1: > # Changelog'],
    ['a title in code', `    # Changelog\n\n${RELEASE}`, '1: # Changelog'],
  ])('reports %s', (_, text, place) => {
    expect(places('changelog/missing-title', text)).toEqual([place]);
  });

  it('proposes the title in the language of the changelog', () => {
    expect(fixed('changelog/missing-title', '## [1.0.0]\n\n### 新增\n\n- 一\n')).toMatch(/^# \P{ASCII}+\n\n##/u);
  });
});

describe('changelog/unexpected-title', () => {
  it.each([
    'Changelog',
    'Change Log',
    'Changelog of Acme',
    '`cargo-thing` Changelog',
    '[Changelog](https://example.com)',
    '📝 Changelog',
    '**Changelog**',
    'Änderungsprotokoll',
    '更新日志',
    'Acme 更新日志 2.x',
    'Журнал изменений',
  ])('accepts “%s”', (title) => {
    expect(places('changelog/unexpected-title', `# ${title}\n\n${RELEASE}`)).toEqual([]);
  });

  it.each([
    ['changelog', 'Changelog'],
    ['CHANGE LOG', 'Changelog'],
    ['change_log:', 'Changelog'],
    ['Releases', 'Changelog'],
    ['Changelogs', 'Changelog'],
  ])('reports “%s”', (title, expected) => {
    expect(fixed('changelog/unexpected-title', `# ${title}\n\n${RELEASE}`)).toBe(`# ${expected}\n\n${RELEASE}`);
  });
});

describe('the preamble', () => {
  const preamble = (line: string): string => `# Changelog\n\n${line}\n\n${RELEASE}`;

  it.each([
    ['pinned', 'Based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).', []],
    ['pinned without a slash behind it', 'Based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0).', []],
    ['pinned in another language', 'Based on [Keep a Changelog](https://keepachangelog.com/pt-BR/1.1.0/).', []],
    ['unpinned', 'See http://keepachangelog.com.', ['3: http://keepachangelog.com']],
    ['with a language only', 'See <https://keepachangelog.com/zh-CN/>.', ['3: https://keepachangelog.com/zh-CN/']],
    ['with www', 'See (https://www.keepachangelog.com/en).', ['3: https://www.keepachangelog.com/en']],
    ['not there', 'Nothing.', []],
  ])('has its link %s', (_, line, expected) => {
    expect(places('changelog/unpinned-format-link', preamble(line))).toEqual(expected);
  });

  it('is not asked to have the link where an entry mentions it', () => {
    const text = `${preamble('Nothing.')}- Follow https://keepachangelog.com/en/1.1.0/.\n`;
    expect(places('changelog/preamble-without-format-link', text)).toEqual(['3: Nothing.']);
    expect(places('changelog/unpinned-format-link', text.replace('en/1.1.0/', ''))).toEqual([]);
  });

  it.each([
    'This project adheres to [Semantic Versioning](https://semver.org).',
    'We use CalVer.',
    'Versions follow PEP 440.',
    'Dieses Projekt folgt Semantic Versioning.',
    '本项目遵循语义化版本。',
    'Versionado semántico.',
  ])('names a scheme in “%s”', (line) => {
    expect(places('changelog/preamble-without-versioning-scheme', preamble(line))).toEqual([]);
  });

  it('is asked for by version 2.0.0 of the standard only', () => {
    const text = `# Changelog\n\n${RELEASE}`;
    expect(places('changelog/missing-preamble', text)).toEqual(['1: Changelog']);
    expect(places('changelog/missing-preamble', text, { standard: '1.1.0' })).toEqual([]);
    const pinned = `${text}\n[format]: https://keepachangelog.com/en/1.0.0/\n`;
    expect(places('changelog/missing-preamble', pinned)).toEqual([]);
  });
});

describe('changelog/text-before-title', () => {
  it.each([
    ['badges', '[![CI](https://x.example/ci.svg)](https://x.example) ![b](c)\n\n# Changelog\n', []],
    ['links to translations', '[English](CHANGELOG.md) | [中文](CHANGELOG.zh.md)\n\n# Changelog\n', []],
    ['HTML', '<div align="center">\n\n# Changelog\n', []],
    ['a definition', '[a]: https://example.com\n\n# Changelog\n', []],
    ['text', 'About us.\n\nMore.\n\n# Changelog\n', ['1: About us.']],
    ['a list', '- One\n- Two\n\n# Changelog\n', ['1: - One']],
    ['a heading', '## News\n\n# Changelog\n', ['1: ## News']],
  ])('looks at %s', (_, text, expected) => {
    expect(places('changelog/text-before-title', text)).toEqual(expected);
  });
});

describe('changelog/unusual-file-name', () => {
  const [rule] = CHANGELOG_RULES.filter(({ id }) => id === 'changelog/unusual-file-name');
  it.each([
    ['CHANGELOG.md', 0],
    ['packages/a/CHANGELOG.md', 0],
    ['changelog.md', 0],
    ['CHANGELOG-1.x.md', 0],
    ['CHANGELOG.zh-CN.md', 0],
    ['HISTORY.md', 1],
    ['docs/NEWS.markdown', 1],
    ['CHANGES', 1],
    ['ChangeLog.txt', 1],
    ['notes/upgrading.md', 0],
    [null, 0],
  ])('looks at %s', (path, count) => {
    const { problems } = checkChangelog({ text: `# Changelog\n\n${RELEASE}`, path }, rule ? [rule] : []);
    expect(problems).toHaveLength(count);
  });
});

describe('changelog/several-titles', () => {
  it('tells a habit once, and leaves categories and releases at level 1 to their own rules', () => {
    const others = Array.from({ length: 30 }, (_, i) => `# Year ${i}\n`).join('\n');
    expect(findings('changelog/several-titles', `# Changelog\n\n${others}\n${RELEASE}`)).toEqual([
      '3: Year 0 → Unexpected heading “Year 0” of level 1, expected the title alone at that level (and in 29 other places)',
    ]);
    expect(places('changelog/several-titles', `# Changelog\n\n${RELEASE}\n# Fixed\n\n- Two.\n\n# 0.9.0\n`)).toEqual([]);
  });
});
