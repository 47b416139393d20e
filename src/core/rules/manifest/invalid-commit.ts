import type { Written } from '../../manifest/model.ts';
import { defineManifestRule } from '../manifest-rule.ts';
import { isPlaceholder } from '../support/manifest-placeholders.ts';

export default defineManifestRule<{ readonly written: string }>({
  id: 'manifest/invalid-commit',
  severity: 'error',
  summary: 'A commit of a manifest is no object name.',
  why: `A commit is named by its hash, in hexadecimal digits: 40 of them, 64 in a repository with SHA-256, or at least 7 where
it was shortened. Branches and tags move; a record that names one says nothing for long.`,
  needs: [],
  check({ manifest }, report) {
    for (const name of ['commit', 'sourceCommit'] as const) {
      const field: Written<string> | undefined = manifest.fields[name];
      if (field && !/^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/.test(field.value) && !isPlaceholder(field.value))
        report(field.span, { written: field.value });
    }
  },
  message: ({ written }) => `Unexpected commit “${written}”, expected its hash in hexadecimal digits`,
  examples: [
    {
      form: 'json',
      bad: '{ "git_sha": ⟦"main"⟧ }\n',
      good: '{ "git_sha": "abc123def456" }\n',
      message: 'Unexpected commit “main”, expected its hash in hexadecimal digits',
    },
  ],
});
