import { setField } from '../../manifest/edits.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly written: string; readonly expected: string }>({
  id: 'manifest/wrong-tag-name',
  severity: 'error',
  summary: 'The tag of a manifest is not the one of its version.',
  why: `The tag is what leads from the manifest to the very bytes of the release. Its name comes from the version and the
policy’s \`tag.name\`; where the repository has tagged the version, that name counts.`,
  needs: [],
  check({ manifest, version, tag, policy }, report) {
    const field = manifest.fields.tag;
    if (!field || !version) return;
    const expected = tag?.name ?? policy.tag.name.replace('{version}', version.raw);
    if (field.value !== expected) report(field.span, { written: field.value, expected });
  },
  message: ({ written, expected }) => `Unexpected tag ${written}, expected ${expected}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected }) => `Change to ${expected}`,
      edits: ({ expected }, { manifest }) => setField(manifest, 'tag', { tag: expected }),
    },
  ],
  examples: [
    {
      form: 'json',
      bad: '{ "version": "3.7.0", "git_tag": ⟦"v3.6.0"⟧ }\n',
      good: '{ "version": "3.7.0", "git_tag": "v3.7.0" }\n',
      message: 'Unexpected tag v3.6.0, expected v3.7.0',
    },
  ],
});
