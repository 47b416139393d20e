import { factOf } from '../../manifest/facts.ts';
import { displayName, MANIFEST_FIELDS } from '../../manifest/fields.ts';
import { toContent } from '../../manifest/model.ts';
import { readManifest } from '../../manifest/read-manifest.ts';
import { defineManifestRule } from '../manifest-rule.ts';

/** What can only be known behind the tag. */
const LATER: ReadonlySet<string> = new Set(['commit', 'approvals', 'checksums', 'manifestChecksum']);

export default defineManifestRule<{ readonly shown: string; readonly tag: string }>({
  id: 'manifest/changed-after-tag',
  severity: 'warning',
  summary: 'A manifest says something else than it did when its release was tagged.',
  why: `A manifest is the record of a release, and records are not rewritten. The commit, approvals and checksums may be added
after the tag; everything else stays as it was released.`,
  needs: ['tagged'],
  check({ manifest, content, facts, tag, form }, report) {
    const text = factOf(facts, 'tagged');
    if (text === null || !tag) return;
    const before = toContent(readManifest(text, form));
    for (const field of MANIFEST_FIELDS) {
      const { name } = field;
      const written = manifest.fields[name];
      if (LATER.has(name) || before[name] === undefined || fold(before[name]) === fold(content[name])) continue;
      const place = written?.span ?? { start: manifest.body.start, end: manifest.body.start };
      report(place, { shown: displayName(field, form), tag: tag.name });
    }
  },
  message: ({ shown, tag }) => `Unexpected change of “${shown}”, expected it as ${tag} has it`,
  examples: [
    {
      form: 'json',
      facts: { tags: [{ name: 'v1.0.0' }], tagged: '{ "version": "1.0.0", "release_date": "2026-01-01" }\n' },
      bad: '{ "version": "1.0.0", "release_date": ⟦"2026-01-02"⟧, "git_sha": "0123456789" }\n',
      good: '{ "version": "1.0.0", "release_date": "2026-01-01", "git_sha": "0123456789" }\n',
      message: 'Unexpected change of “release_date”, expected it as v1.0.0 has it',
    },
  ],
});

/** A value without the places that it was read from. */
function fold(value: unknown): string {
  return JSON.stringify(value, (key, each) => (key === 'start' || key === 'end' ? undefined : each)) ?? '';
}
