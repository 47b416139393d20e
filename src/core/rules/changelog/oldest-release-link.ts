import { componentOf } from '../../changelog/component.ts';
import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { printTagUrl } from '../../changelog/links/host.ts';
import { readRef } from '../../changelog/links/ref.ts';
import type { CompareLink } from '../../changelog/links/release-link.ts';
import { gatherVersionOrders } from '../../changelog/version-order.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly linked: LinkedRelease;
  readonly link: CompareLink;
}

export default defineRule<State>({
  id: 'changelog/oldest-release-link',
  severity: 'hint',
  scope: 'format',
  summary: 'The oldest version links to a comparison that starts at no version.',
  why: `“The oldest version links to its tag, since there is nothing earlier to compare it with” (Keep a Changelog 2.0.0, “Structuring
a release”). A comparison with a version that the file does not list is fine.`,
  check({ changelog, index }, report) {
    const linked = index.once(gatherLinks, changelog).findLast(({ release }) => release.version);
    const link = linked?.link;
    if (!linked || link?.kind !== 'compare' || link.base.text === '' || readRef(link.base.text)) return;
    const order = index.once(gatherVersionOrders, changelog).get(componentOf(linked.release));
    if (order?.sorted[0] === linked.release) report(linked.urlSpan as Span, { linked, link });
  },
  message: ({ linked: { release }, link }) =>
    `Unexpected comparison with “${shorten(link.base.text)}” for the oldest version, expected a link to the tag of ${shorten(release.label)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Link to the tag',
      edits: ({ linked: { urlSpan }, link }) =>
        urlSpan && link.head.text !== ''
          ? [{ ...urlSpan, text: printTagUrl(link.host, link.repository, link.head.text) }]
          : null,
    },
    repairLinksFix(),
  ],
  examples: [
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: ⟦https://github.com/o/r/compare/1a2b3c4d...v1.0.0⟧\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected comparison with “1a2b3c4d” for the oldest version, expected a link to the tag of 1.0.0',
    },
  ],
});
