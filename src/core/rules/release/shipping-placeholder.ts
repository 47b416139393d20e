import { gatherPlaceholders } from '../support/placeholders.ts';
import { shorten } from '../support/shorten.ts';
import { defineShippingRule } from './release-rule.ts';

export default defineShippingRule<{ readonly written: string; readonly label: string }>({
  id: 'changelog/shipping-placeholder',
  severity: 'error',
  scope: 'any',
  summary: 'A placeholder is left in the version that is about to ship.',
  why: `Keep a Changelog 2.0.0 is written for people (“Guiding principles”), who can do nothing with \`TODO\`, \`TBD\` or
\`#???\`. Until the version ships there is time to write what is meant, or to delete the entry.`,
  supersedes: ['changelog/placeholder-in-release'],
  check(context, report) {
    const { index, release } = context;
    if (!release) return;
    for (const { span, written, release: owner } of index.once(gatherPlaceholders, context)) {
      if (owner === release) report(span, { written, label: release.label });
    }
  },
  message: ({ written, label }) =>
    `Unexpected placeholder “${shorten(written)}” in ${label}, which is about to ship, expected what it stands for`,
  examples: [
    {
      version: '1.1.0',
      bad: '## [1.1.0] - 2018-07-17\n\n### Added\n\n- ⟦TODO⟧: describe one.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- TBD\n',
      good: '## [1.1.0] - 2018-07-17\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- TBD\n',
      message: 'Unexpected placeholder “TODO” in 1.1.0, which is about to ship, expected what it stands for',
    },
  ],
});
