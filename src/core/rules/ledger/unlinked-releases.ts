import { gatherLinks } from '../../changelog/links/gather-links.ts';
import type { LinkPattern } from '../../changelog/links/link-pattern.ts';
import { linkPatternOfRemote } from '../../ledger/link-pattern-of-remote.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { repairLedgerLinksFix } from '../support/repair-ledger-links.ts';

interface State {
  readonly count: number;
  readonly page: string;
}

export default defineLedgerRule<State>({
  id: 'ledger/unlinked-releases',
  severity: 'hint',
  summary: 'The versions stand in brackets and none of them has a link, although the remote is known.',
  why: `The brackets of \`[1.0.0]\` are there for a link: each version leads to a comparison with the one before it (Keep a Changelog
2.0.0, “Structuring a release”). Nothing in the file says where to; the remote and its tags do, where its host is a
forge whose pages are known by its name.`,
  needs: ['tags', 'remote'],
  once: true,
  check({ ledger }, report) {
    const pattern = linkPatternOfRemote(ledger);
    const links = gatherLinks(ledger.changelog);
    if (!pattern || !isKnownForge(pattern) || links.some(({ urlSpan }) => urlSpan)) return;
    const bracketed = links.filter(({ reference, release }) => reference !== null && release.version);
    const [first] = bracketed;
    if (!first || !ledger.releases.some(({ tags, section }) => tags.length > 0 && section?.form.bracketed)) return;
    report({ span: first.release.labelSpan }, { count: bracketed.length, page: pattern.repository });
  },
  message: ({ count, page }) =>
    `The ${count === 1 ? 'link of the version' : `links of the ${count} versions`} in brackets can be written from the tags at ${page}`,
  fixes: [repairLedgerLinksFix(false)],
  examples: [
    {
      bad: {
        changelog:
          '## [Unreleased]\n\n## [⟦1.1.0⟧] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n## [0.9.0] - 2025-12-31\n\n- Z\n',
        tags: ['0.9.0', '1.0.0', '1.1.0'],
        remote: 'git@gitlab.com:a/b.git',
      },
      good: '## [Unreleased]\n\n## [1.1.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n## [0.9.0] - 2025-12-31\n\n- Z\n\n[Unreleased]: https://gitlab.com/a/b/-/compare/1.1.0...HEAD\n[1.1.0]: https://gitlab.com/a/b/-/compare/1.0.0...1.1.0\n[1.0.0]: https://gitlab.com/a/b/-/compare/0.9.0...1.0.0\n[0.9.0]: https://gitlab.com/a/b/-/tags/0.9.0\n',
      message: 'The links of the 3 versions in brackets can be written from the tags at https://gitlab.com/a/b',
    },
  ],
});

/** A host of any other name may have pages of any form, or none. */
function isKnownForge({ host, repository }: LinkPattern): boolean {
  return host !== 'github' || /^https:\/\/(?:[\w-]+\.)*github\./.test(repository);
}
