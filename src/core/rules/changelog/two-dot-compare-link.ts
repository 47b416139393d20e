import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { PlainCompare } from '../../changelog/links/plain-compare.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { urlEdit, urlPart } from '../support/url-edit.ts';

interface Found {
  readonly span: Span;
  readonly linked: LinkedRelease;
  readonly separator: Span;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/two-dot-compare-link',
  severity: 'hint',
  scope: 'format',
  summary: 'A comparison link has two dots between its versions.',
  why: `Keep a Changelog 2.0.0 (“Structuring a release”) compares with three dots, \`…/compare/v1.0.0...v1.1.0\`. Three show what the
newer version adds since both parted; two show the difference of the two, so that what was done on the older line in the
meantime looks as if it were taken back. GitHub, GitLab, Gitea and Forgejo know both.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const linked of index.once(gatherLinks, changelog)) {
      const { link } = linked;
      if (
        link?.kind !== 'compare' ||
        link instanceof PlainCompare ||
        link.separator.text !== '..' ||
        link.host === 'bitbucket'
      )
        continue;
      if (link.base.text !== '' && link.head.text !== '') {
        found.push({ span: urlPart(linked, link.separator), linked, separator: link.separator });
      }
    }
    reportRepeated(found, report);
  },
  message: (state) => `Unexpected “..” between the versions, expected “...”${andOthers(state)}`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Write three dots',
      edits: ({ all }) => all.flatMap(({ linked, separator }) => urlEdit(linked, separator, '...')),
    },
    repairLinksFix(),
  ],
  examples: [
    {
      bad: '## [1.1.0]\n\n### Added\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0⟦..⟧v1.1.0\n',
      good: '## [1.1.0]\n\n### Added\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n',
      message: 'Unexpected “..” between the versions, expected “...”',
    },
  ],
});
