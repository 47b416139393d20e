import { findFrontMatter, frontMatterValue } from '../../changelog/front-matter.ts';
import { leadsElsewhere } from '../../changelog/other-changelogs.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { firstLine } from '../support/first-line.ts';

export default defineRule<{ readonly title: string }>({
  id: 'changelog/missing-title',
  severity: 'warning',
  scope: 'format',
  summary: 'The file has no title.',
  why: `Keep a Changelog 2.0.0 (“What goes at the top of the file?”) opens with a heading of level 1, \`# Changelog\`, so that
readers know what they are looking at. A title in the front matter of a documentation site counts as well.`,
  check(context, report) {
    const { changelog, text } = context;
    if (changelog.title || leadsElsewhere(changelog)) return;
    const frontMatter = findFrontMatter(text);
    if (frontMatter && frontMatterValue(text, frontMatter, 'title') !== null) return;
    report(firstLine(changelog), { title: titleFor(context) });
  },
  message: ({ title }) => `Expected a title before the first release, as in “# ${title}”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ title }) => `Insert “# ${title}” at the top`,
      edits: ({ title }, { changelog: { source }, text }) => {
        const { eol } = source;
        const frontMatter = findFrontMatter(text);
        if (frontMatter) return [{ start: frontMatter.end, end: frontMatter.end, text: `${eol}${eol}# ${title}` }];
        return [{ start: source.contentStart, end: source.contentStart, text: `# ${title}${eol}${eol}` }];
      },
    },
  ],
  examples: [
    {
      bad: '⟦## [1.0.0] - 2017-07-17⟧\n\n### Added\n\n- First release.\n',
      good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
      message: 'Expected a title before the first release, as in “# Changelog”',
    },
    {
      bad: '⟦All notable changes.⟧\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n\n# Changelog\n',
      good: '# Changelog\n\nAll notable changes.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n\n# Changelog\n',
    },
    {
      bad: '⟦---⟧\nlayout: page\n---\n\n## [1.0.0] - 2017-07-17\n',
      good: '---\nlayout: page\n---\n\n# Changelog\n\n## [1.0.0] - 2017-07-17\n',
    },
  ],
});

function titleFor({ changelog, policy }: RuleContext): string {
  const { language, title } = changelog.vocabulary;
  return (language === 'en' ? policy.changelog.titles[0] : title[0]) ?? 'Changelog';
}
