import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly path: string }>({
  id: 'docs/missing-document',
  severity: 'error',
  summary: 'A document that the policy asks for is not there.',
  why: `Readers are sent to it: the process names it (\`docs.required\`). Write it, or take it out of the policy.`,
  about: 'documents',
  needs: ['targets'],
  check({ path, policy, facts, text }, report) {
    const { targets } = facts;
    const isMissing = !('notKnown' in targets) && targets.get(path)?.exists === false;
    if (isMissing && text === '' && policy.docs.required.includes(path)) report({ start: 0, end: 0 }, { path });
  },
  message: ({ path }) => `Expected the document ${path}`,
  examples: [
    {
      bad: '⟦⟧',
      good: '# Upgrading\n',
      path: 'docs/UPGRADE.md',
      policy: { docs: { required: ['docs/UPGRADE.md'] } },
      message: 'Expected the document docs/UPGRADE.md',
    },
  ],
});
