import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly separator: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/wrong-date-separator',
  severity: 'info',
  scope: 'format',
  summary: 'Version and date are not parted by “ - ”.',
  why: `Keep a Changelog 2.0.0 (“Structuring a release”) writes \`## [1.0.0] - 2017-07-17\`. Tools that read changelogs look for
exactly a space, a hyphen and a space; with anything else some of them find no date.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const { unreleased, form, dateSpan, labelSpan } of index.once(gatherUnusualReleases, changelog).headings) {
      const { separator, separatorSpan: span, parenthesised } = form;
      if (!span || separator === ' - ' || unreleased || parenthesised) continue;
      // A date in front of the version is another matter: there the separator is the least of it.
      if (dateSpan && dateSpan.start > labelSpan.start) found.push({ span, separator });
    }
    reportRepeated(found, report);
  },
  message: (state) => `Unexpected “${state.one.separator}” between version and date, expected “ - ”${andOthers(state)}`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Part version and date with “ - ”',
      edits: ({ all }) => (all.length > 1 ? null : toEdits(all)),
    },
    {
      safety: 'unsafe',
      title: ({ all }) => `Part ${all.length} versions and dates with “ - ”`,
      edits: ({ all }) => (all.length > 1 ? toEdits(all) : null),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0]⟦ – ⟧2017-07-17\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
      message: 'Unexpected “ – ” between version and date, expected “ - ”',
    },
    { bad: '## [1.0.0]⟦ ⟧2017-07-17\n\n### Added\n', good: '## [1.0.0] - 2017-07-17\n\n### Added\n' },
    { bad: '## 1.0.0⟦ released on ⟧2017-07-17\n\n### Added\n', good: '## 1.0.0 - 2017-07-17\n\n### Added\n' },
  ],
});

function toEdits(all: readonly Found[]): readonly Edit[] {
  return all.map(({ span }) => ({ ...span, text: ' - ' }));
}
