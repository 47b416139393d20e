import { knownFact } from '../../docs/facts.ts';
import { namedLines } from '../../docs/named-lines.ts';
import { defineDocsRule } from '../docs-rule.ts';

const VERSION = /\bv?(\d{1,6}(?:\.\d{1,6}){0,2})$/i;

export default defineDocsRule<{ readonly written: string; readonly expected: string }>({
  id: 'docs/other-system-version',
  severity: 'warning',
  summary: 'A document is for another version of the system than the newest release.',
  why: `A line \`**System**: NAME V3.7\` says what the document is about. Where the newest release is 3.8.0, either nobody has looked
whether the document still holds, or somebody has and forgot the line.`,
  about: 'documents',
  needs: ['versions'],
  check({ document, facts }, report) {
    const [current] = knownFact(facts.versions);
    if (!current) return;
    for (const { name, value, valueSpan } of namedLines(document)) {
      const match = name === 'System' ? VERSION.exec(value) : null;
      if (!match) continue;
      const numbers = (match[1] as string).split('.');
      const expected = current.release.slice(0, numbers.length).join('.');
      if (numbers.join('.') === expected) continue;
      const start = valueSpan.end - (match[1] as string).length;
      report({ start, end: valueSpan.end }, { written: match[1] as string, expected });
    }
  },
  message: ({ written, expected }) =>
    `Unexpected version ${written} of the system, expected ${expected}, the newest release`,
  examples: [
    {
      bad: '# Release Process\n\n**System**: SOLVEREIGN V⟦3.6⟧\n',
      good: '# Release Process\n\n**System**: SOLVEREIGN V3.7\n',
      versions: ['3.7.1', '3.6.0'],
      message: 'Unexpected version 3.6 of the system, expected 3.7, the newest release',
    },
    {
      bad: '# Templates\n\n**System**: SOLVEREIGN V⟦3.6⟧\n\n```markdown\n**System**: NAME V1.0\n```\n',
      good: '# Templates\n\n**System**: SOLVEREIGN V3.7\n\n```markdown\n**System**: NAME V1.0\n```\n',
      versions: ['3.7.1', '3.6.0'],
    },
  ],
});
