import type { Changelog, Release } from '../../changelog/model.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { saysSomething } from '../support/section-content.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Release['labelSpan'];
  readonly label: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/empty-release',
  severity: 'warning',
  scope: 'format',
  summary: 'A release says nothing.',
  why: `Keep a Changelog 2.0.0: “There should be an entry for every single version” (“Guiding principles”). A heading without
anything under it leaves readers to guess whether nothing changed or nobody wrote it down. One sentence is enough: “No
changes; released to follow the server's version”. Yanked releases may be empty.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).contents) {
      if (isEmpty(changelog, release)) found.push({ span: release.labelSpan, label: release.label });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected empty release ${state.one.label}, expected its changes or a sentence${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.1] - 2017-07-18\n\n### Fixed\n\n- One.\n\n## [⟦1.0.0⟧] - 2017-07-17\n\n## [0.9.0] - 2017-07-01 [YANKED]\n',
      good: '## [1.0.1] - 2017-07-18\n\n### Fixed\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\nThe first release.\n\n## [0.9.0] - 2017-07-01 [YANKED]\n',
      message: 'Unexpected empty release 1.0.0, expected its changes or a sentence',
    },
  ],
});

/** Nothing but comments and definitions below the heading, and no words in it; empty categories have a rule of their own. */
function isEmpty(changelog: Changelog, release: Release): boolean {
  const { unreleased, yanked, sections, form, heading, end } = release;
  if (unreleased || yanked || sections.length > 0 || form.rest !== '') return false;
  const { table } = changelog.blocks;
  for (let block = heading.block + 1; block < table.count && (table.start[block] as number) < end; block++) {
    if (saysSomething(changelog, block)) return false;
  }
  return true;
}
