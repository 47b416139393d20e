import { readVersion } from '../../version/read-version.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly key: string; readonly written: string }>({
  id: 'manifest/unclear-component-state',
  severity: 'error',
  summary: 'A component has neither a version nor is it parked.',
  why: `Who deploys the release has to know of each component which version of it belongs to the release, or that it is left out on
purpose: \`PARKED\`. Anything else is a question in the night of the release.`,
  needs: [],
  check({ manifest }, report) {
    for (const { key, value, start, end } of manifest.fields.components?.value ?? []) {
      if (value !== 'PARKED' && !readVersion(value)) report({ start, end }, { key, written: value });
    }
  },
  message: ({ key, written }) => `Unexpected state “${written}” of ${key}, expected a version or PARKED`,
  examples: [
    {
      form: 'json',
      bad: '{ "version": "3.7.0", "osrm_status": ⟦"in progress"⟧, "map_status": "2026.01" }\n',
      good: '{ "version": "3.7.0", "osrm_status": "PARKED", "map_status": "v5.27.1" }\n',
      message: 'Unexpected state “in progress” of osrm_status, expected a version or PARKED',
    },
  ],
});
