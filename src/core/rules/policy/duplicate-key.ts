import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/duplicate-key',
  summary: 'A key stands twice in one object.',
  why: `JSON parsers disagree on which of two equal keys counts; here the first one does. Merge the two.`,
  examples: [
    {
      bad: '{ "standard": "2.0.0", ⟦"standard"⟧: "1.1.0" }',
      good: '{ "standard": "1.1.0" }',
    },
  ],
});
