import { findFormatLink } from '../../changelog/format-link.ts';
import { defineRule } from '../rule.ts';
import { restOfLine } from '../support/first-line.ts';

export default defineRule<null>({
  id: 'changelog/preamble-without-format-link',
  severity: 'hint',
  scope: 'format',
  summary: 'The preamble does not link to the format that the file follows.',
  why: `The first link of the preamble declares the format (Keep a Changelog 2.0.0, “What goes at the top of the file?”): “The
format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/)”. Tools decide by it how to read the file, and
contributors find the rules that they are asked to follow.`,
  check({ changelog, index }, report) {
    const { preamble, releases } = changelog;
    if (!preamble || releases.length === 0) return;
    if (!index.once(findFormatLink, changelog)) report(restOfLine(changelog, preamble.start), null);
  },
  message: () => 'Expected a link to the format in the preamble, as in “https://keepachangelog.com/en/2.0.0/”',
  examples: [
    {
      bad: '# Changelog\n\n⟦All notable changes are documented here.⟧\n\n## [1.0.0] - 2017-07-17\n',
      good: '# Changelog\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/).\n\n## [1.0.0] - 2017-07-17\n',
    },
    {
      bad: '# Changelog\n\n⟦Based on [Keep a Changelog].⟧\n\n## [1.0.0] - 2017-07-17\n',
      good: '# Changelog\n\nBased on [Keep a Changelog].\n\n## [1.0.0] - 2017-07-17\n\n[Keep a Changelog]: https://keepachangelog.com/en/1.1.0/\n',
    },
  ],
});
