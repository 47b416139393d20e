import { isKnown } from '../../ledger/ledger.ts';
import { isPrerelease } from '../../version/version.ts';
import { defineLedgerRule, type LedgerContext } from '../ledger-rule.ts';
import { andOlder, findTag, type TagFinding } from '../support/tag-findings.ts';

interface State {
  readonly finding: TagFinding<true>;
  readonly branch: string;
}

export default defineLedgerRule<State>({
  id: 'ledger/tag-beside-main',
  severity: 'warning',
  summary: 'The main branch does not contain a release’s tag where the policy says that releases are tagged there.',
  why: `What was released from a commit that the main branch does not have is lost to everything that is built from it later: a fix
comes back as a defect. \`tag.when\` in the policy says when releases are tagged, and without it nothing is reported. Pre-releases
and releases of older lines, which are tagged after a higher version was, may stand on branches of their own; where releases are
tagged before their branch is merged, so may the newest.`,
  needs: ['tags', 'main'],
  check(context, report) {
    const { besideMain, repository } = context.ledger;
    if (besideMain === null || !isKnown(besideMain) || !isKnown(repository)) return;
    const beside = new Set(besideMain);
    const exempt = exemptTags(context);
    const finding = findTag(context, ({ name }) => (beside.has(name) && !exempt.has(name) ? true : null));
    if (finding) report({ span: finding.section.labelSpan }, { finding, branch: repository.mainBranch ?? '' });
  },
  message: ({ finding, branch }) =>
    `Unexpected tag ${finding.tag.name} beside the branch ${branch}, expected one that it contains${andOlder(finding)}`,
  examples: [
    {
      bad: {
        changelog:
          '## [2.1.0] - 2026-01-05\n\n- D\n\n## [1.0.1] - 2026-01-04\n\n- C\n\n## [⟦2.0.0⟧] - 2026-01-03\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: [
          { name: 'v1.0.0', date: '2026-01-01T12:00:00Z' },
          { name: 'v2.0.0', date: '2026-01-03T12:00:00Z' },
          { name: 'v1.0.1', date: '2026-01-04T12:00:00Z' },
          { name: 'v2.1.0', date: '2026-01-05T12:00:00Z' },
        ],
        beside: ['v1.0.1', 'v2.0.0', 'v2.1.0'],
      },
      good: '## [2.1.0] - 2026-01-05\n\n- D\n\n## [1.0.1] - 2026-01-04\n\n- C\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      policy: { tag: { when: 'before-merge' } },
      message: 'Unexpected tag v2.0.0 beside the branch main, expected one that it contains',
    },
    {
      bad: {
        changelog: '## [⟦1.1.0⟧] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0', 'v1.1.0'],
        beside: ['v1.1.0'],
      },
      good: '## [1.0.0] - 2026-01-01\n\n- A\n',
      policy: { tag: { when: 'after-merge' } },
    },
  ],
});

/** The tags that may stand on a branch of their own. */
function exemptTags({ ledger, policy }: LedgerContext): ReadonlySet<string> {
  const tags = ledger.releases.flatMap((release) => release.tags);
  const stable = tags.filter(({ version }) => !isPrerelease(version));
  const [newest] = stable;
  const exempt = new Set(tags.filter(({ version }) => isPrerelease(version)).map(({ name }) => name));
  // The releases come highest first, so that those in front of a tag are what could have been out before it.
  let first: string | null = null;
  for (const tag of stable) {
    const at = tag.date === null ? null : new Date(tag.date).toISOString();
    if (first !== null && at !== null && first < at) exempt.add(tag.name);
    if (at !== null && (first === null || at < first)) first = at;
  }
  if (policy.tag.when === 'before-merge' && newest) exempt.add(newest.name);
  return exempt;
}
