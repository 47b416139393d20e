import { describe, expect, it } from 'vitest';
import { parseChangelog } from '../../../src/core/changelog/parse.ts';
import { gatherUnusualReleases } from '../../../src/core/rules/support/unusual-releases.ts';

const USUAL = '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### Fixed\n\n- Two.\n';

describe('gatherUnusualReleases', () => {
  it.each<[string, string, { headings: boolean; contents: boolean }]>([
    ['the standard’s own form', USUAL, { headings: false, contents: false }],
    ['a yanked release', USUAL.replace('17\n', '17 [YANKED]\n'), { headings: true, contents: false }],
    ['a release without date', USUAL.replace(' - 2017-07-17', ''), { headings: true, contents: false }],
    ['a day that does not exist', USUAL.replace('07-17', '02-30'), { headings: true, contents: false }],
    ['a version without brackets', USUAL.replace('[1.0.0]', '1.0.0'), { headings: true, contents: false }],
    ['a prefix', USUAL.replace('[1', '[v1'), { headings: true, contents: false }],
    ['what is unreleased', USUAL.replace('[1.0.0] - 2017-07-17', '[Unreleased]'), { headings: true, contents: false }],
    ['another separator', USUAL.replace(' - ', ' – '), { headings: true, contents: false }],
    ['a summary', USUAL.replace('### Added', 'Words.\n\n### Added'), { headings: false, contents: true }],
    ['entries before the first category', USUAL.replace('### A', '- Z.\n\n### A'), { headings: false, contents: true }],
    ['no category', '## [1.0.0] - 2017-07-17\n\n- One.\n', { headings: false, contents: true }],
    ['a category in other words', USUAL.replace('Fixed', 'Bug Fixes'), { headings: false, contents: true }],
    ['a category in another case', USUAL.replace('Fixed', 'FIXED'), { headings: false, contents: true }],
    ['a category of another language', USUAL.replace('Fixed', 'Behoben'), { headings: false, contents: true }],
    ['no category’s name', USUAL.replace('Fixed', 'Notes'), { headings: false, contents: true }],
    ['a category twice', USUAL.replace('Fixed', 'Added'), { headings: false, contents: true }],
    ['a category too deep', USUAL.replace('### Fixed', '#### Fixed'), { headings: false, contents: true }],
    ['a category without entries', USUAL.replace('- Two.\n', ''), { headings: false, contents: true }],
    ['words above the entries', USUAL.replace('- Two.', 'Words:\n\n- Two.'), { headings: false, contents: true }],
    ['a heading inside a category', `${USUAL}\n#### Part\n`, { headings: false, contents: true }],
    ['a title below the heading', USUAL.replace('### A', '## Title\n\n### A'), { headings: false, contents: true }],
  ])('%s', (_what, text, expected) => {
    const { headings, contents } = gatherUnusualReleases(parseChangelog(text));
    const isThere = (releases: readonly { readonly index: number }[]): boolean =>
      releases.some(({ index }) => index === 0);
    expect({ headings: isThere(headings), contents: isThere(contents) }).toEqual(expected);
  });

  it('holds a level that is not that of the others against the heading', () => {
    const text = `${USUAL}\n# [0.9.0] - 2017-07-16\n\n## Added\n\n- One.\n\n${USUAL.replace('1.0.0', '0.8.0')}`;
    const { headings } = gatherUnusualReleases(parseChangelog(text));
    expect(headings.map(({ label }) => label)).toEqual(['0.9.0']);
  });
});
