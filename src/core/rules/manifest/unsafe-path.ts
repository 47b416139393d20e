import { whyUnsafePath } from '../../manifest/safe-path.ts';
import type { Span } from '../../text/source.ts';
import { toVisibleLine } from '../../text/visible.ts';
import { defineManifestRule, type ManifestContext } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly path: string; readonly why: string }>({
  id: 'manifest/unsafe-path',
  severity: 'error',
  summary: 'A path of a manifest leads out of its folder, or means another file on another system.',
  why: `\`sha256sum -c\` follows \`../../etc/passwd\` and says OK. Paths of a manifest are relative, with \`/\`, and stay inside: no
\`..\`, no drive letters, no backslashes, no control characters, no names that Windows keeps for devices.`,
  needs: [],
  check(context, report) {
    for (const { path, span } of pathsOf(context)) {
      const why = whyUnsafePath(path);
      if (why !== null) report(span, { path, why });
    }
  },
  message: ({ path, why }) =>
    `Unexpected path “${toVisibleLine(path)}”, which ${why}, expected a relative path with “/”`,
  examples: [
    {
      form: 'json',
      bad: '{ "checksums": { ⟦"../../etc/passwd": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"⟧ } }\n',
      good: '{ "checksums": { "etc/passwd": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" } }\n',
      message: 'Unexpected path “../../etc/passwd”, which leads out of its folder, expected a relative path with “/”',
    },
  ],
});

function pathsOf({ manifest: { fields } }: ManifestContext): readonly { readonly path: string; readonly span: Span }[] {
  const located = ({ path, start, end }: { readonly path: string } & Span) => ({ path, span: { start, end } });
  return [
    ...(fields.checksums?.value ?? []).map(located),
    ...(fields.manifestChecksum?.value ?? []).map(located),
    ...(fields.files?.value ?? []).filter(({ path }) => path !== '...').map(located),
    ...(fields.tests?.value ?? []).flatMap(({ evidence, start, end }) =>
      evidence === null ? [] : [located({ path: evidence, start, end })],
    ),
  ];
}
