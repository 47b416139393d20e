import type { Changelog, Release } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import { saysSomething } from '../support/section-content.ts';
import { defineShippingRule } from './release-rule.ts';

export default defineShippingRule<{ readonly label: string }>({
  id: 'changelog/shipping-empty',
  severity: 'error',
  scope: 'any',
  summary: 'The section of the version that is about to ship says nothing.',
  why: `Keep a Changelog 2.0.0 asks for an entry for every single version (“Guiding principles”). A section of headings tells
nobody what they get. Where a version really changes nothing for its users, say so in a sentence.`,
  supersedes: ['changelog/empty-release', 'changelog/empty-category'],
  check({ changelog, release }, report) {
    if (release && !hasContent(changelog, release)) report(release.labelSpan, { label: release.label });
  },
  message: ({ label }) => `Unexpected empty section of ${label}, expected what changes for its users`,
  examples: [
    {
      version: '1.0.0',
      bad: '## [⟦1.0.0⟧] - 2017-07-17\n\n### Added\n\n<!-- soon -->\n\n## [0.9.0] - 2016-01-01\n\n- Less.\n',
      good: '## [1.0.0] - 2017-07-17\n\nThe same as 0.9.0, built with a newer compiler.\n',
      message: 'Unexpected empty section of 1.0.0, expected what changes for its users',
    },
  ],
});

/** True where anything but headings stands in a release that a reader sees. */
function hasContent(changelog: Changelog, { heading, end }: Release): boolean {
  const { table } = changelog.blocks;
  for (let block = heading.block + 1; block < table.count && (table.start[block] as number) < end; block++) {
    if (table.kind[block] !== BlockKind.Heading && saysSomething(changelog, block)) return true;
  }
  return false;
}
