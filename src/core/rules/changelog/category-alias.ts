import type { Section } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { categoryIn, gatherUnusualHeadings, HEADING_HABIT } from '../support/category-headings.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
  readonly expected: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/category-alias',
  severity: 'info',
  scope: 'format',
  summary: 'A category goes by another name than the standard’s.',
  why: `“Bug Fixes”, “New” and “Improved” are other words for types that Keep a Changelog 2.0.0 already has (“Types of
changes”): Fixed, Added and Changed. Readers who know the six find their way in every changelog, and so do tools. The policy
can add categories, or other names that are taken for one.`,
  check(context, report) {
    const aliases = context.index.once(gatherUnusualHeadings, context).filter(({ reading }) => reading?.alias);
    const isHabit = aliases.reduce((count, { sections }) => count + sections.length, 0) > HEADING_HABIT;
    for (const { name, reading, sections } of aliases) {
      if (!reading) continue;
      const expected = categoryIn(context.changelog, reading.category);
      const toFound = ({ heading }: Section): Found => ({ span: heading.text, written: name, expected });
      reportRepeated(sections.map(toFound), report, isHabit ? 1 : undefined);
    }
  },
  message: (state) =>
    `Unexpected category “${shorten(state.one.written)}”, expected “${state.one.expected}”${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one }) => `Write “${one.expected}”`,
      edits: ({ all }) => all.map(({ span, expected }) => ({ ...span, text: expected })),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### ⟦Bug Fixes⟧\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- One.\n',
      message: 'Unexpected category “Bug Fixes”, expected “Fixed”',
    },
    {
      bad: '## [1.0.0]\n\n### Hinzugefügt\n\n- Eins.\n\n### Geändert\n\n- Zwei.\n\n### ⟦Bug Fixes⟧\n\n- Drei.\n',
      good: '## [1.0.0]\n\n### Hinzugefügt\n\n- Eins.\n\n### Geändert\n\n- Zwei.\n\n### Behoben\n\n- Drei.\n',
    },
  ],
});
