import { factOf } from '../../manifest/facts.ts';
import { whyUnsafePath } from '../../manifest/safe-path.ts';
import { toVisibleLine } from '../../text/visible.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly path: string; readonly reason: string }>({
  id: 'manifest/missing-file',
  severity: 'error',
  summary: 'A file that a manifest has the checksum of cannot be hashed.',
  why: `A list that is only checked for what is still there verifies what is left, not the release. A file that is missing, a
link or anything but a plain file fails the whole list.`,
  needs: ['digests'],
  check({ manifest, facts }, report) {
    const digests = factOf(facts, 'digests');
    for (const { path, start, end } of manifest.fields.checksums?.value ?? []) {
      const reason = digests?.get(path)?.refusal;
      // A path that must not be followed has a rule of its own.
      if (reason !== undefined && whyUnsafePath(path) === null) report({ start, end }, { path, reason });
    }
  },
  message: ({ path, reason }) =>
    reason === 'missing'
      ? `Expected the file ${toVisibleLine(path)}, which is not there`
      : `Unexpected ${toVisibleLine(path)}: ${reason}`,
  examples: [
    {
      form: 'json',
      facts: { digests: { 'a.txt': null } },
      bad: '{ "checksums": { ⟦"a.txt": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"⟧ } }\n',
      good: '{ "checksums": {} }\n',
      message: 'Expected the file a.txt, which is not there',
    },
  ],
});
