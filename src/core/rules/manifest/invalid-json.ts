import type { Defect } from '../../manifest/model.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<Defect>({
  id: 'manifest/invalid-json',
  severity: 'error',
  summary: 'A manifest is no JSON that every program reads alike.',
  why: `RFC 8259 leaves open what a program makes of a key that stands twice, of a number beyond a double, of half a surrogate
pair; comments and trailing commas are no JSON at all. A record that two auditors read differently is none.`,
  needs: [],
  check({ manifest }, report) {
    for (const defect of manifest.defects) if (defect.kind === 'invalid-json') report(defect.span, defect);
  },
  message: ({ message }) => message,
  fixes: [
    {
      safety: 'safe',
      title: ({ fix }) => fix?.title ?? '',
      edits: ({ fix }) => (fix ? [{ ...fix.span, text: fix.text }] : null),
    },
  ],
  examples: [
    {
      form: 'json',
      bad: '⟦\ufeff⟧{ "version": "1.0.0" }\n',
      good: '{ "version": "1.0.0" }\n',
      message: 'Unexpected byte-order mark, expected JSON to start with “{”',
    },
    { form: 'json', bad: '⟦\ufeff\ufeff⟧{ "version": "1.0.0" }\n', good: '{ "version": "1.0.0" }\n' },
    {
      form: 'json',
      bad: '{ "version": "1.0.0", ⟦"version"⟧: "2.0.0" }\n',
      good: '{ "version": "1.0.0" }\n',
      message: 'Unexpected second key “version”, expected only the one in line 1, column 3',
    },
  ],
});
