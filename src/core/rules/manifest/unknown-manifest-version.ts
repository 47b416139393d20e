import { MANIFEST_VERSION } from '../../manifest/fields.ts';
import { whyNotWritten } from '../../manifest/why-not-written.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly written: string }>({
  id: 'manifest/unknown-manifest-version',
  severity: 'error',
  summary: 'A manifest is of a version of the format that is not known here.',
  why: `A later format may mean something else by the same words. It is read as far as it goes, and never written: what this
version does not know would be lost.`,
  needs: [],
  check({ manifest, content }, report) {
    const { manifestVersion } = manifest.fields;
    if (manifestVersion && whyNotWritten(content) !== null)
      report(manifestVersion.span, { written: manifestVersion.value });
  },
  message: ({ written }) =>
    `Unexpected manifest version “${written}”, expected ${MANIFEST_VERSION}; it is read as far as it goes, and never changed`,
  examples: [
    {
      form: 'json',
      bad: '{ "manifest_version": ⟦"2.0"⟧, "version": "1.0.0" }\n',
      good: '{ "manifest_version": "1.0", "version": "1.0.0" }\n',
      message: 'Unexpected manifest version “2.0”, expected 1.0; it is read as far as it goes, and never changed',
    },
  ],
});
