import { knownFact } from '../../docs/facts.ts';
import { headingAnchors } from '../../docs/heading-anchors.ts';
import { relativeLinks } from '../../docs/relative-links.ts';
import { closest } from '../../text/closest.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly anchor: string; readonly guess: string | null }>({
  id: 'docs/broken-anchor',
  severity: 'warning',
  summary: 'A link leads to a heading that its document does not have.',
  why: `Viewers make the anchor of a heading from its words: lower case, hyphens for spaces, no punctuation. When a heading is
reworded, the links to it break without anybody seeing it.`,
  about: 'documents',
  needs: ['targets'],
  check({ document, path, facts }, report) {
    const targets = knownFact(facts.targets);
    let own: ReadonlySet<string> | null = null;
    for (const { anchor, path: to, end, url } of relativeLinks(document, path)) {
      if (anchor === null || to === null) continue;
      own ??= headingAnchors(document);
      const known = to === path ? own : (targets.get(to)?.anchors ?? null);
      // Lines of a file on a forge, and the start of any document.
      if (known === null || known.has(anchor.toLowerCase()) || /^(?:L\d+(?:-L?\d+)?|top)$/i.test(anchor)) continue;
      report({ start: end - (url.length - url.indexOf('#')), end }, { anchor, guess: closest(anchor, known) });
    }
  },
  message: ({ anchor, guess }) =>
    `Unexpected anchor “#${anchor}”, expected ${guess === null ? 'that of a heading of the document' : `“#${guess}”`}`,
  examples: [
    {
      bad: '- [Instal](⟦#instal⟧)\n\n## 🎯 **Install** it\n',
      good: '- [Install](#install-it)\n\n## 🎯 **Install** it\n',
      message: 'Unexpected anchor “#instal”, expected that of a heading of the document',
    },
    {
      bad: '[B](b.md⟦#to⟧)\n',
      good: '[B](b.md#two)\n',
      files: { 'docs/b.md': '## One\n\n## Two\n' },
      message: 'Unexpected anchor “#to”, expected that of a heading of the document',
    },
    {
      bad: '[Setup](⟦#setpu⟧)\n\n## Setup\n',
      good: '[B](#a-1)\n\n## A\n\n## A\n',
      message: 'Unexpected anchor “#setpu”, expected “#setup”',
    },
  ],
});
