import { defineShippingRule } from './release-rule.ts';

/** What people and tools head entries with that nobody has sorted yet. */
const UNSORTED = /^(?:un(?:categori[sz]ed|sorted)|to be (?:sorted|categori[sz]ed)|misc to sort)$/i;

export default defineShippingRule<{ readonly name: string; readonly label: string }>({
  id: 'changelog/shipping-uncategorized',
  severity: 'error',
  scope: 'any',
  summary: 'Unsorted entries are left in the version that is about to ship.',
  why: `Keep a Changelog 2.0.0 groups changes of the same type (“Guiding principles”). A heading such as “Uncategorized” collects
what somebody still has to look at. Move each of its entries to the type of change that it is, or take it out.`,
  check({ release }, report) {
    for (const { heading, name } of release?.sections ?? []) {
      if (UNSORTED.test(name.trim())) report(heading.text, { name, label: release?.label ?? '' });
    }
  },
  message: ({ name, label }) =>
    `Unexpected “${name}” in ${label}, which is about to ship, expected its entries under a type of change`,
  examples: [
    {
      version: '1.0.0',
      bad: '## [1.0.0] - 2017-07-17\n\n### ⟦Uncategorized⟧\n\n- Bump something.\n\n### Added\n\n- First.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Changed\n\n- Bump something.\n\n### Added\n\n- First.\n',
      message:
        'Unexpected “Uncategorized” in 1.0.0, which is about to ship, expected its entries under a type of change',
    },
  ],
});
