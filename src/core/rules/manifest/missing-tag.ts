import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly version: string }>({
  id: 'manifest/missing-tag',
  severity: 'info',
  summary: 'The version of a manifest is not tagged.',
  why: `Without a tag nothing leads from the record to what was released. Before the release that is as it should be; after it
the tag was forgotten, or not fetched.`,
  needs: ['tags'],
  check({ manifest, version, tag }, report) {
    const field = manifest.fields.version;
    if (field && version && !tag) report(field.span, { version: field.value });
  },
  message: ({ version }) => `Expected a tag for ${version}, and the repository has none`,
  examples: [
    {
      form: 'json',
      facts: { tags: [{ name: 'v3.6.0' }] },
      bad: '{ "version": ⟦"3.7.0"⟧ }\n',
      good: '{ "version": "3.6.0" }\n',
      message: 'Expected a tag for 3.7.0, and the repository has none',
    },
  ],
});
