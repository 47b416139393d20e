import { setField } from '../../manifest/edits.ts';
import { fieldOf } from '../../manifest/fields.ts';
import type { FieldName } from '../../manifest/model.ts';
import { requiredFields } from '../../manifest/release-type.ts';
import { defineManifestRule } from '../manifest-rule.ts';
import { firstLineOf } from '../support/manifest-places.ts';
import { proposeField } from '../support/propose-field.ts';

interface State {
  readonly section: string;
  readonly fields: readonly FieldName[];
}

export default defineManifestRule<State>({
  id: 'manifest/missing-section',
  severity: 'error',
  summary: 'A Markdown manifest lacks a section that the policy’s fields stand in.',
  why: `The fields that the policy asks for (\`manifest.required\`) stand in sections by these names. A section that is left out
says less than one that says “None”.`,
  needs: [],
  check({ manifest, content, policy }, report) {
    if (manifest.form !== 'md') return;
    const missing = new Map<string, FieldName[]>();
    for (const name of requiredFields(policy, content)) {
      const { section } = fieldOf(name);
      if (section === null || manifest.sections.some((each) => each.name === section)) continue;
      missing.set(section, [...(missing.get(section) ?? []), name]);
    }
    for (const [section, fields] of missing) report(firstLineOf(manifest), { section, fields });
  },
  message: ({ section }) => `Expected the section “${section}”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ section }) => `Insert the section “${section}”`,
      edits: ({ fields }, context) => {
        const proposed = Object.assign({}, ...fields.map((name) => proposeField(name, context) ?? {}));
        return setField(context.manifest, fields[0] as FieldName, proposed);
      },
    },
  ],
  examples: [
    {
      form: 'md',
      policy: { manifest: { required: { all: ['breaking', 'migrationRequired'] } } },
      bad: '⟦# Release Manifest⟧\n## Acme v1.1.0\n\n---\n\n## Files Modified\n\nNone\n',
      good: '# Release Manifest\n## Acme v1.1.0\n\n---\n\n## Breaking Changes\n\nNone\n\n**Migration Required:** No\n\n---\n\n## Files Modified\n\nNone\n',
      message: 'Expected the section “Breaking Changes”',
    },
  ],
});
