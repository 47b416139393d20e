import { bodyOf, childrenOf } from '../../docs/markdown-document.ts';
import { defineDocsRule } from '../docs-rule.ts';

const HEADING = /^Breaking Changes in v?\d/i;
const PARTS = ['API Changes', 'Database Changes', 'Configuration Changes', 'Behavior Changes', 'Migration Required'];

export default defineDocsRule<{ readonly part: string; readonly empty: boolean }>({
  id: 'docs/missing-breaking-part',
  severity: 'warning',
  summary: 'A page of breaking changes leaves out an area.',
  why: `Readers look for the area that concerns them, and take one that is not there for one that nobody looked at: write
“None” where nothing breaks. The areas: API, Database, Configuration and Behavior Changes, Migration Required.`,
  about: 'documents',
  needs: [],
  check({ document }, report) {
    for (const section of document.sections) {
      if (!HEADING.test(section.name)) continue;
      const children = childrenOf(document, section);
      for (const part of PARTS) {
        const found = children.find(({ name }) => name.trim().toLowerCase() === part.toLowerCase());
        if (found && bodyOf(document, found) !== '') continue;
        report((found ?? section).heading.text, { part, empty: found !== undefined });
      }
    }
  },
  message: ({ part, empty }) =>
    empty
      ? `Unexpected nothing under “${part}”, expected what breaks, or “None”`
      : `Expected a part “${part}” on this page`,
  examples: [
    {
      bad: '## ⟦Breaking Changes in v3.7.0⟧\n\n### API Changes\n- None\n### Database Changes\n- None\n### Configuration Changes\n- None\n### Migration Required\n- No\n',
      good: '## Breaking Changes in v3.7.0\n\n### API Changes\n- None\n### Database Changes\n- None\n### Configuration Changes\n- None\n### Behavior Changes\n- A\n### Migration Required\n- No\n',
      message: 'Expected a part “Behavior Changes” on this page',
    },
  ],
});
