import { gatherLinks } from '../../changelog/links/gather-links.ts';
import { findMissingLine } from '../../ledger/tag-message.ts';
import type { TagPolicy } from '../../policy/policy.ts';
import { isPrerelease, type Version } from '../../version/version.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { findHotfixes } from '../support/hotfixes.ts';
import { shorten } from '../support/shorten.ts';
import { findTag, type TagFinding } from '../support/tag-findings.ts';

export default defineLedgerRule<TagFinding<string>>({
  id: 'ledger/unexpected-tag-message',
  severity: 'warning',
  shipping: 'error',
  summary: 'The message of a release’s tag lacks what the policy’s template says.',
  why: `\`git show v1.1.0\` is where people look who have the repository and nothing else. \`tag.template\` in the policy says what stands
in the message, line by line, with other templates for hotfixes and pre-releases. More may stand between the lines. Lightweight
tags have no message and are a matter of another rule. The newest release whose tag lacks something is reported with the number
of older ones.`,
  needs: ['tags'],
  check(context, report) {
    const { ledger, policy } = context;
    const { template, hotfixTemplate, prereleaseTemplate } = policy.tag;
    if (template === '' && hotfixTemplate === '' && prereleaseTemplate === '') return;
    const hotfixes = findHotfixes(ledger.changelog, policy);
    const links = gatherLinks(ledger.changelog);
    const finding = findTag(context, ({ name, message, version }, section) => {
      if (message === null) return null;
      return findMissingLine(templateFor(policy.tag, version, hotfixes.has(section)), message, {
        tag: name,
        version: section.version?.raw ?? version.raw,
        title: section.title,
        date: section.date,
        compare: links[section.index]?.url || null,
      });
    });
    if (finding) report({ span: finding.section.labelSpan }, finding);
  },
  message: ({ tag, found, older }) =>
    `Expected the line “${shorten(found)}” in the message of the tag ${tag.name}${older > 0 ? ` (${older} older ${older === 1 ? 'tag lacks' : 'tags lack'} something, too)` : ''}`,
  examples: [
    {
      bad: {
        changelog: '## [⟦1.1.0⟧] - 2026-01-02 - Faster\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: [
          { name: 'v1.0.0', message: 'First release' },
          { name: 'v1.1.0', message: 'Release v1.1.0 - Faster\n\nB is new.\n\nSee CHANGELOG.md for full details.' },
          {
            name: 'v1.2.0',
            message: 'Release v1.2.0 - Safer\n\nHighlights:\n- C\n- D\n\nSee CHANGELOG.md for full details.\n',
          },
        ],
      },
      good: '## [1.2.0] - 2026-01-03 - Safer\n\n- C\n',
      policy: {
        tag: {
          template: 'Release {tag} - {title}\n\nHighlights:\n{highlights}\n\nSee CHANGELOG.md for full details.',
        },
      },
      message: 'Expected the line “Highlights:” in the message of the tag v1.1.0 (1 older tag lacks something, too)',
    },
  ],
});

function templateFor(
  { template, hotfixTemplate, prereleaseTemplate }: TagPolicy,
  version: Version,
  isHotfix: boolean,
): string {
  if (isPrerelease(version)) return prereleaseTemplate || template;
  return (isHotfix && hotfixTemplate) || template;
}
