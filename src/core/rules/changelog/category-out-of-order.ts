import type { Release, Section } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { contentOf } from '../support/section-content.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly section: Section;
  /** The category before which it belongs. */
  readonly before: Section;
  /** The sections of its release or group that have an order. */
  readonly sections: readonly Section[];
}

export default defineRule<State>({
  id: 'changelog/category-out-of-order',
  severity: 'off',
  scope: 'format',
  summary: 'Categories do not stand in the usual order.',
  why: `Keep a Changelog 2.0.0 lists its types as Added, Changed, Deprecated, Removed, Fixed, Security (“Types of changes”)
and asks for no order; some teams want the same one everywhere. The order is that of the policy's \`changelog.categories\`.
Headings that are no categories keep their place among the others.`,
  check(context, report) {
    const rank = new Map(context.policy.changelog.categories.map(({ name }, i) => [name, i]));
    for (const release of context.changelog.releases) {
      if (release.sections.length < 2) continue;
      for (const sections of runsOf(release)) {
        const misplaced = findMisplaced(sections, rank);
        if (misplaced) report(misplaced.section.heading.text, misplaced);
      }
    }
  },
  message: ({ section, before }) =>
    `Unexpected “${shorten(section.name)}” after “${shorten(before.name)}”, expected it before`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Put the categories in order',
      edits: ({ sections }, context) => [toOrder(sections, context)],
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- One.\n\n### ⟦Added⟧\n\n- Two.\n\n### Changed\n\n- Three.\n\n[1.0.0]: https://example.com\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- Two.\n\n### Changed\n\n- Three.\n\n### Fixed\n\n- One.\n\n[1.0.0]: https://example.com\n',
      message: 'Unexpected “Added” after “Fixed”, expected it before',
    },
    {
      bad: '## [1.0.0]\n### Fixed\n- One.\n### ⟦Added⟧\n- Two.\n### Notes\n- Three.\n### Changed\n- Four.\n## [0.9.0]\n',
      good: '## [1.0.0]\n### Added\n- Two.\n### Fixed\n- One.\n### Notes\n- Three.\n### Changed\n- Four.\n## [0.9.0]\n',
    },
  ],
});

/** The categories that follow each other in one group: only these can change places without leaving anything behind. */
function* runsOf({ sections }: Release): Generator<readonly Section[]> {
  let run: Section[] = [];
  for (const section of sections) {
    const last = run.at(-1);
    const continues = last && last.group === section.group && last.heading.level === section.heading.level;
    if (section.category !== null && (continues || run.length === 0)) run.push(section);
    else {
      if (run.length > 1) yield run;
      run = section.category === null ? [] : [section];
    }
  }
  if (run.length > 1) yield run;
}

function findMisplaced(sections: readonly Section[], rank: ReadonlyMap<string, number>): State | null {
  for (const [i, section] of sections.entries()) {
    const before = sections[i - 1];
    if (before && rankOf(section, rank) < rankOf(before, rank)) return { section, before, sections };
  }
  return null;
}

function rankOf({ category }: Section, rank: ReadonlyMap<string, number>): number {
  return rank.get(category as string) ?? rank.size;
}

/** The sections in order, each with its own text; what parts them stays where it stood. */
function toOrder(
  sections: readonly Section[],
  { changelog, policy, text }: RuleContext,
): Span & { readonly text: string } {
  const rank = new Map(policy.changelog.categories.map(({ name }, i) => [name, i]));
  const bodies = sections.map(({ start, end }) => text.slice(start, end));
  const last = bodies.length - 1;
  // Definitions and comments behind the last category belong to the release.
  bodies[last] = (bodies[last] as string).slice(0, ownLength(sections[last] as Section, changelog));
  const parts = bodies.map((body) => body.trimEnd());
  const separators = bodies.map((body, i) => body.slice((parts[i] as string).length));
  const order = sections
    .map((_, i) => i)
    .sort((a, b) => rankOf(sections[a] as Section, rank) - rankOf(sections[b] as Section, rank));
  const [first] = sections as readonly [Section];
  return {
    start: first.start,
    end: (sections[last] as Section).start + (bodies[last] as string).length,
    text: order.map((from, to) => (parts[from] as string) + (separators[to] as string)).join(''),
  };
}

function ownLength(section: Section, changelog: RuleContext['changelog']): number {
  const content = contentOf(changelog, section);
  return (content ? content.end : section.heading.end) - section.start;
}
