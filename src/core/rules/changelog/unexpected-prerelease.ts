import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly allowed: readonly string[];
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/unexpected-prerelease',
  severity: 'warning',
  scope: 'format',
  summary: 'A pre-release has an identifier that the policy does not know.',
  why: `\`version.identifiers\` in the policy has the stages that a release goes through, such as \`alpha\`, \`beta\` and \`rc\`: in this order
SemVer 2.0.0 (item 11) sorts them, and what deploys or announces pre-releases knows them by these names. Without the setting
every identifier is right.`,
  check({ changelog, policy }, report) {
    const allowed = policy.version.identifiers;
    if (allowed.length === 0) return;
    const found: Found[] = [];
    for (const { version, label, labelSpan: span } of changelog.releases) {
      const [identifier] = version?.prerelease ?? [];
      if (identifier === undefined) continue;
      const name = /^\p{L}*/u.exec(String(identifier))?.[0] ?? '';
      if (!allowed.includes(name)) found.push({ span, label, allowed });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected pre-release “${shorten(state.one.label)}”, expected ${state.one.allowed.join(', ')} after the version${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-20\n\n## [⟦1.0.0-preview.1⟧] - 2017-07-18\n\n## [1.0.0-rc.1] - 2017-07-17\n\n### Added\n',
      good: '## [1.0.0] - 2017-07-20\n\n## [1.0.0-rc.2] - 2017-07-18\n\n## [1.0.0-rc1] - 2017-07-17\n\n### Added\n',
      policy: { version: { identifiers: ['beta', 'rc'] } },
      message: 'Unexpected pre-release “1.0.0-preview.1”, expected beta, rc after the version',
    },
    {
      bad: '## [⟦1.0.0-1⟧] - 2017-07-18\n\n### Added\n',
      good: '## [1.0.0-rc.1] - 2017-07-18\n\n### Added\n',
      policy: { version: { identifiers: ['rc'] } },
    },
  ],
});
