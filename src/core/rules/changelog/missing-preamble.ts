import { lineEnd } from '../../text/source.ts';
import { isSemver } from '../../version/version.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { standardOf } from '../support/standard.ts';

export default defineRule<null>({
  id: 'changelog/missing-preamble',
  severity: 'info',
  scope: 'format',
  summary: 'No preamble says what the file is and which conventions it follows.',
  why: `Keep a Changelog 2.0.0 (“What goes at the top of the file?”) has a short, fixed preamble after the title: a sentence on
what the file is, a link to the format, pinned to its version, and the versioning scheme. It tells readers and tools what to
expect. Asked only of files that follow version 2.0.0 of the standard.`,
  check(context, report) {
    const { changelog } = context;
    if (!changelog.title || changelog.preamble || changelog.releases.length === 0) return;
    if (standardOf(context) === '2.0.0') report(changelog.title.text, null);
  },
  message: () => 'Expected a preamble after the title that says what the file is and which conventions it follows',
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Insert the preamble of Keep a Changelog',
      edits: (_, context) => {
        const { source, title } = context.changelog;
        const end = title ? lineEnd(source, title.lastLine) : 0;
        return title && [{ start: end, end, text: preambleFor(context) }];
      },
    },
  ],
  examples: [
    {
      bad: '# ⟦Changelog⟧\n\n## [1.0.0] - 2017-07-17\n',
      good: `# Changelog

All notable changes to this project will be documented in this file.

The format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/),
and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).

## [1.0.0] - 2017-07-17
`,
    },
    {
      bad: '# ⟦Changelog⟧\n\n## [2024.01.15] - 2024-01-15\n',
      good: `# Changelog

All notable changes to this project will be documented in this file.

The format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/).

## [2024.01.15] - 2024-01-15
`,
    },
  ],
});

/** The standard's own preamble. Only a file whose versions are all Semantic Versions is said to adhere to it. */
function preambleFor({ changelog: { source, releases } }: RuleContext): string {
  const { eol } = source;
  const versions = releases.flatMap(({ version }) => version ?? []);
  const isSemantic = versions.length > 0 && versions.every(isSemver);
  const format = 'The format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/)';
  return [
    '',
    '',
    'All notable changes to this project will be documented in this file.',
    '',
    isSemantic ? `${format},` : `${format}.`,
    ...(isSemantic ? ['and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).'] : []),
  ].join(eol);
}
