import { STANDARD_CATEGORIES, type StandardCategory } from '../changelog/terms.ts';
import type { CategoryPolicy } from './policy.ts';

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

/** The six types of changes of Keep a Changelog (“Types of changes”), in its order. */
export const STANDARD_CATEGORY_POLICIES: readonly CategoryPolicy[] = STANDARD_CATEGORIES.map((name) => ({
  name,
  aliases: ALIASES[name],
  bump: BUMPS[name],
  kind: 'change',
}));

/** A category that holds text of any form and asks for no release. */
export function toNote(name: string, aliases: readonly string[] = []): CategoryPolicy {
  return { name, aliases, bump: 'none', kind: 'note' };
}

/** A category of changes that the standard does not have. */
export function toChange(name: string, bump: CategoryPolicy['bump'], aliases: readonly string[] = []): CategoryPolicy {
  return { name, aliases, bump, kind: 'change' };
}
