import { STANDARD_CATEGORIES, type StandardCategory } from '../changelog/vocabulary.ts';
import type { CategoryPolicy, Policy } from './policy.ts';

/** SemVer 2.0.0 items 6 to 8 for the six types of changes; a breaking entry asks for more whatever its category is. */
const BUMPS: Readonly<Record<StandardCategory, CategoryPolicy['bump']>> = {
  Added: 'minor',
  Changed: 'minor',
  Deprecated: 'minor',
  Removed: 'major',
  Fixed: 'patch',
  Security: 'patch',
};

const ALIASES: Readonly<Record<StandardCategory, readonly string[]>> = {
  Added: ['Add', 'Adds', 'Addition', 'Additions', 'New', 'New Features', 'New Feature', 'Features', 'Feature'],
  Changed: [
    'Change',
    'Changes',
    'Improved',
    'Improvements',
    'Improvement',
    'Enhancements',
    'Enhancement',
    'Updated',
    'Updates',
    'Update',
    'Modified',
  ],
  Deprecated: ['Deprecate', 'Deprecates', 'Deprecation', 'Deprecations'],
  Removed: ['Remove', 'Removes', 'Removal', 'Removals', 'Deleted', 'Delete'],
  Fixed: ['Fix', 'Fixes', 'Bug Fixes', 'Bug Fix', 'Bugfixes', 'Bugfix', 'Bugs', 'Bugs Fixed', 'Fixed Bugs'],
  Security: ['Security Fixes', 'Security Fix', 'Security Updates', 'Vulnerabilities'],
};

/** The default profile: Keep a Changelog 2.0.0 as it is written, nothing asked beyond it. */
export const DEFAULT_POLICY: Policy = {
  standard: '2.0.0',
  changelog: {
    files: ['CHANGELOG.md'],
    language: 'auto',
    titles: ['Changelog', 'Change Log'],
    categories: STANDARD_CATEGORIES.map((name) => ({
      name,
      aliases: ALIASES[name],
      bump: BUMPS[name],
      kind: 'change',
    })),
    categoryLevel: 'auto',
    releaseTitle: 'optional',
    breaking: 'marker',
    securityId: 'prefix-colon',
    lineWidth: 120,
  },
  version: { scheme: 'any', prerelease: 'any', hotfix: 'none' },
  tag: {
    name: 'v{version}',
    when: 'any',
    annotated: 'optional',
    sign: 'optional',
    template: '',
    hotfixTemplate: '',
    prereleaseTemplate: '',
  },
  versionFiles: [],
  dependencyFiles: [],
  manifest: {
    path: '',
    forms: ['md'],
    source: 'md',
    types: [],
    required: { all: ['version', 'date'] },
    migrations: '',
  },
  approvals: {},
  checksums: { path: 'releases/checksums-{version}.txt', include: [], exclude: [] },
  rules: {},
  markdownlint: { enabled: 'auto' },
};
