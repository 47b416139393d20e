import { MANIFEST_FIELDS } from '../../manifest/fields.ts';
import { closest } from '../../text/closest.ts';
import type { Span } from '../../text/source.ts';
import { defineManifestRule } from '../manifest-rule.ts';

interface State {
  readonly span: Span;
  readonly key: string;
  readonly guess: string;
  readonly text: string;
}

const KEYS = MANIFEST_FIELDS.map(({ key }) => key).filter((key) => !key.includes('*'));
const LABELS = MANIFEST_FIELDS.flatMap(({ label }) => (label === null ? [] : [label]));

export default defineManifestRule<State>({
  id: 'manifest/misspelt-key',
  severity: 'warning',
  summary: 'A key of a manifest is almost one that is known.',
  why: `A project may have keys of its own, and they are kept. One that differs from a known key by a letter or two is more
likely a slip, and what it says is then compared with nothing.`,
  needs: [],
  check({ manifest }, report) {
    for (const { key, keySpan } of manifest.unknown) {
      const guess = closest(key, manifest.form === 'json' ? KEYS : LABELS);
      if (guess === null || manifest.fields[guess as 'name'] !== undefined) continue;
      const last = guess.slice(guess.lastIndexOf('.') + 1);
      report(keySpan, { span: keySpan, key, guess, text: manifest.form === 'json' ? `"${last}"` : `**${last}:** ` });
    }
  },
  message: ({ key, guess }) => `Unexpected key “${key}”, expected “${guess}”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ guess }) => `Rename to “${guess}”`,
      edits: ({ span, text }) => [{ ...span, text }],
    },
  ],
  examples: [
    {
      form: 'json',
      bad: '{ "version": "1.0.0", ⟦"relase_date"⟧: "2026-01-08" }\n',
      good: '{ "version": "1.0.0", "release_date": "2026-01-08" }\n',
      message: 'Unexpected key “relase_date”, expected “release_date”',
    },
  ],
});
