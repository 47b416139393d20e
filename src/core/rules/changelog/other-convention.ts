import { CONVENTION_NAMES, type ForeignConvention } from '../../changelog/convention.ts';
import { defineRule } from '../rule.ts';

export default defineRule<{ readonly convention: ForeignConvention }>({
  id: 'changelog/other-convention',
  severity: 'hint',
  scope: 'any',
  summary: 'The file follows another convention, so it is not judged by the rules of this one.',
  why: `Many projects have their changelog written by a tool, or keep it in a form of their own. Reporting each of its lines
would help nobody, so only what holds for every text is checked: conflict markers, hidden characters and the like. A file is
judged by Keep a Changelog where its preamble names it (“The format is based on Keep a Changelog”) or where its releases
have the standard's types of changes.`,
  check({ convention, changelog: { title, releases } }, report) {
    const heading = title ?? releases[0]?.heading;
    if (convention !== 'keep-a-changelog' && heading) report(heading.text, { convention });
  },
  message: ({ convention }) =>
    `This is ${CONVENTION_NAMES[convention]}, so the rules of Keep a Changelog are not applied; name the format in the preamble to have them applied`,
  examples: [
    {
      bad: '# ⟦Changelog⟧\n\n## [1.1.0](https://example.com/compare/v1.0.0...v1.1.0) (2020-01-02)\n\n### Features\n\n* one\n',
      good: '# Changelog\n\n## [1.1.0] - 2020-01-02\n\n### Added\n\n- One.\n',
      message:
        'This is a log generated from Conventional Commits (release-please, semantic-release, commitizen), so the rules of Keep a Changelog are not applied; name the format in the preamble to have them applied',
    },
    {
      bad: '# ⟦acme⟧\n\n## 1.0.1\n\n### Patch Changes\n\n- 1a2b3c4: Fix one.\n',
      good: '# acme\n\n[Keep a Changelog](https://keepachangelog.com)\n\n## 1.0.1\n\n### Patch Changes\n\n- Fix one.\n',
    },
    {
      bad: '## ⟦2.1.0⟧\n\n- One.\n\n## 2.0.1\n\n- Two.\n\n## 2.0.0\n\n- Three.\n',
      good: '## [2.0.0] - 2020-01-02\n\n- Three.\n',
    },
  ],
});
