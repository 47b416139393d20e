import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { readRef } from '../../changelog/links/ref.ts';
import type { TagLink } from '../../changelog/links/release-link.ts';
import type { Span } from '../../text/source.ts';
import { compareVersions, type Version } from '../../version/version.ts';
import { defineRule } from '../rule.ts';
import { isOwnVersion, prefixOf } from '../support/link-refs.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { urlEdit, urlPart } from '../support/url-edit.ts';

interface Found {
  readonly span: Span;
  readonly linked: LinkedRelease;
  readonly link: TagLink;
  readonly expected: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/link-to-other-version',
  severity: 'warning',
  scope: 'format',
  summary: 'A version links to the tag of another one.',
  why: `A version leads to its own tag or to a comparison that ends there (Keep a Changelog 2.0.0, “Structuring a release”). A link to
another version's tag was copied and not changed.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const linked of index.once(gatherLinks, changelog)) {
      const { link, release } = linked;
      if (link?.kind !== 'tag' || !release.version || isOwnVersion(link.tag.text, release.version)) continue;
      const ref = readRef(link.tag.text);
      if (!ref || compareVersions(ref.version, release.version) === 0) continue;
      if (isBranchOfLine(linked.url, link, ref.version, release.version)) continue;
      const expected = `${prefixOf(link.tag.text) ?? ''}${release.version.raw}`;
      found.push({ span: urlPart(linked, link.tag), linked, link, expected });
    }
    reportRepeated(found, report);
  },
  message: (state) => {
    const { linked, link, expected } = state.one;
    const place = `in the link of ${shorten(linked.release.label)}`;
    return `Unexpected tag “${shorten(link.tag.text)}” ${place}, expected “${shorten(expected)}”${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one, all }) => (all.length > 1 ? `Correct ${all.length} links` : `Link to “${shorten(one.expected)}”`),
      edits: ({ all }) => all.flatMap(({ linked, link, expected }) => urlEdit(linked, link.tag, expected)),
    },
    repairLinksFix(),
  ],
  examples: [
    {
      bad: '## [1.1.0]\n\n### Added\n\n[1.1.0]: https://github.com/o/r/releases/tag/⟦v1.0.0⟧\n',
      good: '## [1.1.0]\n\n### Added\n\n[1.1.0]: https://github.com/o/r/releases/tag/v1.1.0\n',
      message: 'Unexpected tag “v1.0.0” in the link of 1.1.0, expected “v1.1.0”',
    },
    {
      bad: '## [1.1.0](https://gitlab.com/o/r/-/tags/⟦pkg/v1.0.0⟧)\n\n### Added\n',
      good: '## [1.1.0](https://gitlab.com/o/r/-/tags/pkg/v1.1.0)\n\n### Added\n',
    },
    {
      bad: '## [1.1.0](https://github.com/o/r/tree/⟦v1.0.0⟧)\n\n### Added\n\n## [1.0.2](https://github.com/o/r/tree/release-1.0)\n',
      good: '## [1.1.0](https://github.com/o/r/tree/v1.1.0)\n\n### Added\n\n## [1.0.2](https://github.com/o/r/tree/release-1.0)\n',
    },
  ],
});

/** True for a link to the branch of the version's line, from which all its releases are made: `/tree/release-1.1` for 1.1.2. */
function isBranchOfLine(url: string, { tag }: TagLink, line: Version, own: Version): boolean {
  if (!/\/(?:tree|branch)\/$/.test(url.slice(0, tag.start)) || line.prerelease.length > 0) return false;
  return line.release.length < own.release.length && line.release.every((number, i) => number === own.release[i]);
}
