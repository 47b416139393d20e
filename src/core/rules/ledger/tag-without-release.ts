import { isOfAnotherLine } from '../../ledger/ledger.ts';
import { compareVersions, isPrerelease } from '../../version/version.ts';
import { defineLedgerRule } from '../ledger-rule.ts';

interface State {
  readonly tags: readonly string[];
}

export default defineLedgerRule<State>({
  id: 'ledger/tag-without-release',
  severity: 'info',
  summary: 'Versions are tagged that the changelog has no section for.',
  why: `Keep a Changelog: every version should have an entry. A tag without a section is a version that users have and cannot
read about. Pre-releases are not counted, nor are versions older than the oldest section, from before the changelog was
begun, or those of another line of releases than the one that is checked out.`,
  needs: ['tags'],
  check({ ledger }, report) {
    const { changelog, releases } = ledger;
    const oldest = releases.findLast(({ section }) => section !== null);
    const first = changelog.releases[0];
    if (!oldest || !first) return;
    const missing = releases.filter(
      (release) =>
        release.section === null &&
        !isOfAnotherLine(release) &&
        !isPrerelease(release.version) &&
        compareVersions(release.version, oldest.version) > 0,
    );
    const tags = missing.map((release) => release.tags[0]?.name ?? release.version.raw);
    if (tags.length > 0) report({ span: changelog.title?.text ?? first.labelSpan }, { tags });
  },
  message: ({ tags }) => {
    const shown = tags.slice(0, 5).join(', ');
    return `Expected a section for ${tags.length === 1 ? 'the tag' : 'the tags'} ${shown}${tags.length > 5 ? ` and ${tags.length - 5} more` : ''}`;
  },
  examples: [
    {
      bad: {
        changelog: '# ⟦Changelog⟧\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v0.9.0', 'v1.0.0', 'v1.1.0-rc.1', 'v1.1.0', 'nightly'],
      },
      good: '# Changelog\n\n## [1.1.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      message: 'Expected a section for the tag v1.1.0',
    },
  ],
});
