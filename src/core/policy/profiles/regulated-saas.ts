import type { Profile } from '../profile.ts';
import { STANDARD_CATEGORY_POLICIES, toNote } from '../standard-categories.ts';
import { REGULATED_SAAS_PHASES } from './checklists/regulated-saas.ts';

/** The process of SOLVEREIGN: a service whose database is migrated with each release. */
export const REGULATED_SAAS: Profile = {
  name: 'regulated-saas',
  summary:
    'A service under regulation: migration notes, CVEs in brackets, pre-releases as in 1.0.0-rc1, manifests in JSON with approvals by type.',
  settings: {
    standard: '1.0.0',
    changelog: {
      categories: [...STANDARD_CATEGORY_POLICIES, toNote('Migration Notes')],
      categoryLevel: 3,
      breaking: 'either',
      securityId: 'prefix-brackets',
    },
    // Hotfixes are the patch releases; nothing may be added in one.
    version: { scheme: 'semver', prerelease: 'compact', identifiers: ['rc'], hotfix: 'patch' },
    tag: {
      name: 'v{version}',
      annotated: 'required',
      when: 'after-deploy',
      template: 'Release {tag} - {title}\n\nHighlights:\n{highlights}\n\nSee CHANGELOG.md for full details.',
      hotfixTemplate: 'Hotfix: {summary}',
      // “Wien Pilot RC1 - soak verified”
      prereleaseTemplate: '{title} - {summary}',
      // “Wien Pilot GA - promoted from rc2”
      promoteTemplate: '{title} - promoted from {candidate}',
    },
    promote: { mode: 'same-commit' },
    forge: { name: '{product} {tag} - {title}' },
    release: {
      records: [
        {
          path: 'requirements.lock.txt',
          make: 'pip freeze > requirements.lock.txt',
          before: 'cut',
          covers: 'requirements.txt',
          field: '',
          minimum: 0,
        },
        {
          path: 'releases/{tag}/artifacts/soak_result.json',
          make: 'run the soak test on staging',
          before: 'tag',
          covers: '',
          field: 'iterations',
          minimum: 5,
        },
      ],
    },
    hotfix: {
      review: ['gh', 'pr', 'create', '--title', 'Hotfix: [description]', '--label', 'hotfix'],
      base: 'current-tag',
      tag: 'after-merge',
      criteria: [
        'For security vulnerabilities (S0, S1), data corruption, complete outages and compliance violations',
        'Not for features, cosmetic issues, or performance that causes no outage',
      ],
    },
    rollback: {
      lastGood: '.claude/state/last-known-good.json',
      severities: [
        { id: 'S0', action: 'roll-back', withinMinutes: 0, approval: '' },
        { id: 'S1', action: 'roll-back', withinMinutes: 0, approval: '' },
        { id: 'S2', action: 'roll-back', withinMinutes: 60, approval: '' },
      ],
      steps: [
        'Disable writes (`SOLVEREIGN_PLATFORM_WRITES_DISABLED`)',
        'Check out {targetTag} and deploy it to production',
        'Restore the database from the backup made before {version}, if its schema changed',
        'Verify that the service is ready',
        'Enable writes',
        'Create the incident record, notify the stakeholders, capture the evidence, schedule the postmortem',
      ],
    },
    manifest: {
      path: 'releases/{tag}/release_manifest.{ext}',
      forms: ['json'],
      source: 'json',
      types: ['major', 'minor', 'patch', 'hotfix'],
      required: {
        all: ['version', 'date', 'commit', 'tag', 'migrations', 'runtime', 'components', 'approvals', 'checksums'],
      },
      migrations: 'releases/{tag}/migrations',
    },
    approvals: {
      major: [
        { role: 'cto', when: 'always' },
        { role: 'product_owner', when: 'always' },
        { role: 'platform_lead', when: 'always' },
        { role: 'security_lead', when: 'security' },
      ],
      minor: [
        { role: 'product_owner', when: 'always' },
        { role: 'platform_lead', when: 'always' },
        { role: 'security_lead', when: 'security' },
      ],
      patch: [
        { role: 'on_call', when: 'always' },
        { role: 'security_lead', when: 'security' },
      ],
      hotfix: [{ role: 'security_lead', when: 'always' }],
    },
    // A list of digests cannot hold its own.
    checksums: {
      path: 'releases/{tag}/checksums.txt',
      include: ['releases/{tag}/**'],
      // What is ticked and approved goes on behind the release.
      exclude: ['releases/{tag}/checksums.txt', 'releases/{tag}/checklist.md'],
    },
    // The release folder, as it is: changelog, lock file, migrations, artifacts, digests and manifest.
    bundle: {
      root: '{tag}',
      strip: 'releases/{tag}',
      include: ['releases/{tag}/**', 'requirements.lock.txt'],
      exclude: ['releases/{tag}/checksums.txt'],
      documents: ['manifest', 'changelog'],
      checksums: 'checksums.txt',
    },
    artifacts: {
      files: ['preflight_result.json', 'verify_hardening.txt', 'acl_scan_report.json', 'cutover_summary.json'].map(
        (name) => `releases/{tag}/artifacts/${name}`,
      ),
      images: [{ name: 'solvereign-api', tags: ['{tag}'], platforms: [] }],
      pinned: ['docker-compose.prod.yml'],
      hashed: ['requirements.txt'],
    },
    dependencyFiles: ['requirements.txt', 'requirements.lock.txt'],
    // Quarterly and bi-weekly; patches and hotfixes as needed.
    metrics: {
      cadence: { major: 92, minor: 14 },
      rollbackWindow: { major: 24, minor: 12, patch: 4, hotfix: 1 },
    },
    announcements: { internal: 'deployment' },
    checklists: { path: 'releases/{tag}/checklist.md', phases: REGULATED_SAAS_PHASES },
    docs: {
      enabled: 'on',
      fields: [{ files: ['docs/**/*.md'], names: ['Document Version', 'Last Updated', 'Owner'] }],
    },
    rules: {
      'ledger/unexpected-tag-name': 'warning',
      // The document writes versions in brackets and gives no links for them.
      'changelog/missing-link-definition': 'hint',
      'changelog/preamble-without-format-link': 'warning',
      'changelog/category-out-of-order': 'warning',
      'changelog/misplaced-security-id': 'warning',
      'changelog/addition-in-hotfix': 'error',
      'changelog/breaking-in-minor-or-patch': 'info',
      'changelog/mixed-prerelease-spelling': 'error',
    },
  },
};
