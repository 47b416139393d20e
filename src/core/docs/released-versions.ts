import type { Changelog } from '../changelog/model.ts';
import { compareVersions, isPrerelease, type Version } from '../version/version.ts';

/** The versions that a changelog has released, highest first; documents are not held against pre-releases. */
export function releasedVersions({ releases }: Changelog): readonly Version[] {
  const versions = releases.flatMap(({ version, yanked }) =>
    version && !yanked && !isPrerelease(version) ? [version] : [],
  );
  return versions.sort((a, b) => compareVersions(b, a));
}
