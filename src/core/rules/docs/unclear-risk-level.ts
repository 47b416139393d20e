import { bodyOf } from '../../docs/markdown-document.ts';
import { migrationNotes } from '../../docs/migration-note.ts';
import { defineDocsRule } from '../docs-rule.ts';

const RISK = /^[*_]{0,2}(?:LOW|MEDIUM|HIGH|CRITICAL)[*_]{0,2} [-–—] \S/;

export default defineDocsRule<{ readonly written: string }>({
  id: 'docs/unclear-risk-level',
  severity: 'warning',
  summary: 'The risk of a migration is not one of LOW, MEDIUM, HIGH, CRITICAL with a reason.',
  why: `The risk decides when a migration is run and who stands by: write it as a level and the reason for it,
\`HIGH - Security-critical change\`.`,
  about: 'documents',
  needs: [],
  check({ document }, report) {
    for (const { parts } of migrationNotes(document)) {
      const part = parts.get('risk level');
      const body = part ? bodyOf(document, part) : '';
      if (!part || body === '' || RISK.test(body)) continue;
      const written = body.split(/\r\n?|\n/)[0] ?? '';
      const start = document.source.text.indexOf(body, part.contentStart);
      report({ start, end: start + written.length }, { written });
    }
  },
  message: ({ written }) => `Unexpected risk “${written}”, expected a level and its reason: “HIGH - …”`,
  examples: [
    {
      bad: '## Migration: 1_a.sql\n\n### Risk Level\n⟦quite high⟧\n',
      good: '## Migration: 1_a.sql\n\n### Risk Level\nHIGH - Security-critical change\n',
    },
    {
      bad: '## Migration: 1_a.sql\n\n### Risk Level\n⟦HIGH⟧\n',
      good: '## Migration: 1_a.sql\n\n### Risk Level\n**LOW** – reads only\n',
    },
  ],
});
