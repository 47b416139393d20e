import type { FieldName } from './model.ts';

/** How the value of a field is written; the readers, the writers and the schema have one way for each. */
export type FieldType =
  | 'text'
  | 'version'
  | 'date'
  | 'time'
  | 'commit'
  | 'markdown'
  | 'flag'
  | 'state'
  | 'items'
  | 'names'
  | 'changes'
  | 'tests'
  | 'files'
  | 'dependencies'
  | 'values'
  | 'approvals'
  | 'checksums';

/** Where and how a field is written in both forms. */
export interface ManifestField {
  readonly name: FieldName;
  /** The path of its key in the JSON form, `verification.date`; a star for the part that the project chooses. */
  readonly key: string;
  /** The section of the Markdown form; null for the lines below the title. */
  readonly section: string | null;
  /** The bold label in front of it, without its colon; null for what is the whole section. */
  readonly label: string | null;
  readonly type: FieldType;
  /** Markdown: what it says and where it comes from. */
  readonly documentation: string;
}

/** The sections of the Markdown form, in its order. */
export const SECTIONS = [
  'Release Summary',
  'Changes Included',
  'Verification Status',
  'Breaking Changes',
  'Migrations',
  'Files Modified',
  'Dependencies',
  'Runtime',
  'Components',
  'Deployment Notes',
  'Approvals',
  'Additional Fields',
  'File Integrity (Optional)',
] as const;

const field = (
  name: FieldName,
  key: string,
  section: (typeof SECTIONS)[number] | null,
  label: string | null,
  type: FieldType,
  documentation: string,
): ManifestField => ({ name, key, section, label, type, documentation });

/** Every field, in the order of the JSON form. */
export const MANIFEST_FIELDS: readonly ManifestField[] = [
  field(
    'manifestVersion',
    'manifest_version',
    null,
    'Manifest Version',
    'text',
    'The version of the manifest’s own format: `1.0`.',
  ),
  field(
    'name',
    'name',
    null,
    null,
    'text',
    'The name of the product. In Markdown it stands in front of the version: `## Acme v1.2.0`.',
  ),
  field('version', 'version', null, null, 'version', 'The version, as the changelog has it, without a `v`.'),
  field(
    'date',
    'release_date',
    null,
    'Release Date',
    'date',
    'The day of the release, as the changelog has it: `YYYY-MM-DD`.',
  ),
  field(
    'commit',
    'git_sha',
    null,
    'Git Commit',
    'commit',
    'The commit that the tag names. A manifest cannot say the commit that it is part of: fill it in after the tag, or say `source_sha` instead.',
  ),
  field('tag', 'git_tag', null, 'Git Tag', 'text', 'The name of the release’s tag.'),
  field(
    'sourceCommit',
    'source_sha',
    null,
    'Source Commit',
    'commit',
    'The commit that the release was prepared from, which is the parent of the one that holds the manifest.',
  ),
  field(
    'type',
    'release_type',
    null,
    'Release Type',
    'text',
    'The kind of the release, one of the policy’s `manifest.types`.',
  ),
  field(
    'previousVersion',
    'previous_version',
    null,
    'Previous Version',
    'version',
    'The version before this one in the changelog.',
  ),
  field('title', 'title', null, 'Release Title', 'text', 'The title of the release, as the changelog has it.'),
  field(
    'changelog',
    'changelog',
    null,
    'Changelog',
    'text',
    'A relative link to the section of this version in the changelog.',
  ),
  field('summary', 'summary', 'Release Summary', null, 'markdown', 'One paragraph: what the release delivers.'),
  field(
    'changes',
    'changes',
    'Changes Included',
    null,
    'changes',
    'The entries of the changelog’s section, by category.',
  ),
  field('breaking', 'breaking_changes', 'Breaking Changes', null, 'items', 'The breaking changes, or “None”.'),
  field(
    'migrationRequired',
    'migration_required',
    'Breaking Changes',
    'Migration Required',
    'flag',
    'Whether users have to do something: `Yes` or `No`.',
  ),
  field(
    'migrationGuide',
    'migration_guide',
    'Breaking Changes',
    null,
    'markdown',
    'Where it is written what users have to do.',
  ),
  field(
    'migrations',
    'migrations_applied',
    'Migrations',
    null,
    'names',
    'The database migrations that are part of the release, in their order, by the names of their files without extension.',
  ),
  field(
    'runtime',
    '*_version',
    'Runtime',
    null,
    'values',
    'The versions of what the release runs on, under keys that end in `_version`.',
  ),
  field(
    'components',
    '*_status',
    'Components',
    null,
    'values',
    'The state of components, under keys that end in `_status`: a version or `PARKED`.',
  ),
  field(
    'tests',
    'verification.tests',
    'Verification Status',
    'Test Results',
    'tests',
    'The suites and gates, each with its state and how many of its tests passed.',
  ),
  field(
    'scan',
    'verification.security_scan',
    'Verification Status',
    null,
    'state',
    'What the security scan found: `PASS`, `ADVISORY` or `FAIL`.',
  ),
  field(
    'verificationDate',
    'verification.date',
    'Verification Status',
    'Verification Date',
    'date',
    'The day on which the release was verified: `YYYY-MM-DD`.',
  ),
  field(
    'verifiedBy',
    'verification.by',
    'Verification Status',
    'Verified By',
    'text',
    'Who verified the release: a name or a role.',
  ),
  field(
    'files',
    'files_modified',
    'Files Modified',
    null,
    'files',
    'The files that differ from the previous release, with their line counts, as source, documentation and tests.',
  ),
  field(
    'dependencies',
    'dependencies',
    'Dependencies',
    null,
    'dependencies',
    'The dependencies that were added, updated and removed.',
  ),
  field(
    'environment',
    'deployment.environment_variables',
    'Deployment Notes',
    'Environment Variables',
    'items',
    'New and changed environment variables.',
  ),
  field(
    'dataMigration',
    'deployment.data_migration',
    'Deployment Notes',
    'Data Migration',
    'items',
    'The steps that migrate data, or “None required”.',
  ),
  field(
    'rollback',
    'deployment.rollback_procedure',
    'Deployment Notes',
    'Rollback Procedure',
    'items',
    'How to go back to the previous release.',
  ),
  field(
    'approvals',
    'approvals',
    'Approvals',
    null,
    'approvals',
    'Who approved the release, by role, with the day where it is known.',
  ),
  field(
    'checksums',
    'checksums',
    'File Integrity (Optional)',
    'SHA-256 Checksums',
    'checksums',
    'The SHA-256 of files of the release, by path.',
  ),
  field(
    'manifestChecksum',
    'manifest_checksum',
    'File Integrity (Optional)',
    'Manifest Checksum',
    'checksums',
    'The SHA-256 of this file without the line that says it; nothing can hold its own digest.',
  ),
  field('generatedAt', 'generated_at', null, 'Manifest Generated', 'time', 'When the manifest was made, in UTC.'),
];

const BY_NAME = new Map(MANIFEST_FIELDS.map((each) => [each.name, each]));

/** The field of a name. */
export function fieldOf(name: FieldName): ManifestField {
  return BY_NAME.get(name) as ManifestField;
}

/** A field's name in messages: its JSON key, or its Markdown label. */
export function displayName({ key, section, label, name }: ManifestField, form: 'json' | 'md'): string {
  if (form === 'json') return key;
  return label ?? section ?? name;
}

/** The format's own version; a manifest of another one is read as far as it goes and never written. */
export const MANIFEST_VERSION = '1.0';
