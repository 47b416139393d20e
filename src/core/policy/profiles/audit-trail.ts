import type { Profile } from '../profile.ts';
import { STANDARD_CATEGORY_POLICIES, toNote } from '../standard-categories.ts';

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
    rules: {
      // The document writes versions in brackets and gives no links for them.
      'changelog/missing-link-definition': 'hint',
      'changelog/preamble-without-format-link': 'warning',
      'changelog/release-without-date': 'error',
      'changelog/placeholder-date': 'error',
      'changelog/missing-release-title': 'error',
      'changelog/breaking-in-minor-or-patch': 'error',
      'changelog/removal-without-deprecation': 'warning',
      'ledger/lightweight-tag': 'error',
      'ledger/released-entry-removed': 'warning',
      'ledger/released-entry-reworded': 'warning',
    },
  },
};
