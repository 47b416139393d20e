import { setField } from '../../manifest/edits.ts';
import { closest } from '../../text/closest.ts';
import { defineManifestRule } from '../manifest-rule.ts';

interface State {
  readonly written: string;
  readonly known: readonly string[];
  readonly guess: string | null;
}

export default defineManifestRule<State>({
  id: 'manifest/unknown-type',
  severity: 'error',
  summary: 'The type of a release is none of the policy’s.',
  why: `What a manifest has to say and who has to approve depends on the type of the release: a type that the policy does not
know has no requirements at all.`,
  needs: [],
  check({ manifest, policy }, report) {
    const { type } = manifest.fields;
    const known = policy.manifest.types;
    if (!type || known.length === 0) return;
    const folded = type.value.trim().toLowerCase();
    if (known.some((each) => each.toLowerCase() === folded)) return;
    report(type.span, { written: type.value, known, guess: closest(type.value, known) });
  },
  message: ({ written, known, guess }) =>
    `Unexpected type “${written}”, expected ${guess === null ? `one of ${known.join(', ')}` : `“${guess}”`}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ guess }) => `Change to “${guess}”`,
      edits: ({ guess }, { manifest }) => (guess === null ? null : setField(manifest, 'type', { type: guess })),
    },
  ],
  examples: [
    {
      form: 'md',
      policy: { manifest: { types: ['Phase', 'Workstream', 'Hotfix', 'Maintenance'] } },
      bad: '## Acme v1.0.0\n\n**Release Type:** ⟦Hotfixx⟧\n',
      good: '## Acme v1.0.0\n\n**Release Type:** Hotfix\n',
      message: 'Unexpected type “Hotfixx”, expected “Hotfix”',
    },
  ],
});
