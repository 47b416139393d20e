import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<null>({
  id: 'manifest/migration-without-guide',
  severity: 'error',
  summary: 'A manifest says that a migration is required, and not how.',
  why: `“Yes” alone leaves everybody who deploys the release to find out by himself. A link to the guide, or the steps, stand
below it.`,
  needs: [],
  check({ manifest }, report) {
    const { migrationRequired, migrationGuide } = manifest.fields;
    if (migrationRequired?.value === true && !migrationGuide?.value.trim()) report(migrationRequired.span, null);
  },
  message: () => 'Expected a link to the migration guide, or its steps, where a migration is required',
  examples: [
    {
      form: 'md',
      bad: '## Acme v2.0.0\n\n## Breaking Changes\n\n- The old API\n\n**Migration Required:** ⟦Yes⟧\n',
      good: '## Acme v2.0.0\n\n## Breaking Changes\n\n- The old API\n\n**Migration Required:** Yes\n\nSee [the guide](../UPGRADE.md).\n',
      message: 'Expected a link to the migration guide, or its steps, where a migration is required',
    },
  ],
});
