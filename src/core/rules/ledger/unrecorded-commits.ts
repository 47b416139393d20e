import type { CommitFact } from '../../ledger/facts.ts';
import { isKnown, newestSection } from '../../ledger/ledger.ts';
import { compareVersions } from '../../version/version.ts';
import { defineLedgerRule } from '../ledger-rule.ts';

interface State {
  readonly count: number;
  readonly complete: boolean;
  readonly tag: string;
}

export default defineLedgerRule<State>({
  id: 'ledger/unrecorded-commits',
  severity: 'off',
  summary: 'There are commits since the newest tag and nothing under Unreleased.',
  why: `What is written down when it is made does not have to be found out at the release (Keep a Changelog 2.0.0, “How can I reduce
the effort required to maintain a changelog?”). The same page warns against asking for an entry with every change, so that this
rule is off unless a policy turns it on. Merges are not counted, nor are commits that say of themselves that they change nothing
for users: \`chore:\`, \`ci:\`, \`docs:\`, \`test:\` and their like.`,
  needs: ['tags', 'commits'],
  once: true,
  check({ ledger }, report) {
    const { changelog, pending, unreleased } = ledger;
    const first = changelog.releases[0];
    if (!isKnown(pending) || !pending.since || !first) return;
    const newest = newestSection(ledger);
    // A section that is newer than every tag records what is about to be released.
    if (newest && compareVersions(newest.version, pending.since.version) > 0) return;
    if (unreleased && (unreleased.looseEntries.length > 0 || unreleased.sections.some(({ hasEntries }) => hasEntries)))
      return;
    const count = pending.commits.filter(isForUsers).length;
    if (count === 0) return;
    const span = unreleased?.labelSpan ?? changelog.title?.text ?? first.labelSpan;
    report({ span }, { count, complete: pending.complete, tag: pending.since.name });
  },
  message: ({ count, complete, tag }) =>
    `Expected an entry under Unreleased: there ${count === 1 ? 'is 1 commit' : `are ${complete ? '' : 'more than '}${count} commits`} since ${tag}`,
  examples: [
    {
      bad: {
        changelog: '## [⟦Unreleased⟧]\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0'],
        commits: ['Read empty files', 'chore(deps): update one', 'feat: read large files', 'docs: say so'],
      },
      good: '## [Unreleased]\n\n### Added\n\n- Large files are read\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      message: 'Expected an entry under Unreleased: there are 2 commits since v1.0.0',
    },
    {
      bad: {
        changelog: '# ⟦Changelog⟧\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0'],
        commits: ['fix: crash on start'],
      },
      good: '# Changelog\n\n## [1.0.1] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
    },
  ],
});

const FOR_DEVELOPERS = /^(?:build|chore|ci|docs|refactor|style|tests?)(?:\([^)]{0,100}\))?:/i;

function isForUsers({ parents, subject }: CommitFact): boolean {
  return parents.length < 2 && !FOR_DEVELOPERS.test(subject);
}
