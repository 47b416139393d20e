import type { Section } from '../../changelog/model.ts';
import { isNothing } from '../../changelog/nothing.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { isReleased } from '../support/is-released.ts';
import { mergeRemovals, removeSection } from '../support/removals.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { contentOf } from '../support/section-content.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly section: Section;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/nothing-entry',
  severity: 'info',
  scope: 'format',
  summary: 'A category of a release says that there is nothing in it.',
  why: `“Nothing”, “None” and “N/A” under a type of change are read as a change by every tool, and tell a reader what leaving
out the heading tells as well: Keep a Changelog 2.0.0 groups the changes that there are (“Guiding principles”). In categories
that the policy calls notes (\`kind: "note"\`), and under Unreleased, such a line is accepted.`,
  check(context, report) {
    reportRepeated(find(context), report);
  },
  message: (state) => {
    const { name, release } = state.one.section;
    return `Unexpected category “${shorten(name)}” with nothing in it in ${release.label}, expected none${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? 'Delete the categories with nothing in them' : 'Delete the category'),
      edits: ({ all }, { changelog }) => mergeRemovals(all.map(({ section }) => removeSection(changelog, section))),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### Removed\n\n- ⟦Nothing.⟧\n\n### Fixed\n\n- Two.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### Fixed\n\n- Two.\n',
      message: 'Unexpected category “Removed” with nothing in it in 1.0.0, expected none',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- Two.\n\n### Migration\n\nNone\n\n### Security\n\n⟦_None_⟧\n',
      good: '## [1.0.0]\n\n### Fixed\n\n- Two.\n\n### Migration\n\nNone\n',
      policy: {
        changelog: {
          categories: [
            { name: 'Fixed', aliases: [], bump: 'patch', kind: 'change' },
            { name: 'Security', aliases: [], bump: 'patch', kind: 'change' },
            { name: 'Migration', aliases: [], bump: 'none', kind: 'note' },
          ],
        },
      },
    },
  ],
});

/** No phrase for "nothing" is longer, its emphasis and full stop included. */
const LONGEST = 40;

function find({ changelog, index, text }: RuleContext): readonly Found[] {
  const found: Found[] = [];
  const add = (section: Section | null, span: Span): void => {
    if (!section?.category || section.kind === 'note' || !isReleased(section.release)) return;
    if (isNothing(text.slice(span.start, span.end))) found.push({ span, section });
  };
  const table = index.once(gatherEntries, changelog);
  for (let i = 0; i < table.count; i++) {
    const start = table.contentStart[i] as number;
    const end = table.end[i] as number;
    if (end - start > LONGEST || !isNothing(text.slice(start, end))) continue;
    const { section } = table.entryOf(i);
    if (section?.entries.length !== 1) continue;
    const content = contentOf(changelog, section);
    if (content?.start === table.start[i] && content?.end === end) add(section, { start, end });
  }
  for (const { sections } of index.once(gatherUnusualReleases, changelog).contents) {
    for (const section of sections) {
      const content = section.hasEntries ? null : contentOf(changelog, section);
      if (content) add(section, content);
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}
