import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { isChangelogPath } from '../../server/changelog-paths.ts';
import { toClientSupport } from '../../server/client-support.ts';
import { describeAge } from '../../server/features/age.ts';
import { type Block, escapeMarkdown, toMarkdown, toPlainText } from '../../server/markup.ts';
import { toDocumentKey, toFileName, toFilePath } from '../../server/uris.ts';
import { sayInEnglish } from '../../src/core/text/say.ts';
import { toVisible } from '../../src/core/text/visible.ts';
import { isSafeText } from '../support/markdown-text.ts';

describe('escapeMarkdown', () => {
  it('makes one paragraph of plain text that reads as the text does', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '`',
      '#',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '!',
      '&amp;',
      '\\',
      '|',
      '~',
      '-',
      '+',
      '=',
      '1.',
      '10)',
      ' ',
      '\n',
      '\t',
      'a',
      'http://a.b',
      'www.a.b',
      'a@b.c',
      '<img src=x>',
      '![x](y)',
      '[x](command:y)',
      '```',
      '---',
      '$x$',
      '\u202e',
      '\0',
      'é',
      '😀',
      ':',
      'https',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const expected = toVisible(text.replace(/\s+/g, ' ').trim());
        const escaped = escapeMarkdown(text);
        expect(isSafeText(escaped)).toBe(true);
        const { children } = fromMarkdown(escaped);
        const shown = children
          .map((node) =>
            'children' in node
              ? node.children.map((each) => ('value' in each ? each.value : `<${each.type}>`)).join('')
              : `<${node.type}>`,
          )
          .join('\n');
        expect(shown).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it('clips what nobody reads in a hover, between characters', () => {
    const shown = escapeMarkdown('😀'.repeat(5000));
    expect(shown.length).toBeLessThan(2100);
    expect(shown).not.toMatch(/[\ud800-\udbff]…$/);
  });
});

describe('blocks', () => {
  const blocks: readonly Block[] = [
    { kind: 'title', text: 'a*b' },
    { kind: 'text', text: '- c' },
    { kind: 'list', items: ['d', '# e'] },
    { kind: 'code', text: 'f\r\n```\n\u0007' },
  ];

  it('become Markdown', () => {
    expect(toMarkdown(blocks)).toBe('**a\\*b**\n\n\\- c\n\n- d\n- \\# e\n\n````text\nf\n```\n\\u{7}\n````');
  });

  it('become plain text', () => {
    expect(toPlainText(blocks)).toBe('a*b\n\n- c\n\n- d\n- # e\n\nf\\u{D}\n```\n\\u{7}');
  });
});

describe('isChangelogPath', () => {
  it.each([
    ['CHANGELOG.md', true],
    ['Changelog.markdown', true],
    ['change-log.md', true],
    ['CHANGELOG-1.13.md', true],
    ['CHANGELOG.zh-CN.md', true],
    ['a/b/CHANGES.md', true],
    ['a/b/changes.md', false],
    ['CHANGELOG', false],
    ['CHANGELOG.txt', false],
    ['xCHANGELOG.md', false],
    ['docs/releases/1.0.md', true],
    ['docs/releases/old/1.0.md', false],
  ])('%s: %s', (path, expected) => {
    expect(isChangelogPath(path, ['docs/releases/*.md'])).toBe(expected);
  });
});

describe('uris', () => {
  it.each([
    ['file:///a/b.md', '/a/b.md'],
    ['file:///a/../b.md', '/b.md'],
    ['file:///a/%2e%2e/b.md', '/b.md'],
    ['FILE:///a.md', '/a.md'],
    ['file://localhost/a.md', '/a.md'],
    ['file:///a%20b.md', '/a b.md'],
    ['file://host/a.md', null],
    ['file:///a%2fb.md', null],
    ['file:///a%00.md', null],
    ['file:///a.md?x', null],
    ['file:///a.md#x', null],
    ['file:/a.md', null],
    ['file:///%', null],
    ['untitled:a.md', null],
    ['git:/a.md?x', null],
    ['vscode-vfs://github/a.md', null],
    ['http://a/b.md', null],
    ['', null],
  ])('%s is the file %s (T133)', (uri, path) => {
    expect(toFilePath(uri)).toBe(path);
  });

  it('have one key for every spelling', () => {
    expect(toDocumentKey('file:///a%20b/c%2Emd')).toBe(toDocumentKey('file:///a b/c.md'));
    expect(toDocumentKey('file:///A.md')).not.toBe(toDocumentKey('file:///a.md'));
  });

  it.each([
    ['untitled:CHANGELOG.md', 'CHANGELOG.md'],
    ['git:/a/CHANGELOG.md?%7B%22path%22%3A%22x%22%7D', 'CHANGELOG.md'],
    ['vscode-vfs://github/a/CHANGE%4COG.md', 'CHANGELOG.md'],
    ['x:%', '%'],
  ])('%s is named %s', (uri, name) => {
    expect(toFileName(uri)).toBe(name);
  });
});

describe('describeAge', () => {
  it.each([
    ['2026-03-01', 'today'],
    ['2026-02-28', 'yesterday'],
    ['2026-03-02', 'tomorrow'],
    ['2026-02-20', '9 days ago'],
    ['2026-02-01', '4 weeks ago'],
    ['2025-12-01', '2 months ago'],
    ['2025-03-01', '11 months ago'],
    ['2024-03-01', '23 months ago'],
    ['2024-02-01', '2 years ago'],
    ['1999-12-31', '26 years ago'],
    ['2026-03-20', 'in 2 weeks'],
  ])('%s: %s', (date, age) => {
    expect(describeAge(date, '2026-03-01', sayInEnglish)).toBe(age);
  });
});

describe('toClientSupport', () => {
  it('understands whatever a client sends', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (capabilities, initializationOptions) => {
        const support = toClientSupport({ capabilities, initializationOptions });
        expect(support.positionEncoding).toBe('utf-16');
        expect(support.commands).toBeInstanceOf(Set);
      }),
    );
  });
});
