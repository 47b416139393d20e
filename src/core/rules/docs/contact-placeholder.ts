import { foldLabel } from '../../changelog/links/label.ts';
import { defineDocsRule } from '../docs-rule.ts';

const PLACEHOLDER =
  /\[(?:contact|name|email|e-mail|phone|number|team|link|url|(?:your|insert) [a-z ]{1,30})\](?![([:])/gi;

export default defineDocsRule<{ readonly written: string }>({
  id: 'docs/contact-placeholder',
  severity: 'warning',
  summary: 'A contact, a name or a link is still to be filled in.',
  why: `In an emergency somebody opens this page to see whom to call. Fill in what stands in brackets, or take the line out.`,
  about: 'documents',
  needs: [],
  check({ document, text }, report) {
    for (const { 0: written, index } of text.matchAll(PLACEHOLDER)) {
      const label = foldLabel(written.slice(1, -1));
      // The second half of a link, and a link by itself.
      if (text[index - 1] === ']' || document.changelog.definitionsByLabel.has(label)) continue;
      if (document.prose.holds(index)) report({ start: index, end: index + written.length }, { written });
    }
  },
  message: ({ written }) => `Unexpected placeholder “${written}”, expected what it stands for`,
  examples: [
    { bad: '- **DevOps Team**: ⟦[contact]⟧\n', good: '- **DevOps Team**: devops@example.com\n' },
    { bad: '- Support: ⟦[link]⟧\n', good: '- Support: [link](https://example.com), `[contact]`\n' },
  ],
});
