import type { Release } from '../../changelog/model.ts';
import { isKnown } from '../../ledger/ledger.ts';
import { isPrerelease } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly labels: readonly string[];
  readonly tag: string;
}

/** A link to a file that older sections may have been moved to. */
const ARCHIVE =
  /(?:\]\(|\]:[ \t]*|<)[^)\s>]*(?:change|history|release|news|archive)[^)\s>]*\.(?:md|markdown|rst|txt|adoc)\b/i;

export default defineLedgerRule<State>({
  id: 'ledger/released-section-removed',
  severity: 'info',
  summary: 'The changelog lacks a released version that the newest tag has.',
  why: `“Entries are never deleted” (Keep a Changelog 2.0.0, on large files): a version that is out is looked up as long as somebody
runs it. A section that a merge lost is put back from the tag; one that moved to an archive is found by a link to that file,
and a changelog with such a link is not judged. Pre-releases may be taken up by the release that they led to.`,
  needs: ['tags', 'reference'],
  check({ ledger }, report) {
    const { changelog, reference } = ledger;
    if (!isKnown(reference)) return;
    const keyOf = ({ version }: Release): string | null => version && versionKey(version);
    const present = new Map(changelog.releases.map((release) => [keyOf(release), release]));
    const isLost = (release: Release): boolean =>
      release.version !== null && !isPrerelease(release.version) && !present.has(keyOf(release));
    const lost = reference.changelog.releases.filter(isLost);
    const [first] = lost;
    // With none of the versions left it is another text, and not one that lost something.
    if (!first || !changelog.releases.some(({ version }) => version) || ARCHIVE.test(changelog.source.text)) return;
    const above = reference.changelog.releases.slice(0, first.index).findLast((each) => present.has(keyOf(each)));
    const place = (above && present.get(keyOf(above))) ?? changelog.releases[0];
    if (place) report({ span: place.labelSpan }, { labels: lost.map(({ label }) => label), tag: reference.tag.name });
  },
  message: ({ labels: [first = '', ...others], tag }) =>
    `Expected the section ${shorten(first)}${others.length > 0 ? ` and ${others.length} more` : ''}, which the tag ${tag} has, or a link to the file that it moved to`,
  examples: [
    {
      bad: {
        changelog: '## [⟦1.1.0⟧] - 2026-02-01\n\n### Added\n\n- B\n',
        tags: ['v1.0.0', 'v1.1.0'],
        tagged: '## [1.1.0] - 2026-02-01\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
      },
      good: '## [1.1.0] - 2026-02-01\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
      message: 'Expected the section 1.0.0, which the tag v1.1.0 has, or a link to the file that it moved to',
    },
    {
      bad: {
        changelog: '## [⟦1.1.0⟧] - 2026-02-01\n\n### Added\n\n- B\n',
        tags: ['v1.0.0', 'v1.1.0'],
        tagged:
          '## [1.1.0] - 2026-02-01\n\n### Added\n\n- B\n\n## [1.1.0-rc.1] - 2026-01-31\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n## [0.9.0] - 2025-01-01\n\n- Z\n',
      },
      good: '## [1.1.0] - 2026-02-01\n\n### Added\n\n- B\n\nOlder ones: [archive](CHANGELOG-0.x.md).\n',
    },
  ],
});
