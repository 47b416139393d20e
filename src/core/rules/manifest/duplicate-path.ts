import { collisionKey } from '../../manifest/safe-path.ts';
import { toVisibleLine } from '../../text/visible.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly path: string; readonly first: string }>({
  id: 'manifest/duplicate-path',
  severity: 'error',
  summary: 'Two checksums of a manifest are of the same file.',
  why: `Of two digests for one file one is wrong. Names that differ only in case, in how an accented letter is composed, or in
\`ß\` and \`ss\` are one file on some systems, and one of them overwrites the other there.`,
  needs: [],
  check({ manifest }, report) {
    const seen = new Map<string, string>();
    for (const { path, start, end } of manifest.fields.checksums?.value ?? []) {
      const key = collisionKey(path);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, path);
      else report({ start, end }, { path, first });
    }
  },
  message: ({ path, first }) =>
    path === first
      ? `Unexpected second checksum of ${toVisibleLine(path)}, expected it once`
      : `Unexpected “${toVisibleLine(path)}” beside “${toVisibleLine(first)}”, which is the same file on some systems`,
  examples: [
    {
      form: 'md',
      bad: '## Acme v1.0.0\n\n## File Integrity (Optional)\n\n**SHA-256 Checksums:**\n```\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.py\n⟦e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  A.py⟧\n```\n',
      good: '## Acme v1.0.0\n\n## File Integrity (Optional)\n\n**SHA-256 Checksums:**\n```\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.py\n```\n',
      message: 'Unexpected “A.py” beside “a.py”, which is the same file on some systems',
    },
  ],
});
