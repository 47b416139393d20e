// The list of all rules holds this rule too. That is no obstacle, since it is read when a ledger is checked and not before.
import { ledgersOf } from '../../ledger/components.ts';
import { LEDGER_RULES } from '../all-ledger.ts';
import { defineLedgerRule, type LedgerContext } from '../ledger-rule.ts';
import { severityOf, whyMissing } from '../run-ledger.ts';
import { shorten } from '../support/shorten.ts';
import { findUnusedAllowances, removeAllowance, type UnusedAllowance } from '../support/unused-allowance.ts';

export default defineLedgerRule<UnusedAllowance>({
  id: 'ledger/needless-suppression',
  severity: 'hint',
  summary: 'A comment allows what no rule of the ledger reports.',
  why: `A comment that allows \`ledger/release-without-tag\` was written for a release that somebody judged. Once the tag is there, the
comment hides the next problem of its kind. Rules that are off are not judged, nor are those that lack their facts: without
the tags nobody knows what they would find.`,
  needs: [],
  once: true,
  check(context, report) {
    const { changelog } = context.ledger;
    if (!context.text.includes('<!--')) return;
    for (const unused of findUnusedAllowances(changelog, (id) => findingsOf(id, context))) {
      report({ span: { start: unused.written.start, end: unused.written.end } }, unused);
    }
  },
  message: ({ written, comment }) =>
    `Unexpected allowance of “${shorten(written.id)}”, which finds nothing ${comment.scope === 'file' ? 'in this file' : 'here'}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ written, comment }) =>
        comment.rules.length > 1 ? `Take out “${shorten(written.id)}”` : 'Delete the comment',
      edits: (unused, { ledger }) => removeAllowance(ledger.changelog, unused),
    },
  ],
  examples: [
    {
      bad: {
        changelog:
          '<!-- release-ledger: allow ⟦ledger/release-without-tag⟧ -->\n## [1.1.0] - 2026-01-02\n\n- B\n\n<!-- release-ledger: allow ledger/release-without-tag -->\n## [1.0.1] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0', 'v1.1.0'],
      },
      good: '## [1.1.0] - 2026-01-02\n\n- B\n\n<!-- release-ledger: allow ledger/release-without-tag -->\n## [1.0.1] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      message: 'Unexpected allowance of “ledger/release-without-tag”, which finds nothing here',
    },
  ],
});

/** Where a rule finds something in the changelog; null for one that is off, lacks its facts or fails, and for this one itself. */
function findingsOf(id: string, context: LedgerContext): readonly number[] | null {
  const rule = LEDGER_RULES.find((each) => each.id === id);
  if (!rule || id === 'ledger/needless-suppression' || severityOf(rule, context.policy) === 'off') return null;
  const found: number[] = [];
  try {
    for (const ledger of rule.once ? [context.ledger] : ledgersOf(context.whole)) {
      if (rule.needs.some((need) => whyMissing(need, ledger) !== null)) return null;
      rule.check({ ...context, ledger: { ...ledger, others: [] } }, ({ file, span }) => {
        if (file === undefined) found.push(span.start);
      });
    }
  } catch {
    return null;
  }
  return found;
}
