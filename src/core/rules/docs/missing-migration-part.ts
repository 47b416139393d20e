import { bodyOf } from '../../docs/markdown-document.ts';
import { MIGRATION_PARTS, migrationNotes } from '../../docs/migration-note.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly part: string; readonly empty: boolean }>({
  id: 'docs/missing-migration-part',
  severity: 'error',
  summary: 'A note on a migration leaves out what it has to say.',
  why: `Whoever runs a migration at night needs to know what it is for, what it changes, what has to be done before, how to
take it back, how to see that it worked, and how risky it is: Purpose, Changes, Prerequisites, Rollback,
Verification, Risk Level.`,
  about: 'documents',
  needs: [],
  check({ document }, report) {
    for (const { section, parts } of migrationNotes(document)) {
      for (const part of MIGRATION_PARTS) {
        const found = parts.get(part.toLowerCase());
        if (found && bodyOf(document, found) !== '') continue;
        report((found ?? section).heading.text, { part, empty: found !== undefined });
      }
    }
  },
  message: ({ part, empty }) =>
    empty
      ? `Unexpected nothing under “${part}”, expected what the migration needs`
      : `Expected a part “${part}” in this note`,
  examples: [
    {
      bad: '## ⟦Migration: 1_a.sql⟧\n\n### Purpose\nA\n### Changes\nA\n### Prerequisites\nNone\n### Verification\nA\n### Risk Level\nLOW - A\n',
      good: '## Migration: 1_a.sql\n\n### Purpose\nA\n### Changes\nA\n### Prerequisites\nNone\n### Rollback\nA\n### Verification\nA\n### Risk Level\nLOW - A\n',
      message: 'Expected a part “Rollback” in this note',
    },
    {
      bad: '## Migration: 1_a.sql\n\n### ⟦Purpose⟧\n### Changes\nA\n### Prerequisites\nNone\n### Rollback\nA\n### Verification\nA\n### Risk Level\nLOW - A\n',
      good: '## Migrations\n',
      message: 'Unexpected nothing under “Purpose”, expected what the migration needs',
    },
  ],
});
