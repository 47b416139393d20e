import { BUILT_IN_PROFILES } from '../../src/core/index.ts';
import type { ProfileDto } from '../../src/protocol/dto.ts';

/** The built-in profiles, the default one first. */
export function listProfiles(): readonly ProfileDto[] {
  return [...BUILT_IN_PROFILES.values()].map(({ name, summary }) => ({ name, description: summary }));
}
