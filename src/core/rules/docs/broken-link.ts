import { knownFact } from '../../docs/facts.ts';
import { relativeLinks } from '../../docs/relative-links.ts';
import { closest } from '../../text/closest.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly url: string; readonly path: string | null; readonly guess: string | null }>({
  id: 'docs/broken-link',
  severity: 'error',
  summary: 'A link leads to a file that is not there.',
  why: `A relative link is read from the folder of its document: from \`docs/\`, the changelog at the top is
\`../CHANGELOG.md\`. Mend the path, or take the link out.`,
  about: 'documents',
  needs: ['targets'],
  check({ document, path, facts }, report) {
    const targets = knownFact(facts.targets);
    const there = [...targets].flatMap(([name, { exists }]) => (exists ? [name] : []));
    for (const { url, path: to, start, end } of relativeLinks(document, path)) {
      if (to !== null && (to === path || to === '' || targets.get(to)?.exists !== false)) continue;
      report({ start, end }, { url, path: to, guess: to === null ? null : closest(to, there) });
    }
  },
  message: ({ url, path, guess }) =>
    path === null
      ? `Unexpected link “${url}”, which leads out of the project`
      : `Unexpected link “${url}”, expected ${guess === null ? 'a file that is there' : `“${guess}”`}: ${path} is not`,
  examples: [
    {
      bad: 'See the [changelog](⟦CHANGELOG.md⟧).\n',
      good: 'See the [changelog](../CHANGELOG.md).\n',
      files: { 'CHANGELOG.md': '# Changelog\n' },
    },
    { bad: '[a][b]\n\n[b]: ⟦../../b.md⟧\n', good: '[a](https://example.com/b.md) and `[c](d.md)`\n' },
  ],
});
