import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/unsafe-name',
  summary: 'A setting makes a name that is not safe for a tag.',
  why: `Tags become files in a repository and arguments of git. Names with spaces, shell characters or parts that start with \`.\` or \`-\`
are refused, although git might take some of them.`,
  examples: [
    {
      bad: '{ "tag": { "name": ⟦"-v{version}"⟧ } }',
      good: '{ "tag": { "name": "v{version}" } }',
    },
  ],
});
