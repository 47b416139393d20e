import { componentOf } from '../../changelog/component.ts';
import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { predecessorsOf } from '../../changelog/links/predecessors.ts';
import { endsInVersion, readRef } from '../../changelog/links/ref.ts';
import type { CompareLink } from '../../changelog/links/release-link.ts';
import {
  gatherVersionOrders,
  isVersioned,
  lowerReleases,
  type VersionedRelease,
  type VersionOrder,
} from '../../changelog/version-order.ts';
import { compareVersions, type Version } from '../../version/version.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isReversed, prefixOf } from '../support/link-refs.ts';
import { shorten } from '../support/shorten.ts';
import { urlEdit, urlPart } from '../support/url-edit.ts';

interface State {
  readonly linked: LinkedRelease;
  readonly link: CompareLink;
  /** Null where no older release is listed. */
  readonly expected: string | null;
}

export default defineRule<State>({
  id: 'changelog/wrong-compare-base',
  severity: 'warning',
  scope: 'format',
  summary: 'The link of a version does not compare it with the one before it.',
  why: `“[…] pointing each version to a comparison with the one before it” (Keep a Changelog 2.0.0, “Structuring a release”). The one
before may be the release listed below, the next lower version, or the next lower one that is no pre-release or was out at that
time; yanked releases and tags that the file does not list may be skipped. A link that starts elsewhere shows changes of other
releases as well, or nothing.`,
  check(context, report) {
    const { changelog, index } = context;
    const links = index.once(gatherLinks, changelog);
    for (let i = 0; i < links.length; i++) {
      const linked = links[i] as LinkedRelease;
      const { link, release } = linked;
      if (link?.kind !== 'compare' || !isVersioned(release) || link.base.text === '' || link.head.text === '') continue;
      const below = links[i + 1]?.release.version;
      // Nearly every link starts at the release below, which takes no reading of the ref.
      if (below && endsInVersion(link.base.text, below.raw) && compareVersions(below, release.version) < 0) continue;
      const expected = findExpected(linked, link, release, context);
      if (expected !== undefined) report(urlPart(linked, link.base), { linked, link, expected });
    }
  },
  message: ({ linked: { release }, link, expected }) =>
    `Unexpected start “${shorten(link.base.text)}” of the comparison for ${shorten(release.label)}, expected ${
      expected === null ? 'an older version' : `“${shorten(expected)}”`
    }`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected }) => `Compare with “${shorten(expected ?? '')}”`,
      edits: ({ linked, link, expected }) => (expected === null ? null : urlEdit(linked, link.base, expected)),
    },
  ],
  examples: [
    {
      bad: '## [1.2.0]\n\n### Added\n\n## [1.1.0]\n\n## [1.0.0]\n\n[1.2.0]: https://github.com/o/r/compare/⟦v1.0.0⟧...v1.2.0\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.2.0]\n\n### Added\n\n## [1.1.0]\n\n## [1.0.0]\n\n[1.2.0]: https://github.com/o/r/compare/v1.1.0...v1.2.0\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected start “v1.0.0” of the comparison for 1.2.0, expected “v1.1.0”',
    },
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GT⟦v1.1.0⟧&targetVersion=GTv1.1.0\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GTv1.0.0&targetVersion=GTv1.1.0\n',
    },
  ],
});

/** The tag to compare with, null where there is none to name, undefined where the link is right or nobody can tell. */
function findExpected(
  linked: LinkedRelease,
  link: CompareLink,
  release: VersionedRelease,
  { changelog, index }: RuleContext,
): string | null | undefined {
  const base = readRef(link.base.text)?.version;
  const order = index.once(gatherVersionOrders, changelog).get(componentOf(release));
  if (!base || !order || isReversed(linked, link)) return undefined;
  const before = predecessorsOf(release, changelog.releases, order);
  const links = index.once(gatherLinks, changelog);
  if (compareVersions(base, release.version) < 0 && isAcceptable(base, release, before, links, order)) return undefined;
  const [first] = before;
  return first ? tagAs(first, links, link) : null;
}

/** True for a predecessor, for a tag between it and the release, and for the one behind releases that have no link. */
function isAcceptable(
  base: Version,
  release: VersionedRelease,
  before: readonly VersionedRelease[],
  links: readonly LinkedRelease[],
  order: VersionOrder,
): boolean {
  if (before.length === 0 || before.some(({ version }) => compareVersions(version, base) === 0)) return true;
  if (before.every(({ version }) => compareVersions(version, base) < 0)) return true;
  for (const lower of lowerReleases(order, release)) {
    const distance = compareVersions(lower.version, base);
    if (distance === 0) return true;
    // A release without a link of its own may never have been tagged.
    if (distance < 0 || links[lower.index]?.definition || lower.form.inlineUrl) return false;
  }
  return false;
}

/** The tag of a release as its own link writes it, else with the prefix of the link that is looked at. */
function tagAs(release: VersionedRelease, links: readonly LinkedRelease[], { head, base }: CompareLink): string {
  const own = links[release.index]?.link;
  const ref = own?.kind === 'compare' ? own.head.text : own?.tag.text;
  if (ref !== undefined && endsInVersion(ref, release.version.raw)) return ref;
  return `${prefixOf(head.text) ?? prefixOf(base.text) ?? ''}${release.version.raw}`;
}
