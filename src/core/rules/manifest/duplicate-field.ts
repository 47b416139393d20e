import type { Defect } from '../../manifest/model.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<Defect>({
  id: 'manifest/duplicate-field',
  severity: 'error',
  summary: 'A field stands twice in a manifest.',
  why: `Of two values one is wrong, and nothing says which. The first one is compared with the other records.`,
  needs: [],
  check({ manifest }, report) {
    for (const defect of manifest.defects) if (defect.kind === 'duplicate-field') report(defect.span, defect);
  },
  message: ({ message }) => message,
  examples: [
    {
      form: 'md',
      bad: '# Release Manifest\n## Acme v1.0.0\n\n**Release Date:** 2026-01-08\n⟦**Release Date:** ⟧2026-01-09\n',
      good: '# Release Manifest\n## Acme v1.0.0\n\n**Release Date:** 2026-01-08\n',
      message: 'Unexpected second value, expected it once',
    },
  ],
});
