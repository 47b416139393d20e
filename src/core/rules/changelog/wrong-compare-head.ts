import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { defaultHead } from '../../changelog/links/host.ts';
import { isPending } from '../../changelog/links/propose-link.ts';
import { isMovingRef, readRef } from '../../changelog/links/ref.ts';
import type { CompareLink } from '../../changelog/links/release-link.ts';
import { compareVersions } from '../../version/version.ts';
import { defineRule } from '../rule.ts';
import { isOwnVersion, isReversed, ownTag } from '../support/link-refs.ts';
import { shorten } from '../support/shorten.ts';
import { urlEdit, urlPart } from '../support/url-edit.ts';

interface State {
  readonly linked: LinkedRelease;
  readonly link: CompareLink;
  readonly expected: string;
  readonly reversed: boolean;
}

export default defineRule<State>({
  id: 'changelog/wrong-compare-head',
  severity: 'warning',
  scope: 'format',
  summary: 'The link of a version compares up to another one.',
  why: `Each version points to a comparison of the one before it with itself, and \`[Unreleased]\` to one with \`HEAD\` (Keep a Changelog
2.0.0, “Structuring a release”). A link that ends at another version, or still at \`HEAD\` after the release, shows changes that
are not those of the section. At release time, rename \`[Unreleased]\` in both the heading and its link.`,
  check({ changelog, index }, report) {
    for (const linked of index.once(gatherLinks, changelog)) {
      const { link, release } = linked;
      if (link?.kind !== 'compare' || link.head.text === '' || link.base.text === '') continue;
      if (release.unreleased ? readRef(link.head.text) === null : isRight(linked, link)) continue;
      const reversed = isReversed(linked, link);
      const expected = release.unreleased ? defaultHead(link.host) : ownTag(linked, link);
      const { head, base } = link;
      const span = reversed
        ? { start: Math.min(base.start, head.start), end: Math.max(base.end, head.end) }
        : { start: head.start, end: head.end };
      report(urlPart(linked, span), { linked, link, expected, reversed });
    }
  },
  message: ({ linked: { release }, link, expected, reversed }) =>
    reversed
      ? `Unexpected order of the versions in the link of ${shorten(release.label)}, expected the older one first`
      : `Unexpected end “${shorten(link.head.text)}” of the comparison for ${shorten(release.label)}, expected “${shorten(expected)}”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected, reversed }) => (reversed ? 'Swap the versions' : `Compare up to “${shorten(expected)}”`),
      edits: ({ linked, link, expected, reversed }) =>
        reversed
          ? [...urlEdit(linked, link.base, link.head.text), ...urlEdit(linked, link.head, link.base.text)]
          : urlEdit(linked, link.head, expected),
    },
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
      bad: '## [1.2.0](https://github.com/o/r/compare/p@1.1.0...⟦p@1.1.9⟧)\n\n### Added\n',
      good: '## [1.2.0](https://github.com/o/r/compare/p@1.1.0...p@1.2.0)\n\n### Added\n',
    },
  ],
});

/** Hashes and branches other than the default one are the author's business; a version to come may compare with `HEAD`. */
function isRight({ release }: LinkedRelease, { head }: CompareLink): boolean {
  if (!release.version || isOwnVersion(head.text, release.version)) return true;
  if (isMovingRef(head.text)) return isPending(release);
  const ref = readRef(head.text);
  return ref === null || compareVersions(ref.version, release.version) === 0;
}
