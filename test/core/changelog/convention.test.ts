import { describe, expect, it } from 'vitest';
import { detectConvention } from '../../../src/core/changelog/convention.ts';
import { parseChangelog } from '../../../src/core/index.ts';

/** Releases 3.0.0, 2.0.0 and 1.0.0, each with a heading of the given form and the same content. */
function releases(heading: (version: string) => string, content: string): string {
  return ['3.0.0', '2.0.0', '1.0.0'].map((version) => `## ${heading(version)}\n\n${content}\n`).join('\n');
}

const bare = (version: string): string => version;
const dated = (version: string): string => `[${version}] - 2020-01-01`;
const linked = (version: string): string => `[${version}](https://example.com/compare/v0...v${version}) (2020-01-01)`;

describe('the convention of a changelog', () => {
  it.each<[convention: string, what: string, text: string]>([
    ['keep-a-changelog', 'an empty file', ''],
    ['keep-a-changelog', 'a title alone', '# Changelog\n'],
    ['keep-a-changelog', 'one that has just been started', '# Changelog\n\n## 1.0.0\n\n- First release.\n'],
    ['keep-a-changelog', 'one that was started in other words', '## 1.0.0\n\n### Bug Fixes\n\n- One.\n'],
    ['keep-a-changelog', 'an unreleased section alone', '## [Unreleased]\n'],
    ['keep-a-changelog', 'the standard’s categories', releases(bare, '### Added\n\n- One.')],
    [
      'keep-a-changelog',
      'categories with emoji',
      releases(bare, '### ✨ Added\n\n- One.\n\n### Performance\n\n- Two.'),
    ],
    [
      'keep-a-changelog',
      'its headings, and a category of its own in one of many releases',
      `${Array.from({ length: 24 }, (_, i) => `## [1.${40 - i}.0] - 2020-01-01\n\n- One.\n`).join('\n')}\n## [1.1.0] - 2020-01-01\n\n### Tasks\n\n- Two.\n`,
    ],
    [
      'plain-list',
      'a few old releases with categories among many without',
      `${['9', '8', '7', '6', '5', '4', '3', '2'].map((each) => `## 1.${each}.0\n\n- One.\n`).join('\n')}\n## 1.1.0\n\n### Fixed\n\n- Two.\n`,
    ],
    [
      'keep-a-changelog',
      'categories that came late',
      `${['9', '8', '7'].map((each) => `## 1.${each}.0\n\n### Fixed\n\n- One.\n`).join('\n')}\n${Array.from({ length: 20 }, (_, i) => `## 0.${20 - i}.0\n\n- One.\n`).join('\n')}`,
    ],
    [
      'other',
      'titles without a release',
      '# Version 3 (autumn)\n\n- C.\n\n# Version 2 (summer)\n\n- B.\n\n# Version 1 (spring)\n\n- A.\n',
    ],
    ['keep-a-changelog', 'translated categories', releases(bare, '### Hinzugefügt\n\n- Eins.')],
    [
      'keep-a-changelog',
      'categories in every second release',
      `${releases(bare, '### Fixed\n\n- One.')}\n## 0.9.0\n\n### CLI\n\n- Two.`,
    ],
    [
      'keep-a-changelog',
      'a declaration',
      `Based on [Keep a Changelog].\n\n${releases(linked, '### Features\n\n- One.')}`,
    ],
    [
      'keep-a-changelog',
      'a declaration in a comment',
      `<!-- https://keepachangelog.com -->\n\n${releases(bare, '- One.')}`,
    ],
    ['keep-a-changelog', 'the standard’s headings without categories', releases(dated, '- One.')],
    [
      'conventional-commits',
      'release-please',
      releases(linked, '### Features\n\n* one ([1a2b3c4](https://example.com))'),
    ],
    ['conventional-commits', 'standard-version without categories', releases(linked, '')],
    [
      'conventional-commits',
      'commitizen',
      releases((v) => `v${v} (2020-01-01)`, '### Feat\n\n- one\n\n### Fix\n\n- two'),
    ],
    [
      'conventional-commits',
      'git-cliff',
      releases(dated, '### 🚀 Features\n\n- One\n\n### ⚙️ Miscellaneous Tasks\n\n- Two'),
    ],
    [
      'other',
      'features and fixes as people call them, with one heading of a tool by chance',
      `${Array.from({ length: 9 }, (_, i) => `## 2.0.${i}\n\n### Features\n\n- One\n\n`).join('')}## 1.0.0\n\n### Performance Improvements\n\n- Two\n`,
    ],
    ['changesets', 'Changesets', releases(bare, '### Patch Changes\n\n- 1a2b3c4: Fix one.')],
    ['github-releases', 'notes that GitHub generates', releases(bare, "### What's Changed\n\n* One by @two in #3")],
    ['towncrier', 'towncrier', releases(bare, '### Features\n\n- One.\n\n### Deprecations and Removals\n\n- Two.')],
    ['plain-list', 'lists', releases(bare, '- One.\n- Two.')],
    ['plain-list', 'lists with a word in front', releases(bare, '- Added: one.\n- Fixed: two.')],
    [
      'plain-list',
      'lists, with a heading of a tool in one of them',
      `${releases(bare, '- One.')}\n## 0.9.0\n\n- One.\n\n## 0.8.0\n\n### Performance Improvements\n\n- Two.\n`,
    ],
    [
      'other',
      'headings of its own',
      releases(bare, '### Features\n\n- One.\n\n### Bug fixes\n\n- Two.\n\n### Rule changes\n\n- Three.'),
    ],
    ['other', 'a mention behind the head', releases(bare, '### Highlights\n\n- Moved away from Keep a Changelog.')],
  ])('%s: %s', (convention, _, text) => {
    expect(detectConvention(parseChangelog(text))).toBe(convention);
  });
});
