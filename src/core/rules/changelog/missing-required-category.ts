import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly category: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/missing-required-category',
  severity: 'warning',
  scope: 'format',
  summary: 'A release lacks a category that the policy asks of every release.',
  why: `Keep a Changelog leaves out the categories that have nothing in them. A policy may ask for some in every release
(\`changelog.requiredCategories\`), so that “None” under Breaking Changes is a statement and not an omission. Add the category
with what is to be said there.`,
  check({ changelog: { releases }, policy }, report) {
    for (const category of policy.changelog.requiredCategories) {
      const found: Found[] = [];
      for (const { unreleased, sections, label, labelSpan: span } of releases) {
        if (!unreleased && !sections.some((section) => section.category === category))
          found.push({ span, label, category });
      }
      reportRepeated(found, report);
    }
  },
  message: (state) =>
    `Expected the category “${shorten(state.one.category)}” in ${shorten(state.one.label)}${andOthers(state)}`,
  examples: [
    {
      bad: '## [⟦1.0.0⟧] - 2017-07-17\n\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### Verification\n\n- Tests passed: 6/6\n',
      policy: {
        changelog: {
          categories: [
            { name: 'Added', aliases: [], bump: 'minor', kind: 'change' },
            { name: 'Verification', aliases: [], bump: 'none', kind: 'note' },
          ],
          requiredCategories: ['Verification'],
        },
      },
      message: 'Expected the category “Verification” in 1.0.0',
    },
  ],
});
