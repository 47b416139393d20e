import { factOf } from '../../manifest/facts.ts';
import { toContent } from '../../manifest/model.ts';
import { formOfPath, readManifest, writeManifest } from '../../manifest/read-manifest.ts';
import { whyNotWritten } from '../../manifest/why-not-written.ts';
import { toSource } from '../../text/source.ts';
import { defineManifestRule, type ManifestContext } from '../manifest-rule.ts';
import { firstLineOf } from '../support/manifest-places.ts';

interface State {
  readonly other: string;
  readonly line: number;
}

export default defineManifestRule<State>({
  id: 'manifest/forms-disagree',
  severity: 'error',
  summary: 'The two forms of a manifest do not say the same.',
  why: `One form counts (\`manifest.source\`), the other one is generated from it: byte for byte, so that nobody has to wonder which
of them to believe. The fix generates the derived form anew.`,
  needs: ['other'],
  check(context, report) {
    const expected = expectedOf(context);
    if (expected === null || expected === context.text.replace(/\r\n/g, '\n')) return;
    const other = factOf(context.facts, 'other')?.path ?? '';
    const lines = expected.split('\n');
    const written = context.text.split(/\r\n|\n/);
    const line = lines.findIndex((each, at) => each !== written[at]);
    report(firstLineOf(context.manifest), { other, line: line + 1 });
  },
  message: ({ other, line }) => `Unexpected difference in line ${line}, expected what ${other} says`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ other }) => `Generate it anew from ${other}`,
      edits: (_, context) => {
        const expected = expectedOf(context);
        const { text, eol } = toSource(context.text);
        return expected === null ? null : [{ start: 0, end: text.length, text: expected.replaceAll('\n', eol) }];
      },
    },
  ],
  examples: [
    {
      form: 'md',
      path: 'releases/1.0.0.md',
      policy: { manifest: { path: 'releases/{version}.{ext}', forms: ['json', 'md'], source: 'json' } },
      facts: {
        other: {
          path: 'releases/1.0.0.json',
          text: '{ "name": "Acme", "version": "1.0.0", "release_date": "2026-01-08" }\n',
        },
      },
      bad: '⟦# Release Manifest⟧\n## Acme v1.0.0\n\n**Release Date:** 2026-01-09\n',
      good: '# Release Manifest\n## Acme v1.0.0\n\n**Release Date:** 2026-01-08\n',
      message: 'Unexpected difference in line 4, expected what releases/1.0.0.json says',
    },
  ],
});

/** What the derived form has to be; null for the form that counts, and where the other one cannot be written from. */
function expectedOf({ form, policy, facts }: ManifestContext): string | null {
  const other = factOf(facts, 'other');
  const otherForm = other && formOfPath(other.path);
  if (!other || policy.manifest.source === form || otherForm === null || otherForm === form) return null;
  const source = readManifest(other.text, otherForm);
  const content = toContent(source);
  if (source.defects.length > 0 || whyNotWritten(content) !== null) return null;
  return writeManifest(content, form, source.unknown);
}
