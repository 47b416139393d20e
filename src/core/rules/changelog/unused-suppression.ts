// The list of all rules holds this rule too. That is no obstacle, since it is read when a text is checked and not before.
import { CHANGELOG_RULES } from '../all.ts';
import { defineRule, type Rule, type RuleContext } from '../rule.ts';
import { shorten } from '../support/shorten.ts';
import { findUnusedAllowances, removeAllowance, type UnusedAllowance } from '../support/unused-allowance.ts';

export default defineRule<UnusedAllowance>({
  id: 'changelog/unused-suppression',
  severity: 'hint',
  scope: 'any',
  summary: 'A comment allows what no rule reports.',
  why: `\`<!-- release-ledger: allow <rule> -->\` was written for a problem that somebody judged and accepted. Once the problem is
gone, the comment hides the next one of its kind, which nobody has judged. Judged are rules about the changelog alone that are
on: a rule that is off, or that was not run, may have its reasons. Comments that allow rules of the ledger are judged where git
and the version files are at hand.`,
  check(context, report) {
    if (!context.index.has('<!--')) return;
    for (const unused of findUnusedAllowances(context.changelog, (id) => findingsOf(id, context))) {
      report({ start: unused.written.start, end: unused.written.end }, unused);
    }
  },
  message: ({ written, comment }) =>
    `Unexpected allowance of “${shorten(written.id)}”, which finds nothing ${comment.scope === 'file' ? 'in this file' : 'here'}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ written, comment }) =>
        comment.rules.length > 1 ? `Take out “${shorten(written.id)}”` : 'Delete the comment',
      edits: (unused, { changelog }) => removeAllowance(changelog, unused),
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n<!-- release-ledger: allow ⟦changelog/release-without-date⟧ -->\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
      good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
      message: 'Unexpected allowance of “changelog/release-without-date”, which finds nothing here',
    },
    {
      bad: '<!-- release-ledger: allow changelog/release-without-date ⟦changelog/empty-release⟧ -->\n## [1.0.0]\n\n### Added\n\n- One.\n',
      good: '<!-- release-ledger: allow changelog/release-without-date -->\n## [1.0.0]\n\n### Added\n\n- One.\n',
    },
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One. <!-- release-ledger: allow ⟦changelog/empty-entry⟧ -->\n- Two.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n- Two.\n',
    },
  ],
});

/** Where a rule finds something; null for one that is off, is not for this file or fails, and for this one itself. */
function findingsOf(id: string, context: RuleContext): readonly number[] | null {
  const rule = CHANGELOG_RULES.find((each) => each.id === id);
  if (!rule || id === 'changelog/unused-suppression' || !isChecked(rule, context)) return null;
  const found: number[] = [];
  try {
    rule.check(context, ({ start }) => found.push(start));
  } catch {
    return null;
  }
  return found;
}

function isChecked({ id, severity, scope, needsToday }: Rule, { convention, policy, today }: RuleContext): boolean {
  if ((Object.hasOwn(policy.rules, id) ? policy.rules[id] : severity) === 'off') return false;
  return (scope === 'any' || convention === 'keep-a-changelog') && (!needsToday || today !== null);
}
