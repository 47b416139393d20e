import { componentOf } from '../../changelog/component.ts';
import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { findLinkPattern, tagOf } from '../../changelog/links/link-pattern.ts';
import { newestReleased } from '../../changelog/links/propose-link.ts';
import { endsInVersion, readRef } from '../../changelog/links/ref.ts';
import type { CompareLink } from '../../changelog/links/release-link.ts';
import { componentOfBase, unreleasedComponent } from '../../changelog/links/unreleased-component.ts';
import { gatherVersionOrders, newestRelease, type VersionedRelease } from '../../changelog/version-order.ts';
import { compareVersions } from '../../version/version.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { prefixOf } from '../support/link-refs.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { shorten } from '../support/shorten.ts';
import { urlEdit, urlPart } from '../support/url-edit.ts';

interface State {
  readonly linked: LinkedRelease;
  readonly link: CompareLink;
  readonly expected: string;
}

export default defineRule<State>({
  id: 'changelog/wrong-unreleased-base',
  severity: 'warning',
  scope: 'format',
  summary: 'The link of the unreleased section does not start at the newest release.',
  why: `“\`[Unreleased]\` compares the latest tag to \`HEAD\`, so it always shows what has accrued since the last release” (Keep a
Changelog 2.0.0, “Structuring a release”). A link that starts at an older version shows what was released already: it was
forgotten at the last release.`,
  check(context, report) {
    const { changelog, index } = context;
    for (const linked of index.once(gatherLinks, changelog)) {
      const { link, release } = linked;
      if (!release.unreleased || link?.kind !== 'compare' || link.base.text === '' || link.head.text === '') continue;
      const expected = findExpected(link, context);
      if (expected !== null) report(urlPart(linked, link.base), { linked, link, expected });
    }
  },
  message: ({ linked: { release }, link, expected }) =>
    `Unexpected start “${shorten(link.base.text)}” of the comparison for “${shorten(release.label)}”, expected the newest release, “${shorten(expected)}”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected }) => `Compare with “${shorten(expected)}”`,
      edits: ({ linked, link, expected }) => urlEdit(linked, link.base, expected),
    },
    repairLinksFix(),
  ],
  examples: [
    {
      bad: '## [Unreleased]\n\n## [1.1.0] - 2017-07-18\n\n### Added\n\n## [1.0.0]\n\n[Unreleased]: https://github.com/o/r/compare/⟦v1.0.0⟧...HEAD\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n',
      good: '## [Unreleased]\n\n## [1.1.0] - 2017-07-18\n\n### Added\n\n## [1.0.0]\n\n[Unreleased]: https://github.com/o/r/compare/v1.1.0...HEAD\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n',
      message: 'Unexpected start “v1.0.0” of the comparison for “Unreleased”, expected the newest release, “v1.1.0”',
    },
    {
      bad: '## [Unreleased]\n\n## [1.9.1]\n\n## [2.0.0]\n\n### Added\n\n## [1.9.0]\n\n[Unreleased]: https://github.com/o/r/compare/⟦1.9.0⟧...main\n',
      good: '## [Unreleased]\n\n## [1.9.1]\n\n## [2.0.0]\n\n### Added\n\n## [1.9.0]\n\n[Unreleased]: https://github.com/o/r/compare/1.9.1...main\n',
    },
  ],
});

/** The tag to start at; null where the link is right, or starts at what the file does not know. */
function findExpected(link: CompareLink, { changelog, index }: RuleContext): string | null {
  const { base } = link;
  const { releases } = changelog;
  const component = unreleasedComponent(link, releases);
  const top = newestReleased(releases.filter((each) => each.version !== null && componentOf(each) === component));
  if (!top || endsInVersion(base.text, top.version.raw)) return null;
  const written = readRef(base.text)?.version;
  const orders = index.once(gatherVersionOrders, changelog);
  const order = orders.get(component);
  if (!written || !order) return null;
  const highest = order.sorted.at(-1) as VersionedRelease;
  // Where a tag does not tell of which component it is, what is unreleased begins where any of them was released last.
  const possible = componentOfBase(link, releases) === null ? [...orders.values()] : [order];
  const accepted = [top, ...possible.flatMap((each) => [newestRelease(each) ?? top, each.sorted.at(-1) ?? top])];
  if (accepted.some(({ version }) => compareVersions(version, written) === 0)) return null;
  // A higher tag than any that is listed is a release whose section is missing, which is another matter.
  if (compareVersions(written, highest.version) > 0) return null;
  const links = index.once(gatherLinks, changelog);
  const pattern = findLinkPattern(links, top.index) ?? findLinkPattern(links, top.index - 1);
  const linked = links[top.index];
  return pattern && linked ? tagOf(linked, pattern) : `${prefixOf(base.text) ?? ''}${top.version.raw}`;
}
