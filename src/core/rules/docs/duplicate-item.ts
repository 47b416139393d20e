import { lineAt } from '../../text/source.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly id: string; readonly line: number }>({
  id: 'docs/duplicate-item',
  severity: 'error',
  summary: 'An item or an approval stands twice in a checklist.',
  why: `One is ticked and the other is not: nobody can say whether it is done. Only the first counts. Remove the other.`,
  about: 'checklists',
  needs: [],
  check({ checklist }, report) {
    const seen = new Map<string, number>();
    for (const { kind, id, idSpan } of checklist?.tasks ?? []) {
      if (id === null || !idSpan || !checklist) continue;
      const key = `${kind} ${id}`;
      const line = seen.get(key);
      if (line === undefined) seen.set(key, lineAt(checklist.source, idSpan.start) + 1);
      else report(idSpan, { id, line });
    }
  },
  message: ({ id, line }) => `Unexpected second “${id}”, which stands in line ${line} already`,
  examples: [
    {
      bad: '- [x] Tests pass <!-- item: tests-pass -->\n- [ ] Tests pass <!-- item: ⟦tests-pass⟧ -->\n',
      good: '- [x] Tests pass <!-- item: tests-pass -->\n- [ ] Tests pass again\n',
      message: 'Unexpected second “tests-pass”, which stands in line 1 already',
    },
  ],
});
