import { describe, expect, it } from 'vitest';
import { findMissingLine, type TagMessageValues } from '../../../src/core/ledger/tag-message.ts';

const VALUES: TagMessageValues = {
  tag: 'v1.1.0',
  version: '1.1.0',
  title: 'Faster',
  date: '2026-01-02',
  compare: 'https://github.com/a/b/compare/v1.0.0...v1.1.0',
};

const TITLED = 'Release {tag}: {title}\n\n{summary}\n\nSee CHANGELOG.md for details.';
const HIGHLIGHTS = 'Release {tag}\n\nHighlights:\n{highlights}\n\nFull changelog: {compare}';

describe('findMissingLine', () => {
  it.each<
    [name: string, template: string, message: string, missing: string | null, values?: Partial<TagMessageValues>]
  >([
    [
      'a title, a paragraph and a reference (000-53)',
      TITLED,
      'Release v1.1.0: Faster\n\nReads large files at once.\nIt is about time.\n\nSee CHANGELOG.md for details.\n',
      null,
    ],
    [
      'the paragraph that is missing',
      TITLED,
      'Release v1.1.0: Faster\n\nSee CHANGELOG.md for details.',
      'See CHANGELOG.md for details.',
    ],
    [
      'another title',
      TITLED,
      'Release v1.1.0: Slower\n\nA.\n\nSee CHANGELOG.md for details.',
      'Release v1.1.0: Faster',
    ],
    [
      'any title where the section has none',
      TITLED,
      'Release v1.1.0: Any\n\nA.\nSee CHANGELOG.md for details.',
      null,
      { title: null },
    ],
    [
      'a title all the same',
      TITLED,
      'Release v1.1.0:\n\nA.\nSee CHANGELOG.md for details.',
      'Release v1.1.0: …',
      { title: null },
    ],
    [
      'highlights and the link (001-20)',
      HIGHLIGHTS,
      'Release v1.1.0\r\n\r\nHighlights:\r\n- One\r\n- Two\r\n\r\nFull changelog: https://github.com/a/b/compare/v1.0.0...v1.1.0',
      null,
    ],
    ['highlights without an item', HIGHLIGHTS, 'Release v1.1.0\n\nHighlights:\n\nFull changelog: x', '- …'],
    ['another tag (002-12)', 'Release {tag}', 'Release v1.0.0', 'Release v1.1.0'],
    ['the tag with more behind it', 'Release {tag}', 'Release v1.1.0-rc.1', 'Release v1.1.0'],
    ['a hotfix with any summary (001-39, 004-49)', 'Hotfix {tag}: {summary}', 'Hotfix v1.1.0: login works again', null],
    ['a hotfix without one', 'Hotfix {tag}: {summary}', 'Hotfix v1.1.0:', 'Hotfix v1.1.0: …'],
    [
      'text around several unknown parts',
      '{summary} - {date} - {title}!',
      'A - 2026-01-02 - B!',
      null,
      { title: null },
    ],
    ['lines in another order', 'One\nTwo', 'Two\nOne', 'Two'],
    ['one line for two that are asked', 'One\nOne', 'One', 'One'],
    ['an empty message', 'Release {tag}', '', 'Release v1.1.0'],
    ['an empty template', '', 'Anything', null],
    ['white space of another width', 'Release   {tag}', '  Release\tv1.1.0  ', null],
  ])('finds %s', (_, template, message, missing, values = {}) => {
    expect(findMissingLine(template, message, { ...VALUES, ...values })).toBe(missing);
  });

  it('reads a line of a million characters at once', () => {
    const template = '{summary}a{summary}a{summary}a{summary}b';
    expect(findMissingLine(template, 'a'.repeat(1_000_000), VALUES)).toBe('…a…a…a…b');
  });
});
