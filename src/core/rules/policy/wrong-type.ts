import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/wrong-type',
  summary: 'A setting has a value of the wrong type.',
  why: `Each setting is a text, a number, one of a few words, a list or an object. A value of another type is left out, and the
setting is as the profile has it.`,
  examples: [
    {
      bad: '{ "changelog": ⟦[]⟧ }',
      good: '{ "changelog": {} }',
    },
  ],
});
