import { isBreakingHeading } from '../../changelog/breaking.ts';
import { plainHeading } from '../../changelog/category-reader.ts';
import type { Section } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import {
  allowedCategories,
  categoryIn,
  gatherUnusualHeadings,
  HEADING_HABIT,
  isUncategorized,
} from '../support/category-headings.ts';
import { misspeltCategory } from '../support/misspelt-category.ts';
import { andOthers, FEW, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
  readonly allowed: readonly string[];
  /** The type that such entries usually belong to, null where that depends on the entry. */
  readonly suggestion: string | null;
}

interface Several extends Repeated<Found> {
  /** The different names, where many are one finding. */
  readonly names?: readonly string[];
}

/** Headings for changes that are visible to readers only as a change of what exists. */
const USUALLY_CHANGED =
  /^(?:dependenc(?:y|ies)(?: updates?)?|deps|performance(?: improvements)?|perf|internals?|chores?|maintenance|refactor(?:ing|ed)?|compatibility|documentation|docs|packaging|build(?: system)?|ci|tests?|testing)$/i;

export default defineRule<Several>({
  id: 'changelog/unknown-category',
  severity: 'info',
  scope: 'format',
  summary: 'Entries stand under a heading that is none of the categories.',
  why: `Keep a Changelog 2.0.0 (“Types of changes”) has six types: Added, Changed, Deprecated, Removed, Fixed, Security. More
are possible, but it advises against them and names Dependencies, Known Issues, Performance and Internal as ones that are no
types: what matters to readers is an addition, a change, a fix. Headings over paragraphs are part of the release's summary
and are not judged. Many different ones are reported once. Categories that a team has agreed on belong into the policy (\`changelog.categories\`).`,
  check(context, report) {
    const groups = [...findUnknown(context)].filter((group) => group.length > 0);
    const places = groups.flat();
    // Where a file has many of its own, they are one finding.
    if (groups.length > FEW && places.length > HEADING_HABIT) {
      places.sort((a, b) => a.span.start - b.span.start);
      const names = groups.map(([first]) => (first as Found).written);
      report((places[0] as Found).span, { one: places[0] as Found, all: places, names });
    } else {
      for (const group of groups) reportRepeated(group, report, HEADING_HABIT);
    }
  },
  message: (state) => {
    const { written, allowed, suggestion } = state.one;
    if (state.names) {
      const shown = state.names
        .slice(0, FEW)
        .map((name) => `“${shorten(name)}”`)
        .join(', ');
      const more = `${state.names.length - FEW} more in ${state.all.length} places`;
      return `Unexpected categories ${shown} and ${more}, expected one of ${allowed.join(', ')}`;
    }
    const expected = suggestion === null ? `one of ${allowed.join(', ')}` : `a type of change such as “${suggestion}”`;
    return `Unexpected category “${shorten(written)}”, expected ${expected}${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one, all }) => `Write “${all.find(({ suggestion }) => suggestion)?.suggestion ?? one.suggestion}”`,
      edits: ({ all }) => {
        const edits = all.flatMap(({ span, suggestion }) =>
          suggestion === null ? [] : [{ ...span, text: suggestion }],
        );
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### ⟦Dependencies⟧\n\n- Update two.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### Changed\n\n- Update two.\n',
      message: 'Unexpected category “Dependencies”, expected a type of change such as “Changed”',
    },
    {
      bad: '## [1.0.0]\n\n### Highlights\n\nThe first release.\n\n### Added\n\n- One.\n\n### ⟦Internal⟧\n\n- Two.\n',
      good: '## [1.0.0]\n\n### Highlights\n\nThe first release.\n\n### Added\n\n- One.\n\n### Changed\n\n- Two.\n',
    },
  ],
});

/** Every unknown category with its places; headings that differ in versions and links only are one. */
function findUnknown(context: RuleContext): Iterable<Found[]> {
  const { changelog, policy, index } = context;
  const allowed = allowedCategories(changelog, policy);
  const byKey = new Map<string, Found[]>();
  for (const unusual of index.once(gatherUnusualHeadings, context)) {
    const { name, reading, sections } = unusual;
    if (reading || isUncategorized(name) || isBreakingHeading(name) || misspeltCategory(unusual, context)) continue;
    const changed = categoryIn(changelog, 'Changed');
    const suggestion = USUALLY_CHANGED.test(plainHeading(name)) && allowed.includes(changed) ? changed : null;
    const key = name.replace(/\(.*$/, '').replace(/\d+/g, '0').trim().toLowerCase();
    const found = byKey.get(key) ?? [];
    byKey.set(key, found);
    for (const section of sections) {
      if (isCategory(section, suggestion !== null))
        found.push({ span: section.heading.text, written: name, allowed, suggestion });
    }
  }
  return byKey.values();
}

/**
 * A heading over list items sorts changes; one over paragraphs is a chapter of the summary, and so is one that comes before
 * the first category, unless its words are those of a type of change. One above the releases is a chapter of the file.
 */
function isCategory({ entries, release, heading, group }: Section, soundsLikeType: boolean): boolean {
  // A package or component is no category, even where something is listed in front of its first one.
  if (entries.length === 0 || heading.level < release.heading.level || heading === group) return false;
  const first = release.sections.find(({ category }) => category !== null);
  return soundsLikeType || !first || first.heading.start < heading.start;
}
