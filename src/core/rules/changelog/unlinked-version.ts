import { gatherDefinitions } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import type { Release } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { isEscaped } from '../support/bracket-edits.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/unlinked-version',
  severity: 'hint',
  scope: 'format',
  summary: 'A version is no link.',
  why: `“Make versions and sections linkable” (Keep a Changelog 2.0.0, “Guiding principles”): the brackets of \`## [1.0.0]\` make the
version a link, and a definition at the end of the file points it to a comparison with the version before it.`,
  check({ changelog, index, text }, report) {
    const definitions = index.once(gatherDefinitions, changelog);
    const isUnlinked = (release: Release): boolean =>
      !release.unreleased &&
      !release.form.bracketed &&
      !isEscaped(text, release) &&
      !definitions.has(foldLabel(release.label));
    const found = changelog.releases
      .filter(isUnlinked)
      .map(({ labelSpan, label }): Found => ({ span: labelSpan, label }));
    reportRepeated(found, report, 1);
  },
  message: (state) => `Expected a link for the version, as in “[${state.one.label}]”${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length === 1 ? 'Put the version in brackets' : `Put ${all.length} versions in brackets`),
      edits: ({ all }) =>
        all.flatMap(({ span: { start, end } }) => [
          { start, end: start, text: '[' },
          { start: end, end, text: ']' },
        ]),
    },
  ],
  examples: [
    {
      bad: '## ⟦1.0.0⟧ - 2017-07-17\n\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
      message: 'Expected a link for the version, as in “[1.0.0]”',
    },
    {
      bad: '## ⟦1.1.0⟧ - 2017-07-18\n\n### Added\n\n## 1.0.0 - 2017-07-17\n',
      good: '## [1.1.0] - 2017-07-18\n\n### Added\n\n## [1.0.0] - 2017-07-17\n',
      message: 'Expected a link for the version, as in “[1.1.0]” (and in 1 other place)',
    },
  ],
});
