import { factOf } from '../../manifest/facts.ts';
import { MANIFEST_FIELDS } from '../../manifest/fields.ts';
import type { Span } from '../../text/source.ts';
import { defineManifestRule, type ManifestContext } from '../manifest-rule.ts';
import { findPlaceholder } from '../support/manifest-placeholders.ts';

export default defineManifestRule<{ readonly written: string }>({
  id: 'manifest/placeholder',
  severity: 'error',
  summary: 'Something of the template is left to be filled in.',
  why: `\`{PASS_COUNT}\`, \`[link]\`, \`YYYY-MM-DD\` and \`TBD\` say that somebody meant to come back. In a record that is kept for
good they say that nobody did.`,
  needs: [],
  check(context, report) {
    const { text } = context;
    for (const span of placesOf(context)) {
      const found = findPlaceholder(text.slice(span.start, span.end));
      if (!found) continue;
      const place = { start: span.start + found.start, end: span.start + found.end };
      report(place, { written: text.slice(place.start, place.end) });
    }
  },
  message: ({ written }) => `Unexpected placeholder “${written}”, expected what it stands for`,
  examples: [
    {
      form: 'md',
      bad: '## Acme v1.0.0\n\n**Verified By:** ⟦{Name/Role}⟧\n',
      good: '## Acme v1.0.0\n\n**Verified By:** Ada, release manager\n\n## Files Modified\n\n- src/todo.ts (+1/-0)\n- todo-list.md\n',
      message: 'Unexpected placeholder “{Name/Role}”, expected what it stands for',
    },
    {
      form: 'json',
      bad: '{ "version": "1.0.0", "checksums": { "a.txt": "sha256:⟦...⟧" } }\n',
      good: '{ "version": "1.0.0", "summary": "What [link](https://example.org) says..." }\n',
    },
  ],
});

/** The places where values stand, each once and in order; what could not be read is one, too. */
function placesOf({ manifest, text, facts }: ManifestContext): readonly Span[] {
  const places: Span[] = [];
  // What the changelog says is the changelog's to answer for.
  const repeats = new Set(factOf(facts, 'changelog') ? ['changes', 'breaking'] : []);
  for (const { name, type } of MANIFEST_FIELDS) {
    const field = manifest.fields[name];
    if (!field || repeats.has(name)) continue;
    const { value } = field;
    if (!Array.isArray(value)) places.push(inner(field.span, text));
    else
      for (const item of value as readonly Span[]) {
        if (type !== 'checksums') places.push(inner(item, text));
        else places.push(...digestPlace(item, text));
      }
  }
  for (const { kind, span } of manifest.defects)
    if (kind === 'unknown-value' || kind === 'wrong-type') places.push(inner(span, text));
  return places.sort((a, b) => a.start - b.start);
}

/** A JSON string without its quotes. */
function inner({ start, end }: Span, text: string): Span {
  const isQuoted = text[start] === '"' && text[end - 1] === '"' && end - start >= 2;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** Three dots in the place of a digest. */
function digestPlace({ start, end }: Span, text: string): readonly Span[] {
  const at = text.slice(start, end).search(/\.{3}"?$/);
  return at < 0 ? [{ start, end }] : [{ start: start + at, end: start + at + 3 }];
}
