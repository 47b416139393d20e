import type { ResultState } from '../../manifest/model.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly name: string; readonly state: ResultState; readonly counts: string }>({
  id: 'manifest/failed-verification',
  severity: 'error',
  summary: 'A manifest says that a test or a scan failed, or was not run.',
  why: `A release ships when everything that was to be verified has passed. What does not apply to this release says so with
\`not-applicable\` (\`N/A\` in Markdown); what was not run has to be run.`,
  needs: [],
  check({ manifest }, report) {
    for (const { name, state, passed, total, start, end } of manifest.fields.tests?.value ?? []) {
      const isShort = passed !== null && total !== null && passed < total;
      if (state !== 'failed' && state !== 'not-run' && !isShort) continue;
      report(
        { start, end },
        { name, state: isShort ? 'failed' : state, counts: isShort ? ` (${passed}/${total})` : '' },
      );
    }
    const { scan } = manifest.fields;
    if (scan && (scan.value === 'failed' || scan.value === 'not-run'))
      report(scan.span, { name: 'Security Scan', state: scan.value, counts: '' });
  },
  message: ({ name, state, counts }) =>
    state === 'not-run'
      ? `Expected ${name} to have been run`
      : `Expected ${name} to have passed, and it failed${counts}`,
  examples: [
    {
      form: 'md',
      bad: '## Acme v1.0.0\n\n## Verification Status\n\n**Test Results:**\n- ⟦Regression Tests: 5/6 passing⟧\n- Security Scan: ADVISORY\n',
      good: '## Acme v1.0.0\n\n## Verification Status\n\n**Test Results:**\n- Regression Tests: 6/6 passing\n- Security Scan: ADVISORY\n',
      message: 'Expected Regression Tests to have passed, and it failed (5/6)',
    },
    {
      form: 'json',
      bad: '{ "verification": { "security_scan": ⟦"not-run"⟧ } }\n',
      good: '{ "verification": { "security_scan": "not-applicable" } }\n',
      message: 'Expected Security Scan to have been run',
    },
  ],
});
