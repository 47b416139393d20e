import { compareVersions, parseVersion } from '../../version/version.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly written: string; readonly version: string }>({
  id: 'docs/checklist-of-other-version',
  severity: 'error',
  summary: 'A checklist says that it is of another version than its file is named for.',
  why: `A list that was copied from the release before has its marks, too: everything looks done. Make each one anew with
\`release-ledger checklist VERSION\`.`,
  about: 'checklists',
  needs: [],
  check({ checklist, version }, report) {
    const field = checklist?.fields.get('release');
    if (!field || !version) return;
    const written = parseVersion(field.value.replace(/^\D{0,40}?(?=\d)/, ''));
    if (!written || compareVersions(written, version) !== 0)
      report(field.valueSpan, { written: field.value, version: version.raw });
  },
  message: ({ written, version }) => `Unexpected release “${written}” in the checklist of ${version}`,
  examples: [
    {
      bad: '# Release Checklist\n\nRelease: ⟦v1.1.0⟧\nTarget Date: 2026-01-31\n',
      good: '# Release Checklist\n\nRelease: v1.2.0\nTarget Date: 2026-01-31\n',
      message: 'Unexpected release “v1.1.0” in the checklist of 1.2.0',
    },
  ],
});
