import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { releaseAt } from '../support/release-at.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/several-titles',
  severity: 'warning',
  scope: 'format',
  summary: 'The file has more than one heading of level 1.',
  why: `A changelog opens with one \`# Changelog\` heading (Keep a Changelog 2.0.0, “What goes at the top of the file?”), and its
releases are headings of level 2. A second heading of level 1 ends the changelog as far as outlines and tools can tell: they
find no release below it. Lower it to the level that it was meant to have, or move what it heads to a file of its own.`,
  check({ changelog, text }, report) {
    const { title, titles } = changelog;
    if (!title || titles.length === 1) return;
    const found: Found[] = [];
    for (const heading of titles) {
      // A category at this level is a category at the wrong level, which is told by itself.
      const sections = releaseAt(changelog, heading.start)?.sections ?? [];
      if (heading === title || sections.some((each) => each.heading === heading && each.category)) continue;
      found.push({ span: heading.text, written: text.slice(heading.text.start, heading.text.end) });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected heading “${shorten(state.one.written)}” of level 1, expected the title alone at that level${andOthers(state)}`,
  examples: [
    {
      bad: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n# ⟦Old releases⟧\n\n## [1.0.0] - 2017-07-17\n',
      good: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n## [1.0.0] - 2017-07-17\n',
      message: 'Unexpected heading “Old releases” of level 1, expected the title alone at that level',
    },
  ],
});
