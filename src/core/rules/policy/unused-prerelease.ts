import { definePolicyRule, removeSetting } from './policy-rule.ts';

export default definePolicyRule<string>({
  id: 'policy/unused-prerelease',
  severity: 'warning',
  summary: 'Pre-releases are spelled for a scheme that has none.',
  why: `\`version.prerelease\` says how the pre-release of a semantic version is written. Calendar versions are dates and have no
pre-releases: with \`version.scheme\` as \`calver\` the setting says nothing. Remove it, or choose another scheme.`,
  check({ policy: { version } }, report) {
    if (version.scheme === 'calver' && version.prerelease !== 'any')
      report(
        [
          ['version', 'prerelease'],
          ['version', 'scheme'],
        ],
        version.prerelease,
      );
  },
  message: (prerelease) =>
    `Unexpected “${prerelease}” for version.prerelease, expected none, since calendar versions have no pre-releases`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Remove version.prerelease',
      edits: (_, place) => (place.path[1] === 'prerelease' ? removeSetting(place) : null),
    },
  ],
  examples: [
    {
      bad: '{ "version": { "scheme": "calver", "prerelease": ⟦"compact"⟧ } }',
      good: '{ "version": { "scheme": "calver" } }',
    },
  ],
});
