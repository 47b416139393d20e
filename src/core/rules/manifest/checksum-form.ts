import { isSha256 } from '../../manifest/checksums.ts';
import type { Span } from '../../text/source.ts';
import { defineManifestRule } from '../manifest-rule.ts';

interface State {
  readonly message: string;
  /** The digest, where lower case is all that it lacks. */
  readonly upper: Span | null;
}

export default defineManifestRule<State>({
  id: 'manifest/checksum-form',
  severity: 'error',
  summary: 'A checksum of a manifest is no SHA-256 in 64 lower-case hexadecimal digits.',
  why: `\`sha256sum\` writes digests in lower case, and texts are compared by their letters. JSON says the algorithm in front:
\`sha256:…\`. Older algorithms are not accepted: for MD5 and SHA-1 two files with the same digest can be made.`,
  needs: [],
  check({ manifest, text }, report) {
    const all = [...(manifest.fields.checksums?.value ?? []), ...(manifest.fields.manifestChecksum?.value ?? [])];
    for (const { path, algorithm, digest, start, end } of all) {
      if (algorithm === 'sha256' && (isSha256(digest) || /^(?:\.{3}|\{[A-Z_]+\})$/.test(digest))) continue;
      const at = text.lastIndexOf(digest, end);
      const span = digest !== '' && at >= start ? { start: at, end: at + digest.length } : { start, end };
      if (algorithm !== 'sha256') {
        const named = algorithm === '' ? 'no algorithm' : algorithm;
        report(span, {
          message: `Unexpected ${named} for ${path}, expected “sha256:” and 64 hexadecimal digits`,
          upper: null,
        });
      } else {
        const isUpper = isSha256(digest.toLowerCase());
        const expected = isUpper ? 'it in lower case' : '64 hexadecimal digits in lower case';
        report(span, { message: `Unexpected digest of ${path}, expected ${expected}`, upper: isUpper ? span : null });
      }
    }
  },
  message: ({ message }) => message,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Write the digest in lower case',
      edits: ({ upper }, { text }) =>
        upper === null ? null : [{ ...upper, text: text.slice(upper.start, upper.end).toLowerCase() }],
    },
  ],
  examples: [
    {
      form: 'json',
      bad: '{ "checksums": { "a.txt": "sha256:⟦E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855⟧" } }\n',
      good: '{ "checksums": { "a.txt": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" } }\n',
      message: 'Unexpected digest of a.txt, expected it in lower case',
    },
    {
      form: 'json',
      bad: '{ "checksums": { "a.txt": "md5:⟦d41d8cd98f00b204e9800998ecf8427e⟧" } }\n',
      good: '{ "checksums": { "a.txt": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" } }\n',
      message: 'Unexpected md5 for a.txt, expected “sha256:” and 64 hexadecimal digits',
    },
  ],
});
