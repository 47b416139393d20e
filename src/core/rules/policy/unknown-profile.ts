import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/unknown-profile',
  summary: 'The policy extends a profile that there is not.',
  why: `\`extends\` names a built-in profile, or the relative path of another policy file, which has a \`/\` or a \`.\` in it. Without its base
a policy is not what its author meant.`,
  fixable: true,
  examples: [
    {
      bad: '{ "extends": ⟦"keep-a-changlog"⟧ }',
      good: '{ "extends": "keep-a-changelog" }',
    },
  ],
});
