import { setField } from '../../manifest/edits.ts';
import { defineManifestRule } from '../manifest-rule.ts';

interface State {
  readonly written: string;
  readonly expected: string;
  readonly tag: string;
}

export default defineManifestRule<State>({
  id: 'manifest/commit-differs-from-tag',
  severity: 'error',
  summary: 'The commit of a manifest is not the one that its tag names.',
  why: `A manifest cannot say the commit that it is part of: writing the name changes the commit. It is filled in after the
tag, in a commit that follows; or the manifest says as \`source_sha\` the commit that the release was prepared from.`,
  needs: ['repository'],
  check({ manifest, tag }, report) {
    const { commit } = manifest.fields;
    if (!commit || !tag?.commit || !/^[0-9a-f]{7,64}$/i.test(commit.value)) return;
    if (tag.commit.startsWith(commit.value.toLowerCase())) return;
    report(commit.span, { written: commit.value, expected: tag.commit, tag: tag.name });
  },
  message: ({ written, expected, tag }) =>
    `Unexpected commit ${written.slice(0, 12)}, expected ${expected.slice(0, 12)}, which ${tag} names`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ tag }) => `Take the commit of ${tag}`,
      edits: ({ expected }, { manifest }) => setField(manifest, 'commit', { commit: expected }),
    },
  ],
  examples: [
    {
      form: 'json',
      facts: { tags: [{ name: 'v3.7.0', commit: '0123456789012345678901234567890123456789' }] },
      bad: '{ "version": "3.7.0", "git_sha": ⟦"abc123def456"⟧ }\n',
      good: '{ "version": "3.7.0", "git_sha": "0123456789012345678901234567890123456789" }\n',
      message: 'Unexpected commit abc123def456, expected 012345678901, which v3.7.0 names',
    },
  ],
});
