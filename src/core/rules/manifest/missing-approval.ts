import { isGiven } from '../../manifest/approval.ts';
import { factOf } from '../../manifest/facts.ts';
import { breakingOf } from '../../manifest/from-changelog.ts';
import { own, typesOf } from '../../manifest/release-type.ts';
import type { ApprovalPolicy } from '../../policy/policy.ts';
import { defineManifestRule, type ManifestContext } from '../manifest-rule.ts';
import { firstLineOf } from '../support/manifest-places.ts';

export default defineManifestRule<{ readonly role: string; readonly why: string }>({
  id: 'manifest/missing-approval',
  severity: 'error',
  summary: 'An approval that the policy asks for is missing.',
  why: `Who has to approve depends on the type of the release and on what it changes (\`approvals\`). Only people can approve:
there is no fix that fills in a name.`,
  needs: [],
  check(context, report) {
    const { manifest, policy, content } = context;
    const { approvals } = manifest.fields;
    const given = new Set((approvals?.value ?? []).filter(isGiven).map(({ role }) => fold(role)));
    const asked = typesOf(content).flatMap((type) => own(policy.approvals, type) ?? []);
    for (const { role, when } of asked) {
      if (given.has(fold(role)) || !holds(when, context)) continue;
      given.add(fold(role));
      report(approvals?.label ?? firstLineOf(manifest), { role, why: REASONS[when] });
    }
  },
  message: ({ role, why }) => `Expected the approval of ${role}, which ${why}`,
  examples: [
    {
      form: 'json',
      policy: { approvals: { hotfix: [{ role: 'security_lead', when: 'always' }] } },
      bad: '{ "release_type": "hotfix", ⟦"approvals"⟧: { "platform_lead": "ada" } }\n',
      good: '{ "release_type": "hotfix", "approvals": { "security_lead": "ada" } }\n',
      message: 'Expected the approval of security_lead, which every release of this type needs',
    },
    {
      form: 'md',
      policy: { approvals: { all: [{ role: 'security_lead', when: 'always' }] } },
      bad: '## Acme v1.0.0\n\n## ⟦Approvals⟧\n\n- security_lead: pending\n',
      good: '## Acme v1.0.0\n\n## Approvals\n\n- security_lead: ada\n',
      message: 'Expected the approval of security_lead, which every release of this type needs',
    },
    {
      form: 'json',
      policy: { approvals: { all: [{ role: 'security_lead', when: 'security' }] } },
      facts: { changelog: '## [1.0.0] - 2026-01-08\n\n### Security\n\n- Uploads are scanned\n' },
      bad: '⟦{⟧ "version": "1.0.0" }\n',
      good: '{ "version": "1.0.0", "approvals": { "Security Lead": "ada" } }\n',
      message: 'Expected the approval of security_lead, which a release with security changes needs',
    },
  ],
});

const REASONS: Readonly<Record<ApprovalPolicy['when'], string>> = {
  always: 'every release of this type needs',
  security: 'a release with security changes needs',
  breaking: 'a release with breaking changes needs',
  migrations: 'a release with migrations needs',
};

function holds(when: ApprovalPolicy['when'], { content, section, facts }: ManifestContext): boolean {
  const changelog = factOf(facts, 'changelog')?.changelog;
  switch (when) {
    case 'always':
      return true;
    case 'security':
      return (
        (content.changes ?? []).some(({ category }) => /^security$/i.test(category)) ||
        (section?.sections.some(({ category, hasEntries }) => category === 'Security' && hasEntries) ?? false)
      );
    case 'breaking':
      return (
        (content.breaking ?? []).length > 0 ||
        (changelog !== undefined && section !== null && breakingOf(changelog, section).length > 0)
      );
    case 'migrations':
      return (content.migrations ?? []).length > 0;
  }
}

/** `security_lead` and `Security Lead` are one role. */
function fold(role: string): string {
  return role
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
