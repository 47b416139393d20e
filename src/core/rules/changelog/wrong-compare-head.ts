import { defineRule } from '../rule.ts';
import { type CompareVerdict, gatherCompareVerdicts } from '../support/compare-verdicts.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { shorten } from '../support/shorten.ts';
import { urlEdit, urlPart } from '../support/url-edit.ts';

export default defineRule<CompareVerdict>({
  id: 'changelog/wrong-compare-head',
  severity: 'warning',
  scope: 'format',
  summary: 'The link of a version compares up to another one.',
  why: `Each version points to a comparison of the one before it with itself, and \`[Unreleased]\` to one with \`HEAD\` (Keep a Changelog
2.0.0, “Structuring a release”). A link that ends at another version, or still at \`HEAD\` after the release, shows changes that
are not those of the section. At release time, rename \`[Unreleased]\` in both the heading and its link.`,
  check(context, report) {
    for (const verdict of context.index.once(gatherCompareVerdicts, context)) {
      const { linked, link, head, reversed } = verdict;
      if (head !== null) report(urlPart(linked, link.head), verdict);
      else if (reversed) {
        const start = Math.min(link.base.start, link.head.start);
        report(urlPart(linked, { start, end: Math.max(link.base.end, link.head.end) }), verdict);
      }
    }
  },
  message: ({ linked: { release }, link, head, reversed }) =>
    reversed
      ? `Unexpected order of the versions in the link of ${shorten(release.label)}, expected the older one first`
      : `Unexpected end “${shorten(link.head.text)}” of the comparison for ${shorten(release.label)}, expected “${shorten(head ?? '')}”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ head, reversed }) => (reversed ? 'Swap the versions' : `Compare up to “${shorten(head ?? '')}”`),
      edits: ({ linked, link, head, base, reversed }) => {
        const [start, end] = reversed ? [link.head.text, link.base.text] : [base, head];
        return [
          ...(start === null ? [] : urlEdit(linked, link.base, start)),
          ...(end === null ? [] : urlEdit(linked, link.head, end)),
        ];
      },
    },
    repairLinksFix(),
  ],
  examples: [
    {
      bad: '## [1.1.0] - 2017-07-18\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...⟦HEAD⟧\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.1.0] - 2017-07-18\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected end “HEAD” of the comparison for 1.1.0, expected “v1.1.0”',
    },
    {
      bad: '## [Unreleased]\n\n### Added\n\n## [1.0.0]\n\n[Unreleased]: https://github.com/o/r/compare/v0.9.0...⟦v1.0.0⟧\n',
      good: '## [Unreleased]\n\n### Added\n\n## [1.0.0]\n\n[Unreleased]: https://github.com/o/r/compare/v0.9.0...HEAD\n',
    },
    {
      bad: '## [1.1.0]\n\n### Added\n\n[1.1.0]: https://gitlab.com/o/r/-/compare/⟦v1.1.0...v1.0.0⟧\n',
      good: '## [1.1.0]\n\n### Added\n\n[1.1.0]: https://gitlab.com/o/r/-/compare/v1.0.0...v1.1.0\n',
      message: 'Unexpected order of the versions in the link of 1.1.0, expected the older one first',
    },
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/p@1.1.0...⟦main⟧\n[1.0.0]: https://github.com/o/r/releases/tag/p@1.0.0\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/p@1.0.0...p@1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/p@1.0.0\n',
    },
  ],
});
