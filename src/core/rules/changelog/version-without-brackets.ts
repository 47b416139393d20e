import { gatherDefinitions } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { isEscaped } from '../support/bracket-edits.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/version-without-brackets',
  severity: 'warning',
  scope: 'format',
  summary: 'A version has a link definition, but its heading has no brackets that refer to it.',
  why: `“The square brackets around \`[1.0.0]\` make it a Markdown reference link” (Keep a Changelog 2.0.0, “Structuring a release”).
The file defines where the version leads to, and without the brackets nothing leads there.`,
  check({ changelog, index, text }, report) {
    if (changelog.definitions.length === 0) return;
    const definitions = index.once(gatherDefinitions, changelog);
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).headings) {
      const { form, label, labelSpan } = release;
      if (form.bracketed || !definitions.has(foldLabel(label)) || isEscaped(text, release)) continue;
      found.push({ span: labelSpan, label });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Expected “[${state.one.label}]” in brackets, since the file defines a link for it${andOthers(state)}`,
  fixes: [
    {
      safety: 'safe',
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
      bad: '## ⟦1.0.0⟧ - 2017-07-17\n\n### Added\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Expected “[1.0.0]” in brackets, since the file defines a link for it',
    },
    {
      bad: '## ⟦unreleased⟧\n\n[Unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n',
      good: '## [unreleased]\n\n[Unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n',
    },
  ],
});
