import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/unknown-key',
  summary: 'A key of the policy is not known.',
  why: `A key that nothing reads decides nothing, and whoever wrote it believes that it does. Mostly it is a slip of the pen; the
message names the key that is closest. The language server completes the keys.`,
  fixable: true,
  examples: [
    {
      bad: '{ ⟦"chagelog"⟧: {} }',
      good: '{ "changelog": {} }',
    },
  ],
});
