import { definePolicyRule } from './policy-rule.ts';

export default definePolicyRule<string>({
  id: 'policy/forms-with-one-path',
  severity: 'error',
  summary: 'Both forms of the manifest have one path.',
  why: `With two \`manifest.forms\`, \`manifest.path\` needs \`{ext}\`, which is \`json\` for the one and \`md\` for the other. Without it both
forms would be one file. Put \`{ext}\` in, or keep one form.`,
  check({ policy: { manifest } }, report) {
    if (new Set(manifest.forms).size > 1 && manifest.path !== '' && !manifest.path.includes('{ext}'))
      report(
        [
          ['manifest', 'path'],
          ['manifest', 'forms'],
        ],
        manifest.path,
      );
  },
  message: (path) => `Unexpected “${path}” for manifest.path, expected {ext} in it, since manifest.forms has two forms`,
  examples: [
    {
      bad: '{ "manifest": { "forms": ["json", "md"], "path": ⟦"releases/{tag}.json"⟧ } }',
      good: '{ "manifest": { "forms": ["json", "md"], "path": "releases/{tag}.{ext}" } }',
    },
  ],
});
