import type { Defect } from '../../manifest/model.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<Defect>({
  id: 'manifest/front-matter',
  severity: 'error',
  summary: 'A Markdown manifest starts with YAML front matter.',
  why: `YAML has aliases that grow without end, tags that make objects and words that become dates or booleans. A release record has no use for any of it: front matter is not read, and whatever it says counts for nothing.`,
  needs: [],
  check({ manifest }, report) {
    for (const defect of manifest.defects) if (defect.kind === 'front-matter') report(defect.span, defect);
  },
  message: ({ message }) => message,
  examples: [
    {
      form: 'md',
      bad: '⟦---\nversion: 1.0.0\n---⟧\n\n# Release Manifest\n## Acme v1.0.0\n',
      good: '# Release Manifest\n## Acme v1.0.0\n',
      message: 'Unexpected YAML front matter, expected the manifest to start with its title',
    },
  ],
});
