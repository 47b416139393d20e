import type { Profile } from './profile.ts';
import { AUDIT_TRAIL } from './profiles/audit-trail.ts';
import { CONTAINER_PLATFORM } from './profiles/container-platform.ts';
import { KEEP_A_CHANGELOG } from './profiles/keep-a-changelog.ts';
import { KEEP_A_CHANGELOG_1 } from './profiles/keep-a-changelog-1.ts';
import { PYTHON_PACKAGE } from './profiles/python-package.ts';
import { REGULATED_SAAS } from './profiles/regulated-saas.ts';
import { WEB_PLATFORM } from './profiles/web-platform.ts';

export type { Profile } from './profile.ts';

const PROFILES: readonly Profile[] = [
  KEEP_A_CHANGELOG,
  KEEP_A_CHANGELOG_1,
  AUDIT_TRAIL,
  PYTHON_PACKAGE,
  CONTAINER_PLATFORM,
  WEB_PLATFORM,
  REGULATED_SAAS,
];

/** The built-in profiles by name, the default one first. */
export const BUILT_IN_PROFILES: ReadonlyMap<string, Profile> = new Map(PROFILES.map((each) => [each.name, each]));
