import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { readRef } from '../../changelog/links/ref.ts';
import type { TagLink } from '../../changelog/links/release-link.ts';
import { compareVersions } from '../../version/version.ts';
import { defineRule } from '../rule.ts';
import { isOwnVersion, prefixOf } from '../support/link-refs.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { shorten } from '../support/shorten.ts';
import { urlEdit, urlPart } from '../support/url-edit.ts';

interface State {
  readonly linked: LinkedRelease;
  readonly link: TagLink;
  readonly expected: string;
}

export default defineRule<State>({
  id: 'changelog/link-to-other-version',
  severity: 'warning',
  scope: 'format',
  summary: 'A version links to the tag of another one.',
  why: `A version leads to its own tag or to a comparison that ends there (Keep a Changelog 2.0.0, “Structuring a release”). A link to
another version's tag was copied and not changed.`,
  check({ changelog, index }, report) {
    for (const linked of index.once(gatherLinks, changelog)) {
      const { link, release } = linked;
      if (link?.kind !== 'tag' || !release.version || isOwnVersion(link.tag.text, release.version)) continue;
      const ref = readRef(link.tag.text);
      if (!ref || compareVersions(ref.version, release.version) === 0) continue;
      const expected = `${prefixOf(link.tag.text) ?? ''}${release.version.raw}`;
      report(urlPart(linked, link.tag), { linked, link, expected });
    }
  },
  message: ({ linked: { release }, link, expected }) =>
    `Unexpected tag “${shorten(link.tag.text)}” in the link of ${shorten(release.label)}, expected “${shorten(expected)}”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected }) => `Link to “${shorten(expected)}”`,
      edits: ({ linked, link, expected }) => urlEdit(linked, link.tag, expected),
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
  ],
});
