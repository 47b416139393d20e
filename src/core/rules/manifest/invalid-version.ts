import { setField } from '../../manifest/edits.ts';
import type { Span } from '../../text/source.ts';
import { isSemver, parseVersion } from '../../version/version.ts';
import { defineManifestRule } from '../manifest-rule.ts';

interface State {
  readonly span: Span;
  readonly name: 'version' | 'previousVersion';
  readonly written: string;
  /** The version without its prefix, where that is all that is wrong. */
  readonly bare: string | null;
}

export default defineManifestRule<State>({
  id: 'manifest/invalid-version',
  severity: 'error',
  summary: 'A version in a manifest is none.',
  why: `The manifest is joined with changelog and tag by its version. It is written as the changelog has it, without the \`v\`
of the tag; where the policy says \`semver\` it has three numbers (SemVer 2.0.0).`,
  needs: [],
  check({ manifest, policy }, report) {
    for (const name of ['version', 'previousVersion'] as const) {
      const field = manifest.fields[name];
      // A placeholder is another rule's.
      if (!field || /\{[^{}]*\}/.test(field.value)) continue;
      if (name === 'previousVersion' && /^(?:none|n\/a|-)$/i.test(field.value)) continue;
      const version = parseVersion(field.value);
      if (version && (policy.version.scheme !== 'semver' || isSemver(version))) continue;
      const bare = /^v\d/.test(field.value) && parseVersion(field.value.slice(1)) ? field.value.slice(1) : null;
      report(field.span, { span: field.span, name, written: field.value, bare });
    }
  },
  message: ({ written, bare }) => `Unexpected “${written}”, expected ${bare ?? 'a version'}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ bare }) => `Change to ${bare}`,
      edits: ({ name, bare }, { manifest }) => (bare === null ? null : setField(manifest, name, { [name]: bare })),
    },
  ],
  examples: [
    {
      form: 'json',
      bad: '{ "version": ⟦"v3.7.0"⟧ }\n',
      good: '{ "version": "3.7.0" }\n',
      message: 'Unexpected “v3.7.0”, expected 3.7.0',
    },
    { form: 'json', bad: '{ "version": ⟦"3.7.}0"⟧ }\n', good: '{ "version": "{version}" }\n' },
  ],
});
