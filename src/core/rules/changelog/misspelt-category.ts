import type { Section } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherUnusualHeadings } from '../support/category-headings.ts';
import { misspeltCategory } from '../support/misspelt-category.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
  readonly meant: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/misspelt-category',
  severity: 'warning',
  scope: 'format',
  summary: 'A category is misspelt.',
  why: `A heading that differs from a category by a letter or two is a typing error: Keep a Changelog 2.0.0 (“Types of
changes”) has “Added” and no “Addded”. Its entries are found neither by readers who look for the category nor by tools.`,
  check(context, report) {
    for (const unusual of context.index.once(gatherUnusualHeadings, context)) {
      const meant = misspeltCategory(unusual, context);
      if (meant === null) continue;
      const toFound = ({ heading, name }: Section): Found => ({ span: heading.text, written: name, meant });
      reportRepeated(unusual.sections.map(toFound), report);
    }
  },
  message: (state) =>
    `Unexpected category “${shorten(state.one.written)}”, expected “${state.one.meant}”${andOthers(state)}`,
  fixes: [
    {
      safety: 'safe',
      title: ({ one }) => `Write “${one.meant}”`,
      edits: ({ all }) => all.map(({ span, meant }) => ({ ...span, text: meant })),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### ⟦Addded⟧\n\n- First release.\n\n### Fixed\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n\n### Fixed\n\n- One.\n',
      message: 'Unexpected category “Addded”, expected “Added”',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n- One.\n\n### ⟦Depracted:⟧\n\n- Two.\n',
      good: '## [1.0.0]\n\n### Added\n\n- One.\n\n### Deprecated\n\n- Two.\n',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n- One.\n\n### ⟦Fixd⟧\n\n- Two.\n',
      good: '## [1.0.0]\n\n### Added\n\n- One.\n\n### Fixed\n\n- Two.\n',
    },
  ],
});
