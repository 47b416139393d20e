import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/unknown-value',
  summary: 'A setting has a value that it cannot have.',
  why: `Some settings are one of a few words or a number between two limits. Any other value is left out, and the setting is as the
profile has it. The message says what is possible.`,
  fixable: true,
  examples: [
    {
      bad: '{ "changelog": { "breaking": ⟦"markr"⟧ } }',
      good: '{ "changelog": { "breaking": "marker" } }',
    },
  ],
});
