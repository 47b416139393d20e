import type { Entry, Release } from '../../changelog/model.ts';
import { lineAt, lineEnd, type Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { categoryIn } from '../support/category-headings.ts';
import { gatherCategoryLevel } from '../support/heading-level.ts';
import { andOthers, FEW, type Repeated, reportRepeated } from '../support/repeated.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly entries: readonly Entry[];
  /** The type that the first entry speaks of. */
  readonly category: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/entry-outside-category',
  severity: 'info',
  scope: 'format',
  summary: 'Entries of a release stand in no category.',
  why: `Keep a Changelog 2.0.0: “The same types of changes should be grouped” (“Guiding principles”). Put each entry under the
type that it is: what was added, changed, deprecated, removed or fixed, and what matters for security. A list that belongs to
the summary of a release, below a paragraph that leads up to it, is accepted.`,
  check({ changelog, index, text }, report) {
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).contents) {
      const [first] = release.looseEntries;
      if (!first || isSummary(release, text)) continue;
      const span = { start: first.start, end: lineEnd(changelog.source, lineAt(changelog.source, first.start)) };
      const category = categoryIn(changelog, guessCategory(text, first));
      found.push({ span, label: release.label, entries: release.looseEntries, category });
    }
    reportRepeated(found, report, FEW);
  },
  message: (state) => {
    const { label, entries } = state.one;
    const what = entries.length === 1 ? '1 entry' : `${entries.length} entries`;
    return `Unexpected ${what} of ${label} in no category, expected a type of change above${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one, all }) =>
        all.length > 1 ? 'Put a type of change above each list' : `Put “${one.category}” above`,
      edits: ({ all }, context) =>
        all.map((found) => {
          const [first] = found.entries as readonly [Entry];
          const { source } = context.changelog;
          const at = source.lineStarts[first.line] as number;
          return { start: at, end: at, text: headingText(context, found) };
        }),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n⟦- Add one.⟧\n- Fix two.\n\n### Fixed\n\n- Three.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- Add one.\n- Fix two.\n\n### Fixed\n\n- Three.\n',
      message: 'Unexpected 2 entries of 1.0.0 in no category, expected a type of change above',
    },
    {
      bad: '## [1.1.0]\n\nThe highlights:\n\n- Much of it.\n\n### Fixed\n\n- One.\n\n## [1.0.0]\n\n⟦- First release.⟧\n',
      good: '## [1.1.0]\n\nThe highlights:\n\n- Much of it.\n\n### Fixed\n\n- One.\n\n## [1.0.0]\n\n### Changed\n\n- First release.\n',
    },
  ],
});

/** A list below the first paragraph of a release with categories, or one that a paragraph leads up to with a colon. */
function isSummary({ summary, sections, looseEntries }: Release, text: string): boolean {
  if (summary === null || summary.start > (looseEntries[0] as Entry).start) return false;
  return sections.length > 0 || /[:：]$/.test(text.slice(summary.start, (looseEntries[0] as Entry).start).trimEnd());
}

const VERBS: readonly (readonly [string, RegExp])[] = [
  ['Added', /^(?:add|new|introduc|support|implement)/i],
  ['Fixed', /^(?:fix|correct|resolve|bug)/i],
  ['Removed', /^(?:remov|delet|drop)/i],
  ['Deprecated', /^deprecat/i],
  ['Security', /^(?:security|cve)/i],
];

/** The type that an entry's first word speaks of; Changed holds everything. */
function guessCategory(text: string, { contentStart }: Entry): string {
  const words = text.slice(contentStart, contentStart + 20);
  return VERBS.find(([, verb]) => verb.test(words))?.[0] ?? 'Changed';
}

function headingText(context: RuleContext, { category }: Found): string {
  const { eol } = context.changelog.source;
  return `${'#'.repeat(context.index.once(gatherCategoryLevel, context))} ${category}${eol}${eol}`;
}
