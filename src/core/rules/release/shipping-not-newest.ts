import { componentOf } from '../../changelog/component.ts';
import { isPending } from '../../changelog/links/propose-link.ts';
import { defineShippingRule } from './release-rule.ts';

export default defineShippingRule<{ readonly label: string; readonly newest: string }>({
  id: 'changelog/shipping-not-newest',
  severity: 'error',
  scope: 'any',
  summary: 'The version that is about to ship is not the newest release of the changelog.',
  why: `Keep a Changelog 2.0.0 puts the latest version first (“Guiding principles”). Where another release stands above the one
that ships, either the wrong version is about to ship, or its section stands in the wrong place. What is planned for later may
stand above it, and so may what another component has released.`,
  check({ changelog, release }, report) {
    if (!release) return;
    const component = componentOf(release);
    const newest = changelog.releases.find(
      (each) => each === release || (!each.unreleased && !isPending(each) && componentOf(each) === component),
    );
    if (newest && newest !== release) {
      report(release.labelSpan, { label: release.label, newest: newest.label });
    }
  },
  message: ({ label, newest }) =>
    `Unexpected ${newest} above ${label}, expected the version that ships to be the first`,
  examples: [
    {
      version: '1.0.0',
      bad: '## [2.0.0] - TBD\n\n- Two.\n\n## [1.1.0] - 2018-01-01\n\n- One.\n\n## [⟦1.0.0⟧] - 2017-07-17\n\n- Zero.\n',
      good: '## [2.0.0] - TBD\n\n- Two.\n\n## [web@3.0.0] - 2018-01-01\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n- Zero.\n\n## [0.9.0] - 2016-01-01\n\n- Less.\n',
    },
    {
      version: '1.0.0',
      bad: '## [Unreleased]\n\n## [1.1.0] - 2018-01-01\n\n- One.\n\n## [⟦1.0.0⟧] - 2017-07-17\n\n- Zero.\n',
      good: '## [Unreleased]\n\n## [1.0.0] - 2017-07-17\n\n- Zero.\n\n## [0.9.0] - 2016-01-01\n\n- Less.\n',
      message: 'Unexpected 1.1.0 above 1.0.0, expected the version that ships to be the first',
    },
  ],
});
