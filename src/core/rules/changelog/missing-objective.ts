import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
}

const OBJECTIVE = /^\*\*Objective(?::\*\*|\*\*:)[ \t]*\S/m;

export default defineRule<Repeated<Found>>({
  id: 'changelog/missing-objective',
  severity: 'warning',
  scope: 'format',
  summary: 'A release does not say what it is for, though the policy asks for it.',
  why: `Where the policy's \`changelog.objective\` is \`required\`, a line \`**Objective:** …\` above the categories says in one sentence
what the release is for. It is what an auditor reads first. Keep a Changelog itself asks for none; Unreleased may still be
without.`,
  check({ changelog: { releases }, policy, text }, report) {
    if (policy.changelog.objective !== 'required') return;
    const found: Found[] = [];
    for (const { unreleased, heading, sections, end, label, labelSpan: span } of releases) {
      if (unreleased) continue;
      if (!OBJECTIVE.test(text.slice(heading.end, sections[0]?.start ?? end))) found.push({ span, label });
    }
    reportRepeated(found, report);
  },
  message: (state) => `Expected a line “**Objective:** …” for ${shorten(state.one.label)}${andOthers(state)}`,
  examples: [
    {
      bad: '## [⟦1.0.0⟧] - 2017-07-17\n\n### First Light\n\nA release.\n\n#### Added\n\n- **Objective:** One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### First Light\n\n**Objective:** A release.\n\n#### Added\n\n- One.\n',
      policy: { changelog: { objective: 'required' } },
      message: 'Expected a line “**Objective:** …” for 1.0.0',
    },
  ],
});
