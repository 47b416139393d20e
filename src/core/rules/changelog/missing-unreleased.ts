import { gatherDefinitions, gatherLinks } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import { compareWithHeadUrl, findLinkPattern, tagOf } from '../../changelog/links/link-pattern.ts';
import { isPending } from '../../changelog/links/propose-link.ts';
import type { Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherStrays } from '../support/stray-kind.ts';

interface State {
  readonly top: Release;
  readonly word: string;
}

export default defineRule<State>({
  id: 'changelog/missing-unreleased',
  severity: 'info',
  scope: 'format',
  summary: 'The file has no unreleased section.',
  why: `“Keep an \`Unreleased\` section at the top to collect upcoming changes. It shows readers what to expect, and at release time
you move its contents into a new version” (Keep a Changelog 2.0.0, “Structuring a release”). It may be empty. A version at the
top whose date is still to come takes its place.`,
  check({ changelog, index }, report) {
    const { releases, vocabulary } = changelog;
    const top = releases[0];
    if (!top || releases.some(({ unreleased }) => unreleased) || isPending(top)) return;
    const named = index.once(gatherStrays, changelog).some(({ kind }) => /-unreleased$/.test(kind.kind));
    if (!named) report(top.labelSpan, { top, word: vocabulary.unreleased[0] ?? 'Unreleased' });
  },
  message: ({ top, word }) => `Expected a section “${word}” above ${top.label} for upcoming changes`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ word }) => `Insert the section “${word}”`,
      edits: ({ top, word }, context) => {
        const { eol } = context.changelog.source;
        const name = top.form.bracketed && !top.form.inlineUrl ? `[${word}]` : word;
        const heading = `${'#'.repeat(top.heading.level)} ${name}${eol}${eol}`;
        return [{ start: top.start, end: top.start, text: heading }, ...definitionEdit(top, word, context)];
      },
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [⟦1.0.0⟧] - 2017-07-17\n\n### Added\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n[Unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Expected a section “Unreleased” above 1.0.0 for upcoming changes',
    },
    {
      bad: '# Changelog\n\n## ⟦1.0.0⟧ - 2017-07-17\n\n### Added\n\n- One.\n',
      good: '# Changelog\n\n## Unreleased\n\n## 1.0.0 - 2017-07-17\n\n### Added\n\n- One.\n',
    },
    {
      bad: '# Änderungen\n\n## [⟦1.0.0⟧] - 2017-07-17\n\n### Behoben\n\n- Eins.\n',
      good: '# Änderungen\n\n## [Unveröffentlicht]\n\n## [1.0.0] - 2017-07-17\n\n### Behoben\n\n- Eins.\n',
    },
  ],
});

/** The definition above that of the newest version, where the links there tell what it has to be. */
function definitionEdit(top: Release, word: string, { changelog, index }: RuleContext): readonly Edit[] {
  if (index.once(gatherDefinitions, changelog).has(foldLabel(word))) return [];
  const links = index.once(gatherLinks, changelog);
  const newest = links[top.index];
  const pattern = findLinkPattern(links, top.index - 1);
  if (!newest?.definition || newest.definition.parent !== -1 || !pattern || !top.version) return [];
  const { start } = newest.definition;
  const url = compareWithHeadUrl(pattern, tagOf(newest, pattern));
  return [{ start, end: start, text: `[${word}]: ${url}${changelog.source.eol}` }];
}
