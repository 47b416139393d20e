import { gatherDefinitions, gatherLinks } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import { proposeLink } from '../../changelog/links/propose-link.ts';
import type { Release } from '../../changelog/model.ts';
import { gatherVersionOrders } from '../../changelog/version-order.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isEscaped } from '../support/bracket-edits.ts';
import { insertDefinition } from '../support/insert-definition.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly release: Release;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/unlinked-version',
  severity: 'hint',
  scope: 'format',
  summary: 'A version is no link.',
  why: `“Make versions and sections linkable” (Keep a Changelog 2.0.0, “Guiding principles”): the brackets of \`## [1.0.0]\` make the
version a link, and a definition at the end of the file points it to a comparison with the version before it. Where other
versions are linked, the fix adds both in their shape.`,
  check({ changelog, index, text }, report) {
    const definitions = index.once(gatherDefinitions, changelog);
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).headings) {
      const { form, unreleased, label, labelSpan } = release;
      // `<a href="…">1.0.0</a>` is a link as well.
      if (text[labelSpan.start - 1] === '>') continue;
      if (unreleased || form.bracketed || isEscaped(text, release) || definitions.has(foldLabel(label))) continue;
      found.push({ span: labelSpan, release });
    }
    reportRepeated(found, report, 1);
  },
  message: (state) =>
    `Expected a link for the version, as in “[${shorten(state.one.release.label)}]”${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length === 1 ? 'Link the version' : `Link ${all.length} versions`),
      edits: ({ all }, context) => {
        const edits = all.flatMap((found) => link(found, context) ?? []);
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '## ⟦1.1.0⟧ - 2017-07-18\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.1.0] - 2017-07-18\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Expected a link for the version, as in “[1.1.0]”',
    },
    {
      bad: '## ⟦1.2.0⟧ - 2017-07-19\n\n### Added\n\n## 1.1.0 - 2017-07-18\n\n## [1.0.0]\n\n[1.0.0]: https://gitlab.com/o/r/-/tags/1.0.0\n',
      good: '## [1.2.0] - 2017-07-19\n\n### Added\n\n## [1.1.0] - 2017-07-18\n\n## [1.0.0]\n\n[1.2.0]: https://gitlab.com/o/r/-/compare/1.1.0...1.2.0\n[1.1.0]: https://gitlab.com/o/r/-/compare/1.0.0...1.1.0\n[1.0.0]: https://gitlab.com/o/r/-/tags/1.0.0\n',
      message: 'Expected a link for the version, as in “[1.2.0]” (and in 1 other place)',
    },
  ],
});

/** Null where no other link tells where this one leads: brackets without a definition would be shown as they are. */
function link({ span, release }: Found, { changelog, index }: RuleContext): readonly Edit[] | null {
  const links = index.once(gatherLinks, changelog);
  if (!links.some((each) => each.link)) return null;
  const url = proposeLink(links, release.index, index.once(gatherVersionOrders, changelog));
  if (url === null) return null;
  return [
    { start: span.start, end: span.start, text: '[' },
    { start: span.end, end: span.end, text: ']' },
    insertDefinition(changelog, links, release.index, release.label, url),
  ];
}
