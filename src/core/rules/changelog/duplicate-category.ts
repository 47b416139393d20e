import { plainHeading } from '../../changelog/category-reader.ts';
import type { Release, Section } from '../../changelog/model.ts';
import { foldTerm } from '../../changelog/vocabulary.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherUnusualHeadings } from '../support/category-headings.ts';
import { mergeSections } from '../support/merge-sections.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface State {
  readonly first: Section;
  readonly second: Section;
}

export default defineRule<State>({
  id: 'changelog/duplicate-category',
  severity: 'warning',
  scope: 'format',
  summary: 'A category stands twice in a release.',
  why: `Keep a Changelog 2.0.0: “The same types of changes should be grouped” (“Guiding principles”). A second \`### Fixed\` is
mostly what a merge left: git's union merge keeps the headings of both sides. Readers take the first one for all there is, and
tools keep the last. Move the entries together, each once. Groups (packages, components) may have the same categories each.`,
  check(context, report) {
    const { changelog, index } = context;
    for (const release of index.once(gatherUnusualReleases, changelog).contents) {
      if (!mayHaveDuplicates(release.sections)) continue;
      for (const state of findDuplicates(context, release)) report(state.second.heading.text, state);
    }
  },
  message: ({ first, second }) =>
    `Unexpected second “${shorten(second.name)}” in ${second.release.label}, expected its entries under the one in line ${first.heading.line + 1}`,
  fixes: [
    {
      safety: 'safe',
      title: ({ second }) => `Merge the two “${shorten(second.name)}”`,
      edits: ({ first, second }, { changelog }) => mergeSections(changelog, first, second),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- One.\n\n### Added\n\n- Two.\n\n### ⟦Fixed⟧\n\n- Three.\n\n[1.0.0]: https://example.com\n',
      good: '## [1.0.0]\n\n### Fixed\n\n- One.\n- Three.\n\n### Added\n\n- Two.\n\n[1.0.0]: https://example.com\n',
      message: 'Unexpected second “Fixed” in 1.0.0, expected its entries under the one in line 3',
    },
    {
      bad: '## [1.0.0]\n### Fixed\n- One.\n### ⟦FIXED⟧\n* Three.\n\n  More of it.\n## [0.9.0]\n### Added\n- Four.\n',
      good: '## [1.0.0]\n### Fixed\n- One.\n* Three.\n\n  More of it.\n## [0.9.0]\n### Added\n- Four.\n',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n### ⟦Fixed⟧\n\nText.\n\n### core\n\n#### Fixed\n\n- One.\n\n### web\n\n#### Fixed\n\n- Two.\n',
      good: '## [1.0.0]\n\n### Fixed\n\nText.\n\n### core\n\n#### Fixed\n\n- One.\n\n### web\n\n#### Fixed\n\n- Two.\n',
    },
  ],
});

/** Releases of more categories than the standard has are looked at in any case. */
const FEW = 8;

/** Nearly every release has few categories and none twice: comparing them is cheaper than a table of them. */
function mayHaveDuplicates(sections: readonly Section[]): boolean {
  if (sections.length > FEW) return true;
  for (let i = 1; i < sections.length; i++) {
    const { name, category } = sections[i] as Section;
    for (let j = 0; j < i; j++) {
      const other = sections[j] as Section;
      if (other.category === null || category === null ? isSameName(other.name, name) : other.category === category) {
        return true;
      }
    }
  }
  return false;
}

function isSameName(a: string, b: string): boolean {
  return a === b || foldTerm(plainHeading(a)) === foldTerm(plainHeading(b));
}

/** The sections that repeat one before them in the same group or chapter. Linear in the number of sections. */
function findDuplicates(context: RuleContext, { sections }: Release): readonly State[] {
  const found: State[] = [];
  const seen = new Map<string, Section>();
  // The chapter is the last heading that names no category and stands above the categories below it.
  let chapter: Section | null = null;
  for (const second of sections) {
    if (chapter && second.heading.level <= chapter.heading.level) chapter = null;
    const scope = `${second.group?.start ?? ''}/${chapter?.start ?? ''}/`;
    const key = scope + nameOf(context, second);
    const first = seen.get(key);
    if (first) found.push({ first, second });
    else seen.set(key, second);
    if (second.category === null) chapter = second;
  }
  return found;
}

/** What makes two headings the same category. An alias is reported as such first, and is the same once it is renamed. */
function nameOf(context: RuleContext, { name, category }: Section): string {
  if (name === category) return category;
  const unusual = context.index.once(gatherUnusualByName, context).get(name);
  return unusual?.reading && !unusual.reading.alias ? unusual.reading.category : `"${foldTerm(plainHeading(name))}`;
}

function gatherUnusualByName(context: RuleContext) {
  return new Map(context.index.once(gatherUnusualHeadings, context).map((each) => [each.name, each]));
}
