import type { Policy } from '../policy/policy.ts';
import { MANIFEST_VERSION } from './fields.ts';
import type { FieldName, ManifestContent } from './model.ts';
import { own } from './release-type.ts';

const todo = (name: string): string => `{${name}}`;
const item = (name: string) => [{ text: todo(name) }];

/** What stands for each field until somebody fills it in; a check finds what is left of it. */
const BLANKS: { readonly [Name in FieldName]?: ManifestContent[Name] } = {
  name: todo('Name'),
  date: 'YYYY-MM-DD',
  previousVersion: todo('Previous version'),
  title: todo('Title'),
  summary: todo('One paragraph on the release'),
  changes: [
    { category: 'Added', text: todo('Change') },
    { category: 'Fixed', text: todo('Fix') },
  ],
  tests: [{ name: todo('Suite'), state: 'not-run', passed: null, total: null, evidence: null }],
  scan: 'not-run',
  verificationDate: 'YYYY-MM-DD',
  verifiedBy: todo('Name/Role'),
  breaking: item('What breaks'),
  migrationRequired: false,
  files: [{ group: 'source', path: todo('path'), lines: null, added: null, deleted: null }],
  dependencies: [],
  environment: item('Variable, or None'),
  dataMigration: item('Migration, or None required'),
  rollback: item('Steps'),
  checksums: [{ path: todo('path'), algorithm: 'sha256', digest: todo('CHECKSUM') }],
};

/**
 * The manifest of a version for those who write it by hand: every field that the policy asks for of any release, with what
 * stands for its value.
 */
export function blankManifest({ manifest, tag }: Policy, version: string): ManifestContent {
  const asked = new Set(own(manifest.required, 'all') ?? []);
  const kept = Object.entries(BLANKS).filter(([name]) => asked.size < 3 || asked.has(name as FieldName));
  return {
    manifestVersion: MANIFEST_VERSION,
    version,
    type: manifest.types.length > 0 ? manifest.types.join(' / ') : todo('Type'),
    ...(asked.has('tag') ? { tag: tag.name.replaceAll('{version}', () => version) } : {}),
    ...Object.fromEntries(kept),
  };
}
