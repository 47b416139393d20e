import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';

interface State {
  readonly separator: string;
  readonly span: Span;
}

export default defineRule<State>({
  id: 'changelog/wrong-date-separator',
  severity: 'info',
  scope: 'format',
  summary: 'Version and date are not parted by “ - ”.',
  why: `Keep a Changelog writes \`## [1.0.0] - 2017-07-17\`. Tools that read changelogs look for exactly a space, a hyphen and a
space; with anything else some of them find no date.`,
  check({ changelog }, report) {
    for (const { unreleased, form } of changelog.releases) {
      const { separator, separatorSpan } = form;
      if (unreleased || !separatorSpan || separator === ' - ' || form.parenthesised) continue;
      report(separatorSpan, { separator, span: separatorSpan });
    }
  },
  message: ({ separator }) => `Unexpected “${separator}” between version and date, expected “ - ”`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Part version and date with “ - ”',
      edits: ({ span }) => [{ ...span, text: ' - ' }],
    },
  ],
  examples: [
    {
      bad: '## [1.0.0]⟦ – ⟧2017-07-17\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
      message: 'Unexpected “ – ” between version and date, expected “ - ”',
    },
  ],
});
