import type { Entry, Release } from '../../changelog/model.ts';
import { isRewritten, type TaggedEntry } from '../../ledger/frozen.ts';
import { frozenState } from '../../ledger/gather.ts';
import { isKnown } from '../../ledger/ledger.ts';
import { lineEnd } from '../../text/source.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { amendFix } from '../support/amend-section.ts';

interface State {
  readonly release: Release;
  /** Null where so many entries differ that the section is told of as a whole. */
  readonly changed: { readonly entry: Entry; readonly was: TaggedEntry } | null;
  readonly count: number;
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
      const { reworded } = frozen.changes;
      const tag = ledger.reference.tag.name;
      const count = reworded.length;
      if (isRewritten(frozen.changes))
        report({ span: section.labelSpan }, { release: section, changed: null, count, tag });
      else
        for (const changed of reworded) {
          const { contentStart, end, line } = changed.entry;
          const span = { start: contentStart, end: Math.min(end, lineEnd(source, line)) };
          report({ span }, { release: section, changed, count: 1, tag });
        }
    }
  },
  message: ({ release, changed, count, tag }) =>
    changed
      ? `Unexpected wording in ${release.label}: the tag ${tag} has this entry in other words`
      : `Unexpected wording in ${release.label}: the tag ${tag} has ${count} of its entries in other words`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Restore the released text',
      edits: ({ changed }, { ledger }) =>
        changed && [
          {
            start: changed.entry.start,
            end: changed.entry.end,
            text: changed.was.text.replace(/\r\n|\r|\n/g, ledger.changelog.source.eol),
          },
        ],
    },
    amendFix(({ release }) => release),
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
