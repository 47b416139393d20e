import { lineOf } from '../../docs/markdown-document.ts';
import { matchesSegment } from '../../text/matches-glob.ts';
import { defineDocsRule } from '../docs-rule.ts';

const WORD = /\b(?:TODO|FIXME)\b/g;
/** An issue, a ticket or an address: who wants to know finds it there. */
const REFERENCE = /#[1-9]\d{0,9}\b|\b[A-Z][A-Z0-9]{1,9}-[1-9]\d{0,6}\b|https?:\/\//;
/** Nobody writes more of it on one line. */
const LONGEST_LINE = 2_000;

export default defineDocsRule<{ readonly word: string }>({
  id: 'docs/todo',
  severity: 'warning',
  summary: 'The documentation has a note to finish later.',
  why: `Who reads documentation cannot do what its author has not written yet. Finish it, or say where it is tracked: a note with
the number of an issue counts as documented. Others are allowed by \`docs.allowTodo\`.`,
  about: 'documents',
  needs: [],
  check({ document, text, policy }, report) {
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (document.prose.isCode(index)) continue;
      const { start, end } = lineOf(document, index);
      const line = text.slice(start, Math.min(end, start + LONGEST_LINE));
      if (REFERENCE.test(line) || policy.docs.allowTodo.some((allowed) => matchesSegment(line, `*${allowed}*`)))
        continue;
      report({ start: index, end: index + word.length }, { word });
    }
  },
  message: ({ word }) => `Unexpected ${word}, expected the text, or the number of the issue that tracks it`,
  examples: [
    { bad: '# Guide\n\n⟦TODO⟧: how to install\n', good: '# Guide\n\nTODO (#12): how to install\n' },
    {
      bad: '# Guide\n\n<!-- ⟦FIXME⟧ wrong -->\n',
      good: 'Run `grep -r TODO docs/`.\n',
      message: 'Unexpected FIXME, expected the text, or the number of the issue that tracks it',
    },
    {
      bad: 'A\n\n⟦TODO⟧ later\n',
      good: 'TODO list of the app\n',
      policy: { docs: { allowTodo: ['TODO list'] } },
    },
  ],
});
