import { isSemver, parseVersion } from '../../../src/core/index.ts';
import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { toVisible } from '../../../src/core/text/visible.ts';
import { versionKey } from '../../../src/core/version/version-key.ts';
import type { View } from '../../view.ts';

/** What is wrong with a version that somebody types for a release: one sentence, or null. */
export function checkTypedVersion({ policy }: View, { releases }: GatheredLedger, typed: string): string | null {
  const version = parseVersion(typed);
  if (!version) return `“${toVisible(typed)}” is no version, as 1.2.0 is one`;
  if (policy.version.scheme === 'semver' && !isSemver(version))
    return `“${toVisible(typed)}” is no version of Semantic Versioning, which the policy asks for`;
  const known = releases.find(({ key }) => key === versionKey(version));
  if (known?.tags[0]) return `${toVisible(typed)} is tagged already, as ${known.tags[0].name}`;
  return null;
}
