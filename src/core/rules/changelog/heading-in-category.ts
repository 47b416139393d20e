import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { HEADING_HABIT } from '../support/category-headings.ts';
import { sectionAt } from '../support/release-at.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly name: string;
  readonly section: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/heading-in-category',
  severity: 'hint',
  scope: 'format',
  summary: 'A category has headings of its own.',
  why: `In Keep a Changelog 2.0.0 a type of change holds a list of changes and nothing else (“How do I make a good
changelog?”). Headings inside it are read by no tool, and make short lists look like chapters. Name the component in front of
the entry instead, or give each component a changelog of its own.`,
  check({ changelog, index, text }, report) {
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).contents) {
      for (const { start, text: words } of release.innerHeadings) {
        const section = sectionAt(release, start);
        if (section?.category && section.kind === 'change') {
          found.push({ span: words, name: text.slice(words.start, words.end), section: section.name });
        }
      }
    }
    reportRepeated(found, report, HEADING_HABIT);
  },
  message: (state) =>
    `Unexpected heading “${shorten(state.one.name)}” in “${shorten(state.one.section)}”, expected entries${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n#### ⟦Parser⟧\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- Parser: one.\n',
      message: 'Unexpected heading “Parser” in “Added”, expected entries',
    },
  ],
});
