import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly path: string }>({
  id: 'manifest/self-checksum',
  severity: 'error',
  summary: 'A manifest lists a digest of itself.',
  why: `Writing a file’s digest into the file changes its digest: no such entry can ever be right. The manifest’s own digest
stands in the list beside it (\`release-ledger checksums create\`).`,
  needs: [],
  check({ manifest, path }, report) {
    if (path === null) return;
    const name = path.slice(path.lastIndexOf('/') + 1);
    for (const each of manifest.fields.checksums?.value ?? [])
      if (each.path === path || each.path === name) report({ start: each.start, end: each.end }, { path: each.path });
  },
  message: ({ path }) => `Unexpected digest of ${path} in itself, expected it in a list beside it`,
  examples: [
    {
      form: 'json',
      path: 'releases/v1.0.0/release_manifest.json',
      bad: '{ "checksums": { ⟦"release_manifest.json": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"⟧ } }\n',
      good: '{ "checksums": { "CHANGELOG.md": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" } }\n',
      message: 'Unexpected digest of release_manifest.json in itself, expected it in a list beside it',
    },
  ],
});
