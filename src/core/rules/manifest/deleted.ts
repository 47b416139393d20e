import { factOf } from '../../manifest/facts.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly path: string; readonly commit: string }>({
  id: 'manifest/deleted',
  severity: 'error',
  summary: 'A manifest that a tag has is not there any more.',
  why: `Manifests are kept for good: an auditor asks for the one of a release from years ago. What a tag has can be brought back
with \`git checkout TAG -- PATH\`.`,
  needs: ['deletedAt'],
  check({ facts, path }, report) {
    const commit = factOf(facts, 'deletedAt');
    if (commit !== null && path !== null) report({ start: 0, end: 0 }, { path, commit });
  },
  message: ({ path, commit }) => `Expected ${path}, which ${commit.slice(0, 12)} has: manifests are kept for good`,
  examples: [
    {
      form: 'md',
      path: 'releases/RELEASE-MANIFEST-1.0.0.md',
      facts: { deletedAt: '0123456789abcdef' },
      bad: '⟦⟧',
      good: '',
      message: 'Expected releases/RELEASE-MANIFEST-1.0.0.md, which 0123456789ab has: manifests are kept for good',
    },
  ],
});
