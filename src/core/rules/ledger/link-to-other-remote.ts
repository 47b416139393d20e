import { gatherLinks } from '../../changelog/links/gather-links.ts';
import { isSameRepository, toRepositoryPage } from '../../changelog/links/remote-page.ts';
import { isKnown } from '../../ledger/ledger.ts';
import type { Span } from '../../text/source.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { repairLedgerLinksFix } from '../support/repair-ledger-links.ts';

interface State {
  readonly span: Span;
  readonly written: string;
  readonly page: string;
  readonly count: number;
}

export default defineLedgerRule<State>({
  id: 'ledger/link-to-other-remote',
  severity: 'hint',
  summary: 'Releases link to another repository than the remotes of this one.',
  why: `After a repository has moved, links to its old place work as long as the forge redirects them. Links copied from another
project never did. Reported where no more than half of the links lead to a remote: the first of the others, with their number.
A fork whose changelog links to its origin is right to do so.`,
  needs: ['remote'],
  once: true,
  check({ ledger }, report) {
    if (!isKnown(ledger.repository)) return;
    const pages = ledger.repository.remotes.flatMap(({ url }) => toRepositoryPage(url) ?? []);
    const [page] = pages;
    if (page === undefined) return;
    const linked = gatherLinks(ledger.changelog).filter(({ link }) => link);
    const foreign = linked.filter(({ link }) => link && !pages.some((each) => isSameRepository(each, link.repository)));
    const [first] = foreign;
    if (!first?.link || !first.urlSpan) return;
    // Where most of them lead to the remote, the others are told of without it (`changelog/link-to-other-repository`).
    if ((linked.length - foreign.length) * 2 > linked.length) return;
    const span = { start: first.urlSpan.start, end: first.urlSpan.start + first.link.repository.length };
    report({ span }, { span, written: first.link.repository, page, count: foreign.length });
  },
  message: ({ written, page, count }) =>
    `Unexpected repository ${written}, expected ${page}${count > 1 ? ` (in ${count} links)` : ''}`,
  fixes: [repairLedgerLinksFix(true)],
  examples: [
    {
      bad: {
        changelog: '## [1.0.0] - 2026-01-01\n\n- A\n\n[1.0.0]: ⟦https://github.com/old/name⟧/releases/tag/v1.0.0\n',
        tags: ['v1.0.0'],
        remote: 'https://github.com/new/name.git',
      },
      good: '## [1.0.0] - 2026-01-01\n\n- A\n\n[1.0.0]: https://github.com/new/name/releases/tag/v1.0.0\n',
      message: 'Unexpected repository https://github.com/old/name, expected https://github.com/new/name',
    },
  ],
});
