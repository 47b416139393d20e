import type { Defect } from '../../manifest/model.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<Defect>({
  id: 'manifest/unknown-value',
  severity: 'error',
  summary: 'A value of a manifest is none of those that its field has.',
  why: `A verification that says neither passed nor failed proves nothing. Results are passed, advisory, failed, not-run or not-applicable; in Markdown PASS, ADVISORY, FAIL, NOT RUN or N/A, and counts such as 6/6 passing.`,
  needs: [],
  check({ manifest }, report) {
    for (const defect of manifest.defects) if (defect.kind === 'unknown-value') report(defect.span, defect);
  },
  message: ({ message }) => message,
  examples: [
    {
      form: 'json',
      bad: '{ "verification": { "security_scan": ⟦"green"⟧ } }\n',
      good: '{ "verification": { "security_scan": "passed" } }\n',
      message:
        'Unexpected “green” for “verification.security_scan”, expected passed, advisory, failed, not-run or not-applicable',
    },
  ],
});
