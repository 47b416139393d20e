import type { Changelog, Section } from '../../changelog/model.ts';
import { Char } from '../../markdown/characters.ts';
import type { Edit } from '../../text/edit.ts';
import { lineText, type Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { HEADING_HABIT } from '../support/category-headings.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { contentOf } from '../support/section-content.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly section: Section;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/empty-category',
  severity: 'info',
  scope: 'format',
  summary: 'A category of a release has no entries.',
  why: `An empty heading tells the reader nothing, and is often what a template or an unfinished edit left. Keep a Changelog
2.0.0 groups the changes that there are (“Guiding principles”): leave out the types that there are none of. Under Unreleased
empty categories are accepted, since they show where to write. Many are reported once.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const { unreleased, sections } of index.once(gatherUnusualReleases, changelog).contents) {
      if (unreleased) continue;
      for (const [i, section] of sections.entries()) {
        if (!section.hasEntries && isEmpty(changelog, section, sections[i + 1])) {
          found.push({ span: section.heading.text, section });
        }
      }
    }
    reportRepeated(found, report, HEADING_HABIT);
  },
  message: (state) => {
    const { name, release } = state.one.section;
    return `Unexpected empty category “${shorten(name)}” in ${release.label}, expected entries${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'safe',
      title: ({ all }) => (all.length > 1 ? `Delete ${all.length} empty categories` : 'Delete the empty category'),
      edits: ({ all }, { changelog }) => all.map(({ section }) => withoutHeading(changelog, section)),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n\n### ⟦Fixed⟧\n\n## [0.1.0] - 2017-07-01\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n\n## [0.1.0] - 2017-07-01\n',
      message: 'Unexpected empty category “Fixed” in 1.0.0, expected entries',
    },
    {
      bad: '## [1.0.0]\n### Fixed\n- One.\n### ⟦Added⟧\n\n[1.0.0]: https://example.com\n',
      good: '## [1.0.0]\n### Fixed\n- One.\n\n[1.0.0]: https://example.com\n',
    },
    {
      bad: '## [Unreleased]\n\n### Added\n\n## [1.0.0]\n\n⟦Added⟧\n---\n\n<!-- none -->\n\n### Fixed\n\n- One.\n',
      good: '## [Unreleased]\n\n### Added\n\n## [1.0.0]\n\n<!-- none -->\n\n### Fixed\n\n- One.\n',
    },
  ],
});

/** A heading that is no category, right above deeper ones, is their chapter. */
function isEmpty(changelog: Changelog, section: Section, next: Section | undefined): boolean {
  if (section.category === null && next && next.heading.level > section.heading.level) return false;
  return contentOf(changelog, section) === null;
}

/**
 * Deletes the heading and the blank lines behind it, so that what follows moves up to where it stood. Where no blank line is
 * in front, one is kept for whatever cannot stand right below a line of text: a definition, an underlined heading.
 */
function withoutHeading({ source, blocks: { table } }: Changelog, { heading }: Section): Edit {
  const start = Math.max(source.lineStarts[heading.line] as number, source.contentStart);
  const next = heading.block + 1;
  const line = next < table.count ? (table.line[next] as number) : source.lineCount;
  const end = line < source.lineCount ? (source.lineStarts[line] as number) : source.text.length;
  const blankBefore = heading.line === 0 || lineText(source, heading.line - 1).trim() === '';
  const opensItself = next >= table.count || source.text.charCodeAt(table.start[next] as number) === Char.NumberSign;
  return { start, end, text: blankBefore || opensItself ? '' : source.eol };
}
