import type { Release } from '../../changelog/model.ts';
import type { TaggedEntry } from '../../ledger/frozen.ts';
import { frozenState } from '../../ledger/gather.ts';
import { isKnown } from '../../ledger/ledger.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { amendFix } from '../support/amend-section.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly release: Release;
  readonly removed: readonly TaggedEntry[];
  readonly tag: string;
}

export default defineLedgerRule<State>({
  id: 'ledger/released-entry-removed',
  severity: 'info',
  summary: 'A released section lacks entries that the tag has.',
  why: `Whoever reads the changelog later takes what stands there for all that the version changed. An entry that was moved to
another version, or lost in a merge, is missing without a trace. Put it back, or note the date of the change in the section as
Keep a Changelog 2.0.0 asks.`,
  needs: ['tags', 'reference'],
  check({ ledger }, report) {
    if (!isKnown(ledger.reference)) return;
    for (const release of ledger.changelog.releases) {
      const frozen = frozenState(ledger, release);
      if (frozen.state !== 'changed' || frozen.changes.removed.length === 0) continue;
      report({ span: release.labelSpan }, { release, removed: frozen.changes.removed, tag: ledger.reference.tag.name });
    }
  },
  message: ({ release, removed, tag }) => {
    const [first] = removed;
    const others = removed.length > 1 ? ` and ${removed.length - 1} more` : '';
    return `Expected what the tag ${tag} has in ${release.label}: “${shorten(first?.text.replace(/\s+/g, ' ') ?? '')}”${others}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ removed }) => (removed.length === 1 ? 'Put the entry back' : `Put the ${removed.length} entries back`),
      edits: ({ release, removed }, { ledger }) => {
        const { eol } = ledger.changelog.source;
        const edits = [];
        for (const { category, text } of removed) {
          const last = release.sections.find(({ name }) => name === category)?.entries.at(-1);
          if (!last) return null;
          edits.push({ start: last.end, end: last.end, text: eol + text.replace(/\r\n|\r|\n/g, eol) });
        }
        return edits;
      },
    },
    amendFix(({ release }) => release),
  ],
  examples: [
    {
      bad: {
        changelog: '## [⟦1.0.0⟧] - 2026-01-01\n\n### Added\n\n- A\n',
        tags: ['v1.0.0'],
        tagged: '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n- Something else entirely\n',
      },
      good: '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n- Something else entirely\n',
      message: 'Expected what the tag v1.0.0 has in 1.0.0: “- Something else entirely”',
    },
  ],
});
