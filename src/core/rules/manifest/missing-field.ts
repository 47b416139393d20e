import { setField } from '../../manifest/edits.ts';
import { displayName, fieldOf } from '../../manifest/fields.ts';
import type { FieldName } from '../../manifest/model.ts';
import { requiredFields } from '../../manifest/release-type.ts';
import { defineManifestRule } from '../manifest-rule.ts';
import { firstLineOf } from '../support/manifest-places.ts';
import { proposeField } from '../support/propose-field.ts';

interface State {
  readonly name: FieldName;
  readonly shown: string;
  readonly type: string | null;
}

export default defineManifestRule<State>({
  id: 'manifest/missing-field',
  severity: 'error',
  summary: 'A manifest lacks a field that the policy asks for.',
  why: `The policy says by type what the record of a release has to hold (\`manifest.required\`). The fix takes the value from
the changelog or the tag where they have it, and leaves what only people know for them to fill in.`,
  needs: [],
  check({ manifest, content, policy }, report) {
    for (const name of requiredFields(policy, content)) {
      if ((content[name] ?? '') !== '' || isUnreadable(manifest.defects.length, manifest.body)) continue;
      // A file cannot name the commit that it is part of: until it is tagged it says the one before.
      if (name === 'commit' && (content.sourceCommit ?? '') !== '') continue;
      const field = fieldOf(name);
      // A section that is missing as a whole is said once.
      const isSection = manifest.form === 'md' && field.section !== null;
      if (isSection && !manifest.sections.some((section) => section.name === field.section)) continue;
      report(firstLineOf(manifest), { name, shown: displayName(field, manifest.form), type: content.type ?? null });
    }
  },
  message: ({ shown, type }) =>
    `Expected the field “${shown}”${type === null ? '' : ` in a manifest of the type ${type}`}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ shown }) => `Insert “${shown}”`,
      edits: ({ name }, context) => {
        const proposed = proposeField(name, context);
        return proposed && setField(context.manifest, name, proposed);
      },
    },
  ],
  examples: [
    {
      form: 'json',
      policy: { manifest: { required: { all: ['version', 'tag'] } } },
      bad: '⟦{⟧\n  "version": "1.0.0"\n}\n',
      good: '{\n  "version": "1.0.0",\n  "git_tag": "v1.0.0"\n}\n',
      message: 'Expected the field “git_tag”',
    },
    {
      form: 'md',
      policy: { manifest: { required: { all: ['previousVersion'] } } },
      facts: { changelog: '# Changelog\n\n## [1.1.0] - 2026-01-08\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n' },
      bad: '⟦# Release Manifest⟧\n## Acme v1.1.0\n\n**Release Date:** 2026-01-08\n',
      good: '# Release Manifest\n## Acme v1.1.0\n\n**Release Date:** 2026-01-08\n**Previous Version:** 1.0.0\n',
    },
  ],
});

/** Of a text that is no manifest at all every field is missing, which its own defect says better. */
function isUnreadable(defects: number, body: { readonly start: number; readonly end: number }): boolean {
  return defects > 0 && body.end <= body.start;
}
