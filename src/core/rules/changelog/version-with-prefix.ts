import { gatherDefinitions } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import type { Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly release: Release;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/version-with-prefix',
  severity: 'hint',
  scope: 'format',
  summary: 'A version is written with a “v” in front of it.',
  why: `Keep a Changelog 2.0.0 (“Structuring a release”) writes \`## [1.0.0] - 2017-07-17\`: the version, and not its tag. “\`v1.2.3\`
is not a semantic version” (SemVer 2.0.0, FAQ); it is a common name for a tag, and stays in the link.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).headings) {
      if (release.form.prefix === 'v' || release.form.prefix === 'V') found.push({ span: release.labelSpan, release });
    }
    reportRepeated(found, report, 5);
  },
  message: (state) => {
    const { label } = state.one.release;
    return `Unexpected version “${label}”, expected “${label.slice(1)}” without the prefix of its tag${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length === 1 ? 'Remove the “v”' : `Remove the “v” from ${all.length} versions`),
      edits: ({ all }, context) => {
        const edits = all.flatMap(({ release }) => withoutPrefix(release, context) ?? []);
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '## [⟦v1.0.0⟧] - 2017-07-17\n\n### Added\n\n- One.\n\n[v1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected version “v1.0.0”, expected “1.0.0” without the prefix of its tag',
    },
    { bad: '## ⟦v1.0.0⟧ (2017-07-17)\n\n### Added\n', good: '## 1.0.0 (2017-07-17)\n\n### Added\n' },
  ],
});

/** Renames the definition along with the heading; null where something else refers to it by its name. */
function withoutPrefix(release: Release, { changelog, index }: RuleContext): readonly Edit[] | null {
  const { start } = release.labelSpan;
  const heading = { start, end: start + 1, text: '' };
  const definition = release.form.bracketed
    ? index.once(gatherDefinitions, changelog).get(foldLabel(release.label))
    : null;
  if (!definition) return [heading];
  const uses = index.find(`[${release.label}]`);
  const { start: label } = definition.label;
  if (uses.some((at) => at + 1 !== start && at + 1 !== label)) return null;
  return [heading, { start: label, end: label + 1, text: '' }];
}
