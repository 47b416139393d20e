import { isSha256 } from '../../manifest/checksums.ts';
import { factOf } from '../../manifest/facts.ts';
import type { Span } from '../../text/source.ts';
import { toVisibleLine } from '../../text/visible.ts';
import { defineManifestRule, type ManifestContext } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly path: string; readonly actual: string }>({
  id: 'manifest/wrong-digest',
  severity: 'error',
  summary: 'A file is not the one that a manifest has the checksum of.',
  why: `Somebody changed the file after the release, or the manifest was made from another one. Files are hashed when the
manifest is verified, never while somebody types.`,
  needs: ['digests'],
  check(context, report) {
    for (const { path, span, actual } of wrongOf(context)) report(span, { path, actual });
  },
  message: ({ path, actual }) =>
    `Unexpected digest of ${toVisibleLine(path)}, expected ${actual.slice(0, 12)}…, which the file has`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Recompute the digests',
      edits: (_, context) => wrongOf(context).map(({ place, actual }) => ({ ...place, text: actual })),
    },
  ],
  examples: [
    {
      form: 'json',
      facts: { digests: { 'a.txt': 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' } },
      bad: '{\n  "checksums": {\n    ⟦"a.txt": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"⟧\n  }\n}\n',
      good: '{\n  "checksums": {\n    "a.txt": "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"\n  }\n}\n',
      message: 'Unexpected digest of a.txt, expected ba7816bf8f01…, which the file has',
    },
  ],
});

interface WrongDigest {
  readonly path: string;
  /** The whole entry, and the digest in it. */
  readonly span: Span;
  readonly place: Span;
  readonly actual: string;
}

function wrongOf({ manifest: { fields }, facts, text }: ManifestContext): readonly WrongDigest[] {
  const digests = factOf(facts, 'digests');
  const all = [...(fields.checksums?.value ?? []), ...(fields.manifestChecksum?.value ?? [])];
  return all.flatMap(({ path, digest, start, end }) => {
    const actual = digests?.get(path)?.digest;
    if (actual === undefined || !isSha256(digest) || actual === digest) return [];
    const at = start + text.slice(start, end).lastIndexOf(digest);
    return [{ path, span: { start, end }, place: { start: at, end: at + digest.length }, actual }];
  });
}
