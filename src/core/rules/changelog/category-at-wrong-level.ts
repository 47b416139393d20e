import type { Release, Section } from '../../changelog/model.ts';
import type { Heading } from '../../markdown/blocks.ts';
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
  id: 'changelog/category-at-wrong-level',
  severity: 'info',
  scope: 'format',
  summary: 'A category is at another heading level than the other categories.',
  why: `Keep a Changelog 2.0.0 has two levels of headings: releases, and one below them the types of changes. A category that
stands deeper belongs to the category above it in the outline, and tools that read \`###\` miss it. A title heading
between a release and its categories, or headings that group them by package, move them one level down and are accepted; the
policy's \`changelog.categoryLevel\` settles it for all.`,
  check(context, report) {
    const found: Found[] = [];
    const { changelog, index } = context;
    // One level below its release is right wherever no policy says otherwise.
    const isFree = context.policy.changelog.categoryLevel === 'auto';
    for (const release of isFree ? index.once(gatherUnusualReleases, changelog).contents : changelog.releases) {
      for (const [i, section] of release.sections.entries()) {
        if (section.category === null || section.heading.level <= release.heading.level) continue;
        const expected = expectedLevel(context, release, i);
        if (expected !== section.heading.level) found.push({ span: section.heading.text, section, expected });
      }
    }
    reportRepeated(found, report);
  },
  message: (state) => {
    const { section, expected } = state.one;
    return `Unexpected level ${section.heading.level} of the category “${shorten(section.name)}”, expected level ${expected}${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'safe',
      title: ({ one }) => `Move the category to level ${one.expected}`,
      edits: ({ all }, { text }) => {
        const movable = all.filter(({ section }) => !hasInnerHeading(section));
        const edits = movable.flatMap(({ section, expected }) => toLevel(text, section.heading, expected) ?? []);
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n#### ⟦Fixed⟧\n\n- Two.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### Fixed\n\n- Two.\n',
      message: 'Unexpected level 4 of the category “Fixed”, expected level 3',
    },
    {
      bad: '## [1.1.0]\n\n### The second\n\n#### Added\n\n- One.\n\n## [1.0.0]\n\n### Added\n\n- Two.\n\n##### ⟦Fixed⟧ #####\n\n- Three.\n',
      good: '## [1.1.0]\n\n### The second\n\n#### Added\n\n- One.\n\n## [1.0.0]\n\n### Added\n\n- Two.\n\n### Fixed ###\n\n- Three.\n',
    },
    {
      bad: '## [1.0.0]\n\n### ⟦Added⟧\n\n- One.\n',
      good: '## [1.0.0]\n\n#### Added\n\n- One.\n',
      policy: { changelog: { categoryLevel: 4 } },
    },
  ],
});

function expectedLevel(context: RuleContext, release: Release, i: number): number {
  const usual = context.index.once(gatherCategoryLevel, context);
  const { level } = (release.sections[i] as Section).heading;
  if (context.policy.changelog.categoryLevel !== 'auto' || level === usual) return usual;
  const above = headingAbove(release, i);
  // One level below whatever it belongs to is right, whatever the other releases do.
  if (above === null) return level === release.heading.level + 1 ? level : Math.max(usual, release.heading.level + 1);
  return Math.min(level, above.level + 1);
}

/** The heading that a category belongs to where that is not the release's own: its group, the title, or a chapter. */
function headingAbove({ sections, titleHeading }: Release, i: number): Heading | null {
  const { heading, group } = sections[i] as Section;
  for (let before = i - 1; before >= 0; before--) {
    const other = sections[before] as Section;
    if (other.group !== group || other.heading.level >= heading.level) continue;
    if (other.category === null) return other.heading;
    break;
  }
  return group ?? titleHeading;
}
