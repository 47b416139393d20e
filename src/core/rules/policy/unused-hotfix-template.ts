import { definePolicyRule, removeSetting } from './policy-rule.ts';

export default definePolicyRule<null>({
  id: 'policy/unused-hotfix-template',
  severity: 'warning',
  summary: 'Tags of hotfixes have a template, and no release is a hotfix.',
  why: `\`tag.hotfixTemplate\` holds for the releases that \`version.hotfix\` calls hotfixes. As long as that is \`none\`, no tag is ever
held against the template. Say which releases are hotfixes, or remove the template.`,
  check({ policy: { tag, version } }, report) {
    if (tag.hotfixTemplate !== '' && version.hotfix === 'none')
      report(
        [
          ['tag', 'hotfixTemplate'],
          ['version', 'hotfix'],
        ],
        null,
      );
  },
  message: () => 'Unexpected tag.hotfixTemplate, expected version.hotfix to say which releases are hotfixes',
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Remove tag.hotfixTemplate',
      edits: (_, place) => (place.path[1] === 'hotfixTemplate' ? removeSetting(place) : null),
    },
  ],
  examples: [
    {
      bad: '{ "tag": { "name": "v{version}", "hotfixTemplate": ⟦"Hotfix {tag}"⟧ } }',
      good: '{ "tag": { "name": "v{version}" } }',
    },
  ],
});
