import { compareMigrations, migrationBefore, migrationNotes } from '../../docs/migration-note.ts';
import type { Span } from '../../text/source.ts';
import { defineDocsRule } from '../docs-rule.ts';

const ID = /(?<![\w.-])\d{3,6}[a-z]?(?![\w-])/g;
/** `025-025f`: all of them. */
const RANGE = /(?<![\w.-])(\d{3,6}[a-z]?) ?[-–] ?(\d{3,6}[a-z]?)(?![\w-])/g;

export default defineDocsRule<{ readonly kind: 'later' | 'missing'; readonly id: string; readonly own: string }>({
  id: 'docs/migration-out-of-order',
  severity: 'error',
  summary: 'The prerequisites of a migration name a later one, or leave out the one right before it.',
  why: `Migrations are applied in the order of their numbers: 025, 025a, 025b. One that needs a later one can never be applied,
and one that does not name the one before it may be applied without it.`,
  about: 'documents',
  needs: [],
  check({ document, text }, report) {
    for (const { id: own, parts } of migrationNotes(document)) {
      const part = parts.get('prerequisites');
      if (own === null || !part) continue;
      const body = text.slice(part.contentStart, part.end);
      const named = [...body.matchAll(ID)].map(({ 0: id, index }) => ({
        id,
        ...spanAt(part.contentStart + index, id),
      }));
      for (const { id, start, end } of named)
        if (compareMigrations(id, own) >= 0) report({ start, end }, { kind: 'later', id, own });
      const before = migrationBefore(own);
      const isInRange = [...body.matchAll(RANGE)].some(
        ([, from = '', to = '']) =>
          before !== null && compareMigrations(from, before) <= 0 && compareMigrations(before, to) <= 0,
      );
      if (before !== null && !isInRange && !named.some(({ id }) => id === before))
        report(part.heading.text, { kind: 'missing', id: before, own });
    }
  },
  message: ({ kind, id, own }) =>
    kind === 'later'
      ? `Unexpected prerequisite ${id}, expected migrations before ${own}`
      : `Expected the migration ${id} among the prerequisites of ${own}`,
  examples: [
    {
      bad: '## Migration: 025b_fix.sql\n\n### Prerequisites\n- Migrations 025a, ⟦025c⟧ applied\n',
      good: '## Migration: 025b_fix.sql\n\n### Prerequisites\n- Migrations 025-025a applied\n- Backup of 2026-01-01 taken\n',
      message: 'Unexpected prerequisite 025c, expected migrations before 025b',
    },
    {
      bad: '## Migration: 025b_fix.sql\n\n### ⟦Prerequisites⟧\n- Migration 025 applied\n',
      good: '## Migration: 025_fix.sql\n\n### Prerequisites\n- Writes disabled\n',
      message: 'Expected the migration 025a among the prerequisites of 025b',
    },
  ],
});

function spanAt(start: number, text: string): Span {
  return { start, end: start + text.length };
}
