import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { proposeLink } from '../../changelog/links/propose-link.ts';
import { gatherVersionOrders } from '../../changelog/version-order.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { insertDefinition } from '../support/insert-definition.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly linked: LinkedRelease;
}

/** Each definition is made by the links around it, so that very many at once take long. */
const MOST = 1000;

export default defineRule<Repeated<Found>>({
  id: 'changelog/missing-link-definition',
  severity: 'warning',
  scope: 'format',
  summary: 'A version in brackets has no link definition.',
  why: `“The square brackets around \`[1.0.0]\` make it a Markdown reference link. Resolve it once at the bottom of the file, pointing
each version to a comparison with the one before it” (Keep a Changelog 2.0.0, “Structuring a release”). Without a definition the
brackets are shown as they are. A file that links none of its versions is reported once.`,
  check({ changelog, index }, report) {
    const links = index.once(gatherLinks, changelog);
    const found: Found[] = [];
    // Before the first release there is nothing that Unreleased could be compared with.
    const hasReleases = links.some(({ release }) => release.version);
    for (const linked of links) {
      if (linked.reference !== null && !linked.definition && hasReleases)
        found.push({ span: linked.release.labelSpan, linked });
    }
    const isLinked = links.some(({ definition }) => definition);
    reportRepeated(found, report, isLinked ? undefined : 1);
  },
  message: (state) => {
    const reference = shorten(state.one.linked.reference ?? '');
    return `Expected a link definition “[${reference}]: …” at the end of the file${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) =>
        all.length === 1 ? 'Add the link definition' : `Add ${Math.min(all.length, MOST)} link definitions`,
      edits: ({ all }, context) => {
        const edits = all.slice(0, MOST).flatMap(({ linked }) => definitionFor(linked, context) ?? []);
        return edits.length > 0 ? edits : null;
      },
    },
    repairLinksFix(),
  ],
  examples: [
    {
      bad: '## [⟦1.1.0⟧] - 2017-07-18\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.1.0] - 2017-07-18\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Expected a link definition “[1.1.0]: …” at the end of the file',
    },
    {
      bad: '## [⟦Unreleased⟧]\n\n### Added\n\n- One.\n\n## [1.0.0]\n\n[1.0.0]: https://gitlab.com/o/r/-/tags/1.0.0\n',
      good: '## [Unreleased]\n\n### Added\n\n- One.\n\n## [1.0.0]\n\n[Unreleased]: https://gitlab.com/o/r/-/compare/1.0.0...HEAD\n[1.0.0]: https://gitlab.com/o/r/-/tags/1.0.0\n',
    },
    {
      bad: '## [1.1.0]\n\n### Added\n\n- One.\n\n## [⟦1.0.0⟧]\n\n[1.1.0]: https://github.com/o/r/compare/p@1.0.0...p@1.1.0\n',
      good: '## [1.1.0]\n\n### Added\n\n- One.\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/p@1.0.0...p@1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/p@1.0.0\n',
    },
    {
      bad: '## [`⟦1.1.0⟧`][1.1.0]\n\n### Added\n\n- One.\n\n## [`1.0.0`][1.0.0]\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [`1.1.0`][1.1.0]\n\n### Added\n\n- One.\n\n## [`1.0.0`][1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
    },
  ],
});

function definitionFor({ release, reference }: LinkedRelease, { changelog, index }: RuleContext): Edit | null {
  const links = index.once(gatherLinks, changelog);
  if (!links.some(({ link }) => link)) return null;
  const url = proposeLink(links, release.index, index.once(gatherVersionOrders, changelog));
  return url === null || reference === null ? null : insertDefinition(changelog, links, release.index, reference, url);
}
