import type { Defect } from '../../manifest/model.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<Defect>({
  id: 'manifest/wrong-type',
  severity: 'error',
  summary: 'A value of a manifest is of another type than its field.',
  why: `What is read by programs has to be what they expect: a list where a list belongs, a name and a value where both belong. A value that cannot be read is left out of every comparison.`,
  needs: [],
  check({ manifest }, report) {
    for (const defect of manifest.defects) if (defect.kind === 'wrong-type') report(defect.span, defect);
  },
  message: ({ message }) => message,
  examples: [
    {
      form: 'json',
      bad: '{ "version": ⟦1⟧ }\n',
      good: '{ "version": "1.0" }\n',
      message: 'Unexpected number 1 for “version”, expected a string',
    },
  ],
});
