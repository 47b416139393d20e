import { findFrontMatter } from '../../changelog/front-matter.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import { defineRule } from '../rule.ts';
import { restOfLine } from '../support/first-line.ts';

export default defineRule<null>({
  id: 'changelog/text-before-title',
  severity: 'hint',
  scope: 'format',
  summary: 'Something stands before the title.',
  why: `Keep a Changelog 2.0.0 (“What goes at the top of the file?”) opens with the title; what introduces the file stands after
it. Comments, badges, links to translations and front matter may stand before it.`,
  check({ changelog, text }, report) {
    const { title, blocks } = changelog;
    const { table } = blocks;
    if (!title) return;
    const behind = findFrontMatter(text)?.end ?? 0;
    for (let block = 0; block < title.block; block++) {
      const start = table.start[block] as number;
      const kind = table.kind[block];
      if (start < behind || kind === BlockKind.Html || kind === BlockKind.Definition) continue;
      if (kind === BlockKind.Paragraph && isLinksOnly(text.slice(start, table.end[block]))) continue;
      report(restOfLine(changelog, start), null);
      return;
    }
  },
  message: () => 'Unexpected text before the title, expected the title first',
  examples: [
    {
      bad: '⟦Our changes.⟧\n\n# Changelog\n\n## [1.0.0] - 2017-07-17\n',
      good: '---\nlayout: page\n---\n<!-- comment -->\n\n[![CI](https://x.example/b.svg)](https://x.example) | [中文](CHANGELOG.zh.md)\n\n# Changelog\n\nOur changes.\n',
    },
  ],
});

/** Badges and links to other languages, with whatever parts them. */
function isLinksOnly(paragraph: string): boolean {
  const rest = paragraph
    .replace(/!\[[^\][]*\](?:\([^()]*\)|\[[^\][]*\])?/g, '')
    .replace(/\[[^\][]*\](?:\([^()]*\)|\[[^\][]*\])?/g, '')
    .replace(/<\/?[a-z][^<>]*>/gi, '');
  return !/[\p{L}\p{N}]/u.test(rest);
}
