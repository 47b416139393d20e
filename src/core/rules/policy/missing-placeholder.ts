import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/missing-placeholder',
  summary: 'A template lacks the placeholder that makes it one.',
  why: `The name of a tag has to have the version in it, and so has a pattern that finds the version in a file: without \`{version}\` all
releases would have one tag.`,
  examples: [
    {
      bad: '{ "tag": { "name": ⟦"release"⟧ } }',
      good: '{ "tag": { "name": "release-{version}" } }',
    },
  ],
});
