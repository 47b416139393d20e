import { closest } from '../../text/closest.ts';
// The list of all rules holds this rule too. That is no obstacle, since it is read when a text is checked and not before.
import { CHANGELOG_RULES } from '../all.ts';
import { RELEASE_RULES } from '../release/all.ts';
import { defineRule } from '../rule.ts';
import { shorten } from '../support/shorten.ts';
import { findSuppressionComments, type SuppressedRule } from '../suppressions.ts';

interface State {
  readonly written: SuppressedRule;
  readonly meant: string | null;
}

const AREA = 'changelog/';

export default defineRule<State>({
  id: 'changelog/unknown-suppression',
  severity: 'warning',
  scope: 'any',
  summary: 'A comment allows a rule that does not exist.',
  why: `\`<!-- release-ledger: allow <rule> -->\` names rules by their id, such as \`changelog/release-without-date\`. A name
that no rule has allows nothing, and the comment looks as if it did. Ids of other areas than \`changelog/\` are not judged
here.`,
  check({ changelog, index }, report) {
    if (!index.has('<!--')) return;
    const ids = [...CHANGELOG_RULES, ...RELEASE_RULES].map(({ id }) => id);
    for (const { rules } of findSuppressionComments(changelog)) {
      for (const written of rules) {
        if (ids.includes(written.id) || !mayMeanChangelogRule(written.id)) continue;
        const full = AREA + written.id;
        report(
          { start: written.start, end: written.end },
          { written, meant: ids.includes(full) ? full : closest(written.id, ids) },
        );
      }
    }
  },
  message: ({ written, meant }) =>
    `Unexpected rule “${shorten(written.id)}”, expected ${meant === null ? 'the id of a rule' : `“${meant}”`}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ meant }) => `Write “${meant}”`,
      edits: ({ written, meant }) =>
        meant === null ? null : [{ start: written.start, end: written.end, text: meant }],
    },
  ],
  examples: [
    {
      bad: '<!-- release-ledger: allow ⟦changelog/conflict-markers⟧ -->\n\n## [Unreleased]\n',
      good: '<!-- release-ledger: allow changelog/conflict-marker -->\n\n## [Unreleased]\n',
      message: 'Unexpected rule “changelog/conflict-markers”, expected “changelog/conflict-marker”',
    },
    {
      bad: '<!-- release-ledger: allow ledger/missing-tag ⟦conflict-marker⟧ -->\n\n## [Unreleased]\n',
      good: '<!-- release-ledger: allow ledger/missing-tag changelog/conflict-marker -->\n\n## [Unreleased]\n',
    },
  ],
});

/** Comments may name rules of other areas; only ids of this area, and bare names, can be mistaken here. */
function mayMeanChangelogRule(id: string): boolean {
  return id.startsWith(AREA) || !id.includes('/');
}
