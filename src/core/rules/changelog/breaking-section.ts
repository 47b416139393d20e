import { BREAKING_MARKER, findBreakingMarker, isBreakingHeading } from '../../changelog/breaking.ts';
import type { Section } from '../../changelog/model.ts';
import { isNothing } from '../../changelog/nothing.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { categoryIn, gatherUnusualHeadings, HEADING_HABIT } from '../support/category-headings.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { standardOf } from '../support/standard.ts';

interface Found {
  readonly span: Span;
  readonly section: Section;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/breaking-section',
  severity: 'info',
  scope: 'format',
  summary: 'Breaking changes have a section of their own.',
  why: `Keep a Changelog 2.0.0 has no type for breaking changes: a change that breaks something is still a change or a removal, and
is marked with \`**Breaking:**\` there. A section of its own takes it away from where readers look for it, and makes two places
for every change. Teams that want such a section say so in the policy (\`changelog.breaking\`: \`section\` or \`either\`).`,
  check(context, report) {
    if (context.policy.changelog.breaking !== 'marker' || standardOf(context) !== '2.0.0') return;
    const allowed = context.policy.changelog.categories.map(({ name }) => name);
    for (const { name, reading, sections } of context.index.once(gatherUnusualHeadings, context)) {
      if (!isBreakingHeading(name) || (reading && allowed.includes(reading.category))) continue;
      const found = sections.filter((section) => hasChanges(section, context.text));
      reportRepeated(
        found.map((section): Found => ({ span: section.heading.text, section })),
        report,
        HEADING_HABIT,
      );
    }
  },
  message: (state) =>
    `Unexpected section “${shorten(state.one.section.name)}”, expected “${BREAKING_MARKER}” on its entries under Changed or Removed${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => `Mark the entries with “${BREAKING_MARKER}” under Changed`,
      edits: ({ all }, context) => {
        const edits = all.flatMap(({ section }) => toMarkers(section, context));
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### ⟦Breaking Changes⟧\n\n- The command needs a file.\n- **Breaking:** One.\n\n### Fixed\n\n- Two.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Changed\n\n- **Breaking:** The command needs a file.\n- **Breaking:** One.\n\n### Fixed\n\n- Two.\n',
      message:
        'Unexpected section “Breaking Changes”, expected “**Breaking:**” on its entries under Changed or Removed',
    },
  ],
});

/** "None" under such a heading is a statement of the template and breaks nothing. */
function hasChanges({ entries }: Section, text: string): boolean {
  return entries.some(({ contentStart, end }) => !isNothing(text.slice(contentStart, end)));
}

/** Renames the heading, and puts the marker on every entry that has none. */
function toMarkers({ heading, entries }: Section, { changelog, text }: RuleContext): readonly Edit[] {
  const renamed: Edit = { ...heading.text, text: categoryIn(changelog, 'Changed') };
  const marked = entries
    .filter((entry) => findBreakingMarker(text, entry) === null)
    .map(({ contentStart }): Edit => ({ start: contentStart, end: contentStart, text: `${BREAKING_MARKER} ` }));
  return [renamed, ...marked];
}
