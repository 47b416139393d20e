import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/circular-extends',
  summary: 'Policies extend each other in a circle.',
  why: `Each policy starts from another one, and the first from a built-in profile. A circle has no first one. Chains of more than eight
files are taken for one, too.`,
  examples: [
    {
      bad: '{ "extends": ⟦"./release-ledger.jsonc"⟧ }',
      good: '{ "extends": "keep-a-changelog" }',
    },
  ],
});
