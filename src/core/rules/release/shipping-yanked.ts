import { defineShippingRule } from './release-rule.ts';

export default defineShippingRule<{ readonly label: string }>({
  id: 'changelog/shipping-yanked',
  severity: 'error',
  scope: 'any',
  summary: 'The version that is about to ship is marked as yanked.',
  why: `Keep a Changelog 2.0.0 marks versions that had to be pulled with \`[YANKED]\` (“What about yanked releases?”). Such a
version does not ship again under its number: what was wrong with it gets a new one.`,
  check({ release }, report) {
    if (release?.yankedSpan) report(release.yankedSpan, { label: release.label });
  },
  message: ({ label }) =>
    `Unexpected mark of a yanked release on ${label}, which is about to ship, expected a new version`,
  examples: [
    {
      version: '1.0.0',
      bad: '## [1.0.0] - 2017-07-17 ⟦[YANKED]⟧\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
      message: 'Unexpected mark of a yanked release on 1.0.0, which is about to ship, expected a new version',
    },
  ],
});
