import { gatherDefinitions } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import { isUpcomingName } from '../../changelog/upcoming-name.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface State {
  readonly span: Span;
  readonly label: string;
  readonly expected: string;
}

export default defineRule<State>({
  id: 'changelog/unreleased-under-another-name',
  severity: 'info',
  scope: 'format',
  summary: 'The section for upcoming changes is not called “Unreleased”.',
  why: `Keep a Changelog 2.0.0 (“Structuring a release”) collects upcoming changes under \`Unreleased\`. Under another name (“Next”,
“master”) other tools do not find it, and at release time its entries are not moved into the new version.`,
  check({ changelog, index }, report) {
    for (const { unreleased, label, labelSpan: span } of index.once(gatherUnusualReleases, changelog).headings) {
      if (!unreleased || !isUpcomingName(label)) continue;
      report(span, { span, label, expected: changelog.vocabulary.unreleased[0] ?? 'Unreleased' });
    }
  },
  message: ({ label, expected }) => `Unexpected heading “${label}”, expected “${expected}” for changes to come`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected }) => `Rename the section to “${expected}”`,
      edits: ({ span, label, expected }, { changelog, index }) => {
        const definition = index.once(gatherDefinitions, changelog).get(foldLabel(label));
        const renamed = { ...span, text: expected };
        return definition ? [renamed, { ...definition.label, text: expected }] : [renamed];
      },
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [⟦next⟧]\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n[next]: https://github.com/o/r/compare/v1.0.0...HEAD\n',
      good: '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n[Unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n',
      message: 'Unexpected heading “next”, expected “Unreleased” for changes to come',
    },
  ],
});
