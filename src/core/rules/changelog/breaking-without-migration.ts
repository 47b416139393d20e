import { isBreaking } from '../../changelog/breaking.ts';
import { foldEntry } from '../../changelog/entry-text.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { restOfLine } from '../support/first-line.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/breaking-without-migration',
  severity: 'off',
  scope: 'format',
  summary: 'A breaking change does not say what to do about it.',
  why: `Whoever updates wants to know what to change: the new name, the new setting, the command to run. A link to a guide says it, and so
does a sentence with a word such as *use*, *instead*, *replace*, *rename*, *move*, *set*, *run*, *change … to*, *migrate*, *upgrade*,
or an arrow from old to new. The words are English ones: leave the rule off for a changelog in another language.`,
  check({ changelog, text, index }, report) {
    const { entries } = index.once(gatherEntries, changelog);
    const silent = entries.filter((entry) => isBreaking(text, entry) && !MIGRATION.test(foldEntry(text, entry)));
    reportRepeated(
      silent.map(({ contentStart }): Found => ({ span: restOfLine(changelog, contentStart) })),
      report,
    );
  },
  message: (state) => `Expected what to do about this breaking change${andOthers(state)}`,
  examples: [
    {
      bad: '## [2.0.0] - 2026-01-31\n\n### Changed\n\n- ⟦**Breaking:** The old endpoint is gone⟧\n',
      good: '## [2.0.0] - 2026-01-31\n\n### Changed\n\n- **Breaking:** The option is gone; use `--all` instead.\n- **Breaking:** [How to upgrade](docs/upgrade.md).\n',
    },
  ],
});

const MIGRATION =
  /\]\(|\]\[|https?:\/\/|->|=>|→|\b(?:use|using|instead|replace[ds]?|rename[ds]?|move|set|run|add|remove|delete|pass|call|switch|adapt|adjust|update|upgrade|migrat\w*|change \w[^.]* to|see)\b/i;
