import { isBreakingHeading } from '../../changelog/breaking.ts';
import type { Entry } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherMarkedEntries } from '../support/breaking-entries.ts';
import { moveEntry } from '../support/move-entry.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly entry: Entry;
  readonly section: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/breaking-marker-outside-section',
  severity: 'info',
  scope: 'format',
  summary: 'A breaking change is marked where the policy wants a section for it.',
  why: `The policy asks for breaking changes in a section of their own (\`changelog.breaking\`: \`section\`), so that whoever upgrades
reads them in one place. Keep a Changelog 2.0.0 itself marks them inside their type of change; with the policy's default,
\`marker\`, this rule reports nothing.`,
  check(context, report) {
    if (context.policy.changelog.breaking !== 'section') return;
    const section = sectionName(context);
    const found: Found[] = [];
    for (const { entry, marker } of context.index.once(gatherMarkedEntries, context)) {
      if (!entry.section || isBreakingHeading(entry.section.name)) continue;
      found.push({ span: { start: marker.start, end: marker.end }, entry, section });
    }
    reportRepeated(found, report);
  },
  message: (state) => `Unexpected breaking marker, expected the entry under “${state.one.section}”${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one }) => `Move the entry to “${one.section}”`,
      edits: ({ one, all }, context) => {
        if (all.length > 1) return null;
        const { span, entry, section } = one;
        const isWhole = span.start === entry.contentStart;
        const behind = /^[ \t]*(?:[-–—:][ \t]+)?/.exec(context.text.slice(span.end, span.end + 20))?.[0].length ?? 0;
        const unmarked = { start: span.start, end: span.end + behind, text: '' };
        return moveEntry(context, entry, ({ name }) => isBreakingHeading(name), section, isWhole ? unmarked : null);
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Changed\n\n- One.\n- ⟦**Breaking:**⟧ The command needs a file.\n\n### Breaking Changes\n\n- Two.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Changed\n\n- One.\n\n### Breaking Changes\n\n- Two.\n- The command needs a file.\n',
      message: 'Unexpected breaking marker, expected the entry under “Breaking Changes”',
      policy: { changelog: { breaking: 'section' } },
    },
    {
      bad: '## [1.0.0]\n\n### Changed\n\n- One.\n- ⟦**Breaking:**⟧ The command needs a file.\n',
      good: '## [1.0.0]\n\n### Breaking Changes\n\n- The command needs a file.\n\n### Changed\n\n- One.\n',
      policy: { changelog: { breaking: 'section' } },
    },
  ],
});

/** What the policy calls the section, or what everybody does. */
function sectionName({ policy }: RuleContext): string {
  return policy.changelog.categories.find(({ name }) => isBreakingHeading(name))?.name ?? 'Breaking Changes';
}
