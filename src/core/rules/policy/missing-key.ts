import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/missing-key',
  summary: 'An object lacks a key that it has to have.',
  why: `A category has a \`name\`, a version file has a \`path\`: without it nothing can be done with the rest, and the whole object is left
out.`,
  examples: [
    {
      bad: '{ "changelog": { "categories": [⟦{ "kind": "note" }⟧] } }',
      good: '{ "changelog": { "categories": [{ "name": "Notes", "kind": "note" }] } }',
    },
  ],
});
