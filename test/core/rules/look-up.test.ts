import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Changelog, parseChangelog } from '../../../src/core/index.ts';
import { blockAt } from '../../../src/core/rules/support/block-at.ts';
import { entryAt, gatherEntries } from '../../../src/core/rules/support/entry-table.ts';
import { hasHeadingBetween } from '../../../src/core/rules/support/headings-between.ts';
import { gatherProse } from '../../../src/core/rules/support/prose.ts';
import { releaseAt, sectionAt } from '../../../src/core/rules/support/release-at.ts';
import { toTextIndex } from '../../../src/core/rules/text-index.ts';

/** Texts made of the pieces of changelogs, so that most of them have releases, categories and entries. */
const changelogs = fc
  .array(
    fc.constantFrom(
      '# Changelog\n\n',
      '## [Unreleased]\n\n',
      '## [1.0.0] - 2017-07-17\n\n',
      '### Added\n\n',
      '### Fixed\n\n',
      '#### Inner\n\n',
      '- one\n',
      '- two\n  more\n',
      '  - nested\n',
      '\n',
      'text `code` text\n\n',
      '```\n- no entry\n```\n\n',
      '> quoted\n\n',
      '[1.0.0]: https://a.b\n',
    ),
    { maxLength: 30 },
  )
  .map((pieces) => parseChangelog(pieces.join('')));

/** Every offset of a text, and the one behind it. */
function offsets({ source: { text } }: Changelog): number[] {
  return Array.from({ length: text.length + 1 }, (_, offset) => offset);
}

describe('looking up what stands at an offset', () => {
  it('finds what walking over all of it finds', () => {
    fc.assert(
      fc.property(changelogs, (changelog) => {
        const { releases, blocks } = changelog;
        const entries = releases.flatMap(({ looseEntries, sections }) => [
          ...looseEntries,
          ...sections.flatMap((section) => section.entries),
        ]);
        const table = gatherEntries(changelog);
        expect(table.count).toBe(entries.length);
        for (const offset of offsets(changelog)) {
          const holds = ({ start, end }: { start: number; end: number }): boolean => start <= offset && offset < end;
          const release = releases.find(holds) ?? null;
          expect(releaseAt(changelog, offset)).toBe(release);
          if (release) expect(sectionAt(release, offset)).toBe(release.sections.find(holds) ?? null);
          expect(entryAt(table, offset)).toBe(entries.find(holds) ?? null);
          let innermost = -1;
          for (let i = 0; i < blocks.table.count; i++) {
            if (holds({ start: blocks.table.start[i] as number, end: blocks.table.end[i] as number })) innermost = i;
          }
          expect(blockAt(blocks.table, offset)).toBe(innermost);
        }
        const { headings } = blocks;
        for (const from of [0, 10, 20]) {
          const between = headings.some(({ start }) => start > from && start < from + 30);
          expect(hasHeadingBetween(headings, from, from + 30)).toBe(between);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells prose from code', () => {
    const text = 'a `b` <!-- c --> d\n\n```\ne\n```\n\n    f\n\n# g `h`\n';
    const { holds, isCode } = gatherProse(parseChangelog(text));
    const letters = [...'abcdefgh'].map((letter) => [
      letter,
      holds(text.indexOf(letter)),
      isCode(text.indexOf(letter)),
    ]);
    expect(letters).toEqual([
      ['a', true, false],
      ['b', false, true],
      ['c', false, false],
      ['d', true, false],
      ['e', false, true],
      ['f', false, true],
      ['g', true, false],
      ['h', false, true],
    ]);
  });
});

describe('the index of a text', () => {
  it('finds every occurrence, whatever the length of the needle', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 9 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 60 }), word, (text, needle) => {
        const expected: number[] = [];
        if (needle !== '') {
          for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) expected.push(at);
        }
        const index = toTextIndex(text);
        expect(index.find(needle)).toEqual(expected);
        expect(index.has(needle)).toBe(expected.length > 0);
      }),
    );
  });

  it('gathers once, and once more for another text', () => {
    let count = 0;
    const gather = (text: string): number => text.length + count++;
    const index = toTextIndex('one');
    expect([index.once(gather, 'one'), index.once(gather, 'one')]).toEqual([3, 3]);
    expect(toTextIndex('three').once(gather, 'three')).toBe(6);
  });
});
