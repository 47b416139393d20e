import { defineDocsRule } from '../docs-rule.ts';

const PARKED = /^[ \t>*_-]{0,8}Status[*_]{0,2}:[*_]{0,2}[ \t]*[*_`]{0,2}(PARKED)\b/gm;
const PARTS = [
  ['Reason', /^[ \t>*_-]{0,8}Reason[*_]{0,2}:[*_]{0,2}[ \t]*\S/im],
  ['When ready', /^[ \t>*_-]{0,8}When ready[*_]{0,2}:[*_]{0,2}[ \t]*\r?\n\s{0,20}(?:[-*+]|\d{1,3}[.)])[ \t]+\S/im],
] as const;

export default defineDocsRule<{ readonly missing: string }>({
  id: 'docs/parked-without-plan',
  severity: 'warning',
  summary: 'A component is parked without a reason, or without the steps that bring it back.',
  why: `What is left out of a release is left out for good unless somebody writes down why, and what has to be done once that is
over: \`Status: PARKED\`, \`Reason:\`, and a list under \`When ready:\`.`,
  about: 'documents',
  needs: [],
  check({ document, text }, report) {
    const { sections, prose } = document;
    let next = 0;
    let missing: readonly string[] | null = null;
    for (const match of text.matchAll(PARKED)) {
      const start = match.index + match[0].length - (match[1] as string).length;
      // What a part of the document says is read once, however often it is parked.
      for (; (sections[next]?.start ?? text.length) <= start; next++) missing = null;
      if (prose.isCode(start)) continue;
      missing ??= missingParts(text.slice(sections[next - 1]?.contentStart ?? 0, sections[next]?.start));
      for (const part of missing) report({ start, end: start + 'PARKED'.length }, { missing: part });
    }
  },
  message: ({ missing }) =>
    missing === 'Reason'
      ? 'Unexpected PARKED without a reason, expected a line “Reason: …”'
      : 'Unexpected PARKED without a way back, expected a list of steps under “When ready:”',
  examples: [
    {
      bad: '## Maps\n\nStatus: ⟦PARKED⟧ (not in the pilot)\n\nWhen ready:\n- Load the data\n',
      good: '## Maps\n\nStatus: PARKED (not in the pilot)\nReason: No test data yet\n\nWhen ready:\n- Load the data\n',
    },
    {
      bad: '## Maps\n\nStatus: ⟦PARKED⟧\nReason: No test data\n',
      good: '## Maps\n\nStatus: ACTIVE\n',
      message: 'Unexpected PARKED without a way back, expected a list of steps under “When ready:”',
    },
  ],
});

function missingParts(body: string): readonly string[] {
  return PARTS.flatMap(([name, shape]) => (shape.test(body) ? [] : [name]));
}
