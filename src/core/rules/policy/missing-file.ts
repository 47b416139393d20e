import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/missing-file',
  summary: 'The policy extends a file that cannot be read.',
  why: `The path in \`extends\` is relative to the file that it stands in, and has to lead to a file of this folder: a policy that depends on
what lies outside of it would mean something else on every machine.`,
  examples: [
    {
      bad: '{ "extends": ⟦"./nowhere.jsonc"⟧ }',
      good: '{ "extends": "keep-a-changelog" }',
    },
  ],
});
