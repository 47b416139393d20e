import type { Entry } from '../../changelog/model.ts';
import { isRewritten } from '../../ledger/frozen.ts';
import { frozenState } from '../../ledger/gather.ts';
import { isKnown } from '../../ledger/ledger.ts';
import { lineEnd, type Span } from '../../text/source.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { amendFix } from '../support/amend-section.ts';
import { moveToUnreleased } from '../support/move-to-unreleased.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly entry: Entry;
  readonly label: string;
  readonly tag: string;
}

/** A merge misfiles an entry or a few; more of them were written there, and are told of together. */
const FEW = 5;

export default defineLedgerRule<Repeated<Found>>({
  id: 'ledger/entry-added-after-release',
  severity: 'warning',
  summary: 'An entry stands in a release that was tagged without it.',
  why: `When a branch that was opened before a release is merged after it, git files its entry where the context lines are:
under the release that has just shipped. Readers then look for the change in a version that does not have it. The section is
compared with the changelog at the newest tag. Move the entry to Unreleased; where the section really was improved
afterwards, Keep a Changelog 2.0.0 asks to note the date, and a note “amended” silences this.`,
  needs: ['tags', 'reference'],
  check({ ledger }, report) {
    if (!isKnown(ledger.reference)) return;
    const tag = ledger.reference.tag.name;
    for (const section of ledger.changelog.releases) {
      const frozen = frozenState(ledger, section);
      // Notes that were finished after the tag, or gone over as a whole, are no entries that a merge misfiled.
      if (frozen.state !== 'changed' || frozen.changes.unfinished || isRewritten(frozen.changes)) continue;
      const { source } = ledger.changelog;
      const found = frozen.changes.added.map((entry): Found => {
        const span = { start: entry.contentStart, end: Math.min(entry.end, lineEnd(source, entry.line)) };
        return { span, entry, label: section.label, tag };
      });
      reportRepeated(found, (span, state) => report({ span }, state), FEW);
    }
  },
  message: (state) =>
    `Unexpected entry in ${state.one.label}: the tag ${state.one.tag} has it without this entry${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Move the entry to Unreleased',
      edits: ({ one, all }, { ledger, policy }) =>
        all.length > 1 ? null : moveToUnreleased(ledger.changelog, one.entry, policy),
    },
    amendFix(({ one }) => one.entry.release),
  ],
  examples: [
    {
      bad: {
        changelog:
          '## [Unreleased]\n\n### Added\n\n- D\n\n## [1.1.0] - 2026-01-02\n\n### Added\n\n- ⟦Filed by a merge⟧\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
        tags: ['v1.0.0', 'v1.1.0'],
        tagged: '## [1.1.0] - 2026-01-02\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
      },
      good: '## [Unreleased]\n\n### Added\n\n- D\n- Filed by a merge\n\n## [1.1.0] - 2026-01-02\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
      message: 'Unexpected entry in 1.1.0: the tag v1.1.0 has it without this entry',
    },
    {
      bad: {
        changelog:
          '## [Unreleased]\n\n## [1.0.0] - 2026-01-02\n\n### Fixed\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- ⟦Filed by a merge⟧\n- A\n',
        tags: ['v1.0.0'],
        tagged: '## [1.0.0] - 2026-01-02\n\n### Fixed\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
      },
      good: '## [Unreleased]\n\n### Added\n\n- Filed by a merge\n\n## [1.0.0] - 2026-01-02\n\n### Fixed\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
    },
    {
      bad: {
        changelog: '## [1.0.0] - 2026-01-02\n\n### Added\n\n- A\n- B\n- ⟦Filed when two sections were merged⟧\n',
        tags: ['v1.0.0'],
        tagged: '## [1.0.0] - 2026-01-02\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
      },
      good: '## [Unreleased]\n\n### Added\n\n- Filed when two sections were merged\n\n## [1.0.0] - 2026-01-02\n\n### Added\n\n- A\n- B\n',
    },
    {
      bad: {
        changelog:
          '## [Unreleased]\n\n### Added\n\n- Filed twice by a merge\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n- ⟦Filed twice by a merge⟧\n',
        tags: ['v1.0.0'],
        tagged: '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
      },
      good: '## [Unreleased]\n\n### Added\n\n- Filed twice by a merge\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
    },
    {
      bad: {
        changelog:
          '## [1.1.0] - 2026-01-02\n\n### Added\n\n- ⟦Sun⟧\n- Moon\n- Stars\n- Clouds\n- Rain\n- Snow\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
        tags: ['v1.0.0', 'v1.1.0'],
        tagged: "## [1.1.0] - 2026-01-02\n\n## What's Changed\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n",
      },
      good: '## [1.1.0] - 2026-01-02\n\n_Amended 2026-06-30._\n\n### Added\n\n- Sun\n- Moon\n- Stars\n- Clouds\n- Rain\n- Snow\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
      message: 'Unexpected entry in 1.1.0: the tag v1.1.0 has it without this entry (and in 5 other places)',
    },
  ],
});
