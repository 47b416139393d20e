import type { Entry } from '../../changelog/model.ts';
import type { TaggedEntry } from '../../ledger/frozen.ts';
import { frozenState } from '../../ledger/gather.ts';
import { isKnown } from '../../ledger/ledger.ts';
import { lineEnd } from '../../text/source.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { amendSection } from '../support/amend-section.ts';

interface State {
  readonly entry: Entry;
  readonly was: TaggedEntry;
  readonly label: string;
  readonly tag: string;
}

export default defineLedgerRule<State>({
  id: 'ledger/released-entry-reworded',
  severity: 'info',
  summary: 'An entry of a released section reads otherwise than in the tag.',
  why: `What was released is a record. Keep a Changelog 2.0.0 allows to improve it afterwards and asks to note the date of the
update, so that somebody who compares two copies knows why they differ. Restore the released text, or note the date with
\`_Amended 2026-01-02._\` in the section.`,
  needs: ['tags', 'reference'],
  check({ ledger }, report) {
    if (!isKnown(ledger.reference)) return;
    const { source, releases } = ledger.changelog;
    for (const section of releases) {
      const frozen = frozenState(ledger, section);
      if (frozen.state !== 'changed') continue;
      for (const { entry, was } of frozen.changes.reworded) {
        const span = { start: entry.contentStart, end: Math.min(entry.end, lineEnd(source, entry.line)) };
        report({ span }, { entry, was, label: section.label, tag: ledger.reference.tag.name });
      }
    }
  },
  message: ({ label, tag }) => `Unexpected wording in ${label}: the tag ${tag} has this entry in other words`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Restore the released text',
      edits: ({ entry, was }, { ledger }) => [
        { start: entry.start, end: entry.end, text: was.text.replace(/\r\n|\r|\n/g, ledger.changelog.source.eol) },
      ],
    },
    {
      safety: 'unsafe',
      title: ({ label }) => `Note that ${label} was amended today`,
      edits: ({ entry }, { ledger, today }) =>
        today === null ? null : amendSection(ledger.changelog, entry.release, today),
    },
  ],
  examples: [
    {
      bad: {
        changelog: '## [1.0.0] - 2026-01-01\n\n### Fixed\n\n- ⟦Crash on start of the server⟧\n',
        tags: ['v1.0.0'],
        tagged: '## [1.0.0] - 2026-01-01\n\n### Fixed\n\n- Crash on start\n',
      },
      good: '## [1.0.0] - 2026-01-01\n\n### Fixed\n\n- Crash on start\n',
      message: 'Unexpected wording in 1.0.0: the tag v1.0.0 has this entry in other words',
    },
  ],
});
