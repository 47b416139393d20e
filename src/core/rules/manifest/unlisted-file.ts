import { factOf } from '../../manifest/facts.ts';
import { manifestPath } from '../../manifest/paths.ts';
import { toVisibleLine } from '../../text/visible.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly first: string; readonly count: number }>({
  id: 'manifest/unlisted-file',
  severity: 'error',
  summary: 'A manifest has no checksum of a file that the policy wants to be hashed.',
  why: `A list is complete both ways: what it names is there, and what is there is named. A file that was added to a release
after its list is how something gets in that nobody reviewed (\`checksums.include\`). Two forms of one manifest cannot list each
other: the digest of the second would change the first.`,
  needs: ['listed'],
  check({ manifest, facts, path, policy }, report) {
    const { checksums } = manifest.fields;
    if (!checksums) return;
    const version = manifest.fields.version?.value;
    const forms =
      version === undefined ? [] : [manifestPath(policy, version, 'md'), manifestPath(policy, version, 'json')];
    const known = new Set([...checksums.value.map((each) => each.path), path, ...forms]);
    const missing = (factOf(facts, 'listed') ?? []).filter((each) => !known.has(each));
    if (missing.length > 0) report(checksums.label, { first: missing[0] as string, count: missing.length });
  },
  message: ({ first, count }) =>
    `Expected a checksum of ${toVisibleLine(first)}${count === 1 ? '' : ` and ${count - 1} more files`}`,
  examples: [
    {
      form: 'json',
      facts: { listed: ['a.txt'] },
      bad: '{ ⟦"checksums"⟧: {} }\n',
      good: '{ "checksums": { "a.txt": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" } }\n',
      message: 'Expected a checksum of a.txt',
    },
  ],
});
