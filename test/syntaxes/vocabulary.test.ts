import { describe, expect, it } from 'vitest';
import { toCategoryReader } from '../../src/core/changelog/category-reader.ts';
import { readReleaseHeading } from '../../src/core/changelog/release-heading.ts';
import { STANDARD_CATEGORIES } from '../../src/core/changelog/terms.ts';
import { VOCABULARIES } from '../../src/core/changelog/vocabularies.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/default-policy.ts';
import { RELEASE_HEADINGS } from './cases.ts';
import { loadMarkdown, ownScopes, tokenize } from './tokenizer.ts';

const grammar = await loadMarkdown(true);
const readCategory = toCategoryReader(DEFAULT_POLICY.changelog.categories);
const CATEGORY = 'markup.heading.category.';

/** The texts with a scope that starts so. */
const textsWith = (document: string, scope: string): string[] =>
  tokenize(grammar, document)
    .filter((token) => ownScopes(token).some((each) => each.startsWith(scope)))
    .map((token) => token.text);

const categoryOf = (heading: string): string | undefined =>
  tokenize(grammar, `# Changelog\n\n### ${heading}`)
    .flatMap(ownScopes)
    .find((scope) => scope.startsWith(CATEGORY))
    ?.slice(CATEGORY.length);

describe.each(VOCABULARIES)('the words of $language', ({ title, unreleased, categories }) => {
  it.each(title)('opens a changelog with the title %s', (word) => {
    expect(textsWith(`# ${word}\n\n- #1`, 'variable.other.issue')).toEqual(['#1']);
  });

  it.each(unreleased)('paints the unreleased section %s', (word) => {
    expect(textsWith(`## [${word}]\n\n## ${word}`, 'constant.language.unreleased')).toEqual([word, word]);
  });

  it.each(STANDARD_CATEGORIES.flatMap((category) => categories[category]))(
    'paints %s as the parser reads it',
    (word) => {
      expect(categoryOf(word)).toBe(readCategory(word)?.category.toLowerCase());
    },
  );
});

it.each(DEFAULT_POLICY.changelog.categories.flatMap((category) => category.aliases))('paints the alias %s', (alias) => {
  expect(categoryOf(alias)).toBe(readCategory(alias)?.category.toLowerCase());
});

it.each(RELEASE_HEADINGS)('%s: paints the label and the date that the parser reads', (_title, document) => {
  const line = document.split('\n').at(-1) as string;
  const start = /^#+\s+/.exec(line)?.[0].length ?? 0;
  const end = line.replace(/\s+#+$/, '').length;
  const reading = readReleaseHeading(line, { start, end });
  const label = [
    ...textsWith(document, 'constant.numeric.version'),
    ...textsWith(document, 'constant.language.unreleased'),
  ];
  expect(label).toEqual([reading?.label]);
  expect(textsWith(document, 'constant.numeric.date')).toEqual(reading?.dateText === null ? [] : [reading?.dateText]);
  expect(textsWith(document, 'markup.deleted.yanked')).toHaveLength(reading?.yanked ? 1 : 0);
});
