import type { Profile } from '../profile.ts';
import { STANDARD_CATEGORY_POLICIES, toNote } from '../standard-categories.ts';
import { AUDIT_TRAIL_PHASES } from './checklists/audit-trail.ts';

/** The process of QMS Dashboard: records that an auditor reads years later. */
export const AUDIT_TRAIL: Profile = {
  name: 'audit-trail',
  summary:
    'Releases for audits: a title and an objective for each, breaking changes and verification always stated, manifests in Markdown, annotated tags.',
  settings: {
    standard: '1.0.0',
    changelog: {
      // Its template leaves Deprecated and Removed out; the format that it names has them, so they are allowed.
      categories: [...STANDARD_CATEGORY_POLICIES, toNote('Breaking Changes'), toNote('Verification')],
      requiredCategories: ['Breaking Changes', 'Verification'],
      categoryLevel: 4,
      releaseTitle: 'required',
      objective: 'required',
      breaking: 'section',
      securityId: 'any',
    },
    version: { scheme: 'semver' },
    tag: {
      name: 'v{version}',
      annotated: 'required',
      when: 'after-merge',
      template: 'Release {tag}: {title}\n\n{summary}\n\nSee CHANGELOG.md for details.',
    },
    release: {
      tree: 'clean',
      types: [
        { name: 'Phase', bump: 'minor', breaking: 'allowed' },
        { name: 'Workstream', bump: 'patch', breaking: 'allowed' },
        { name: 'Hotfix', bump: 'patch', breaking: 'allowed' },
        { name: 'Maintenance', bump: 'patch', breaking: 'forbidden' },
      ],
    },
    branch: { release: 'release/{version}', hotfix: 'hotfix/{version}' },
    commit: { bump: 'chore: bump version to {version}', cut: 'chore: release {tag}' },
    hotfix: { base: 'current-tag', tag: 'on-branch' },
    rollback: {
      severities: [
        { id: 'P0', action: 'roll-back', withinMinutes: 0, approval: '' },
        { id: 'P1', action: 'roll-back', withinMinutes: 60, approval: '' },
        { id: 'P2', action: 'evaluate', withinMinutes: 240, approval: '' },
        { id: 'P3', action: 'fix-forward', withinMinutes: 0, approval: '' },
      ],
      steps: [
        'Stop the application: all of it takes 5 to 15 minutes, 15 to 30 where data is restored',
        'Check out the tag {targetTag}, and see that CHANGELOG.md has the section {target}',
        'Restore the data from `/backup/qms-data-pre-{version}.tar.gz`, only if its format changed between {target} and {version}',
        'Restart the application',
        'Verify the health endpoint, the version and the basic functions',
        'Update the incident log with the root cause, notify the stakeholders, and schedule the fix and its release',
      ],
    },
    versionFiles: [
      { path: 'src/backend/main.py', kind: 'python-module', pattern: '', image: '', presence: 'optional' },
      { path: 'pyproject.toml', kind: 'auto', pattern: '', image: '', presence: 'optional' },
      { path: 'setup.py', kind: 'auto', pattern: '', image: '', presence: 'optional' },
    ],
    manifest: {
      path: 'releases/RELEASE-MANIFEST-{version}.{ext}',
      forms: ['md'],
      source: 'md',
      types: ['Phase', 'Workstream', 'Hotfix', 'Maintenance'],
      required: {
        all: [
          'manifestVersion',
          'name',
          'version',
          'date',
          'type',
          'previousVersion',
          'summary',
          'changes',
          'tests',
          'scan',
          'verificationDate',
          'verifiedBy',
          'breaking',
          'migrationRequired',
          'files',
          'dependencies',
          'environment',
          'dataMigration',
          'rollback',
          'generatedAt',
        ],
      },
    },
    checksums: {
      path: 'releases/checksums-{version}.txt',
      include: ['src/**/*.py', 'releases/RELEASE-MANIFEST-{version}.md'],
    },
    // Tags, manifests and the changelog are permanent records; test results are kept for two years and more.
    audit: { retention: { changelog: 0, tag: 0, manifest: 0, checksums: 0, gates: 730 } },
    bundle: {
      include: ['src/**', 'CHANGELOG.md', 'OPERATIONS.md', 'RUNBOOK.md', 'INSTALL.md', 'requirements.txt'],
      documents: ['manifest'],
    },
    checklists: { path: 'releases/checklists/{version}.md', phases: AUDIT_TRAIL_PHASES },
    docs: {
      enabled: 'on',
      files: ['README.md', 'docs/**/*.md', 'doc/**/*.md', 'OPERATIONS.md', 'RUNBOOK.md', 'RELEASE-PROCESS.md'],
    },
    rules: {
      'ledger/unexpected-tag-name': 'warning',
      // “All TODOs addressed or documented” is an item of the list before each release.
      'docs/todo': 'error',
      // The digests in the manifest are optional there, and of some files; the list beside it has all of them.
      'manifest/unlisted-file': 'info',
      // The document writes versions in brackets and gives no links for them.
      'changelog/missing-link-definition': 'hint',
      'changelog/preamble-without-format-link': 'warning',
      // “Semantic versioning enforcement (pre-commit hook)”: what is an error is not committed.
      'changelog/invalid-version': 'error',
      'changelog/release-without-date': 'error',
      'changelog/placeholder-date': 'error',
      'changelog/missing-release-title': 'error',
      'changelog/breaking-in-minor-or-patch': 'error',
      'changelog/removal-without-deprecation': 'warning',
      // “Migration guides required for MAJOR version changes.”
      'ledger/major-without-guide': 'error',
      'ledger/lightweight-tag': 'error',
      'ledger/released-entry-removed': 'warning',
      'ledger/released-entry-reworded': 'warning',
    },
  },
};
