import { definePolicyRule } from './policy-rule.ts';

export default definePolicyRule<string>({
  id: 'policy/missing-template-file',
  severity: 'warning',
  summary: 'A template that the policy names is not there.',
  why: `\`documents.templates\` names files, relative to the folder of the policy, that documents about a release are written from. Where one
is not there, nobody hears of it before the day on which its document is to be written.`,
  check({ policy: { documents }, missing }, report) {
    for (const [name, path] of Object.entries(documents.templates)) {
      if (missing.has(path)) report([['documents', 'templates', name]], path);
    }
  },
  message: (path) => `Expected the template “${path}”, which is not there`,
  examples: [
    {
      bad: '{ "documents": { "templates": { "mail": ⟦"mail.md"⟧ } } }',
      good: '{ "documents": { "notes": "package" } }',
      message: 'Expected the template “mail.md”, which is not there',
    },
  ],
});
