import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/invalid-json',
  summary: 'The policy file is not valid JSON with comments.',
  why: `A policy is JSON with comments and trailing commas. What stands after the first error may be read in another way than it was
meant, so nothing is done under such a policy until it is mended.`,
  examples: [
    {
      bad: '{ "standard": "2.0.0" ⟦"tag"⟧: {} }',
      good: '{ "standard": "2.0.0", "tag": {} }',
    },
  ],
});
