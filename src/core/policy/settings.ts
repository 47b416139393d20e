import { CHANGELOG_RULES } from '../rules/all.ts';
import { LEDGER_RULES } from '../rules/all-ledger.ts';
import { MANIFEST_RULES } from '../rules/all-manifest.ts';
import { DOCS_RULES } from '../rules/docs/all.ts';
import { CHECKED_POLICY_RULES } from '../rules/policy/all.ts';
import { RELEASE_RULES } from '../rules/release/all.ts';
import { BUILT_IN_PROFILES } from './profiles.ts';
import type { MapSetting, ObjectSetting, Setting } from './setting.ts';
import { choice } from './setting-choice.ts';
import { APPROVAL_SETTINGS } from './settings/approvals.ts';
import { ARTIFACT_SETTINGS } from './settings/artifacts.ts';
import { AUDIT_SETTINGS } from './settings/audit.ts';
import { BRANCH_SETTINGS } from './settings/branches.ts';
import { BUNDLE_SETTINGS } from './settings/bundle.ts';
import { CHANGELOG_SETTINGS } from './settings/changelog.ts';
import { CHECKLIST_SETTINGS } from './settings/checklists.ts';
import { CHECKSUM_SETTINGS } from './settings/checksums.ts';
import { COMMIT_SETTINGS } from './settings/commits.ts';
import { DEPENDENCY_FILE_SETTINGS } from './settings/dependencies.ts';
import { DOCS_SETTINGS } from './settings/docs.ts';
import { ANNOUNCEMENT_SETTINGS, DOCUMENT_SETTINGS } from './settings/documents.ts';
import { FORGE_SETTINGS } from './settings/forge.ts';
import { GATE_SETTINGS } from './settings/gates.ts';
import { HOOK_SETTINGS } from './settings/hooks.ts';
import { HOTFIX_SETTINGS } from './settings/hotfix.ts';
import { MANIFEST_SETTINGS } from './settings/manifest.ts';
import { MARKDOWNLINT_SETTINGS } from './settings/markdownlint.ts';
import { METRIC_SETTINGS } from './settings/metrics.ts';
import { PROMOTE_SETTINGS } from './settings/promote.ts';
import { RELEASE_SETTINGS } from './settings/release.ts';
import { ROLLBACK_SETTINGS } from './settings/rollback.ts';
import { SUPPORT_SETTINGS } from './settings/support.ts';
import { TAG_SETTINGS } from './settings/tag.ts';
import { VERSION_SETTINGS } from './settings/version.ts';
import { VERSION_FILE_SETTINGS } from './settings/version-files.ts';

const SEVERITY = choice('How a problem is reported.', {
  error: 'The record is broken; `check` fails.',
  warning: 'Against the text of the standard; `check` fails only with `--max-warnings`.',
  info: 'Advice, or a likely mistake.',
  hint: 'A matter of style.',
  off: 'Not checked.',
});

/** Every key of the policy file. A function, because the rules it names read the policy's types. */
export function policySettings(): ObjectSetting {
  return {
    type: 'object',
    description: 'The release policy of this folder, read by Release Ledger.',
    properties: {
      $schema: { type: 'text', description: 'The JSON Schema of this file, for editors.' },
      extends: {
        type: 'text',
        description: `What this policy starts from: a built-in profile (${[...BUILT_IN_PROFILES.keys()].map((name) => `\`${name}\``).join(', ')}), or the relative path of another policy file. Objects are merged, lists replace.`,
      },
      standard: choice(
        'The version of Keep a Changelog that changelogs are judged by where they pin none themselves.',
        {
          '1.0.0': 'Without the guidance that later versions added.',
          '1.1.0': 'Without the guidance that 2.0.0 added.',
          '2.0.0':
            'Breaking markers, identifiers first in security entries, deprecations with the version that removes.',
        },
      ),
      changelog: CHANGELOG_SETTINGS,
      version: VERSION_SETTINGS,
      tag: TAG_SETTINGS,
      release: RELEASE_SETTINGS,
      branch: BRANCH_SETTINGS,
      commit: COMMIT_SETTINGS,
      promote: PROMOTE_SETTINGS,
      hotfix: HOTFIX_SETTINGS,
      rollback: ROLLBACK_SETTINGS,
      versionFiles: VERSION_FILE_SETTINGS,
      dependencyFiles: DEPENDENCY_FILE_SETTINGS,
      manifest: MANIFEST_SETTINGS,
      approvals: APPROVAL_SETTINGS,
      checksums: CHECKSUM_SETTINGS,
      bundle: BUNDLE_SETTINGS,
      artifacts: ARTIFACT_SETTINGS,
      forge: FORGE_SETTINGS,
      gates: GATE_SETTINGS,
      metrics: METRIC_SETTINGS,
      audit: AUDIT_SETTINGS,
      support: SUPPORT_SETTINGS,
      hooks: HOOK_SETTINGS,
      documents: DOCUMENT_SETTINGS,
      announcements: ANNOUNCEMENT_SETTINGS,
      checklists: CHECKLIST_SETTINGS,
      docs: DOCS_SETTINGS,
      rules: {
        type: 'map',
        description: 'Severities that differ from the rules’ own.',
        keys: new Map(
          [
            ...CHANGELOG_RULES,
            ...LEDGER_RULES,
            ...MANIFEST_RULES,
            ...DOCS_RULES,
            ...CHECKED_POLICY_RULES,
            ...RELEASE_RULES,
          ].map((rule) => [rule.id, rule.summary]),
        ),
        pattern: /^markdownlint\/MD\d{3}$/,
        values: SEVERITY,
      },
      markdownlint: MARKDOWNLINT_SETTINGS,
    } satisfies Record<string, Setting>,
  };
}

/** The rules' settings of the policy file and of the editor are the same. */
export function ruleSettings(): MapSetting {
  return policySettings().properties.rules as MapSetting;
}
