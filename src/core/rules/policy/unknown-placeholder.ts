import { definePolicyDefectRule } from './policy-rule.ts';

export default definePolicyDefectRule({
  id: 'policy/unknown-placeholder',
  summary: 'A template has a placeholder that stands for nothing.',
  why: `Names, paths and templates may have placeholders in braces, \`{version}\` for one. A placeholder that is not known would be
written out as it is, into the name of a tag or a file. The message says which ones there are.`,
  fixable: true,
  examples: [
    {
      bad: '{ "tag": { "name": ⟦"v{versoin}"⟧ } }',
      good: '{ "tag": { "name": "v{version}" } }',
    },
  ],
});
