import { describe, expect, it } from 'vitest';
import { findFrontMatter, frontMatterValue } from '../../../src/core/changelog/front-matter.ts';

describe('findFrontMatter', () => {
  it.each([
    ['---\ntitle: A\n---\n# B\n', '---\ntitle: A\n---'],
    ['---\r\ntitle: A\r\n---\r\n# B\r\n', '---\r\ntitle: A\r\n---'],
    ['\ufeff---\ntitle: A\n...\n', '---\ntitle: A\n...'],
    ['--- \ntitle: A\n---  \nrest', '--- \ntitle: A\n---  '],
    ['---\n---\n', '---\n---'],
  ])('finds it in %j', (text, expected) => {
    const span = findFrontMatter(text);
    expect(span && text.slice(span.start, span.end)).toBe(expected);
  });

  it.each([
    '',
    '---',
    '---\n',
    '---\ntitle: A\n',
    '# A\n\n---\n\nb\n\n---\n',
    '----\na\n---\n',
    ` ---\na\n---\n`,
    `---\n${'a\n'.repeat(20_000)}---\n`,
  ])('finds none in %j', (text) => {
    expect(findFrontMatter(text)).toBeNull();
  });
});

describe('frontMatterValue', () => {
  it.each([
    ['---\ntitle: Changelog\n---\n', 'Changelog'],
    ['---\r\nlayout: page\r\ntitle: "What is new"\r\n---\r\n', 'What is new'],
    ['---\ntitle:\n---\n', null],
    ['---\nsubtitle: A\n---\n', null],
  ])('reads the title of %j', (text, expected) => {
    const span = findFrontMatter(text);
    expect(span && frontMatterValue(text, span, 'title')).toBe(expected);
  });
});
