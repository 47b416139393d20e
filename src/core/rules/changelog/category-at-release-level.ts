import type { Section } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherCategoryLevel, hasInnerHeading, toLevel } from '../support/heading-level.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly section: Section;
  readonly expected: number;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/category-at-release-level',
  severity: 'warning',
  scope: 'format',
  summary: 'A category stands at the level of the releases.',
  why: `\`## Added\` beside \`## [1.0.0]\` is a section of its own: in the outline its entries belong to no release, and tools
that cut the notes of a release at the next heading of its level lose them. Keep a Changelog 2.0.0 puts the types of changes
one level below their version (“How do I make a good changelog?”): \`### Added\`.`,
  check(context, report) {
    const found: Found[] = [];
    const { changelog, index } = context;
    for (const { heading: above, sections } of index.once(gatherUnusualReleases, changelog).contents) {
      for (const section of sections) {
        if (section.category === null || section.heading.level > above.level) continue;
        const expected = Math.max(index.once(gatherCategoryLevel, context), above.level + 1);
        found.push({ span: section.heading.text, section, expected });
      }
    }
    reportRepeated(found, report);
  },
  message: (state) => {
    const { section, expected } = state.one;
    return `Unexpected level ${section.heading.level} of the category “${shorten(section.name)}”, expected level ${expected} below its release${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'safe',
      title: ({ one }) => `Move the category to level ${one.expected}`,
      edits: ({ all }, context) =>
        toEdits(
          all.filter(({ section }) => !hasInnerHeading(section)),
          context,
        ),
    },
    {
      safety: 'unsafe',
      title: ({ one }) => `Move the category to level ${one.expected}, and leave the headings below it`,
      edits: ({ all }, context) => (all.some(({ section }) => hasInnerHeading(section)) ? toEdits(all, context) : null),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n## ⟦Added⟧\n\n- One.\n\n### Fixed\n\n- Two.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### Fixed\n\n- Two.\n',
      message: 'Unexpected level 2 of the category “Added”, expected level 3 below its release',
    },
    {
      bad: '## [1.0.0]\n\n⟦Added⟧\n---\n\n- One.\n\n# Notes #\n',
      good: '## [1.0.0]\n\n### Added\n\n- One.\n\n# Notes #\n',
    },
  ],
});

function toEdits(found: readonly Found[], { text }: RuleContext) {
  const edits = found.flatMap(({ section, expected }) => toLevel(text, section.heading, expected) ?? []);
  return edits.length > 0 ? edits : null;
}
