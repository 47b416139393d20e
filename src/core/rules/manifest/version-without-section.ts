import { factOf } from '../../manifest/facts.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly version: string; readonly path: string }>({
  id: 'manifest/version-without-section',
  severity: 'error',
  summary: 'The changelog has no section for the version of a manifest.',
  why: `A manifest repeats what the changelog says of a release. For a version that the changelog does not know it repeats
nothing, and one of the two is wrong.`,
  needs: ['changelog'],
  check({ manifest, version, section, facts }, report) {
    const { version: field } = manifest.fields;
    const path = factOf(facts, 'changelog')?.path ?? '';
    if (field && version && !section) report(field.span, { version: field.value, path });
  },
  message: ({ version, path }) => `Unexpected version ${version}, expected one that has a section in ${path}`,
  examples: [
    {
      form: 'json',
      facts: { changelog: '## [1.0.0] - 2026-01-08\n\n- A\n' },
      bad: '{ "version": ⟦"1.0.1"⟧ }\n',
      good: '{ "version": "1.0.0" }\n',
      message: 'Unexpected version 1.0.1, expected one that has a section in CHANGELOG.md',
    },
  ],
});
