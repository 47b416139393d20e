import { compareVersions, type Version } from '../version/version.ts';
import type { VersionFileFact } from './version-file-fact.ts';

/** A version that is forgotten at one release is found at the next ones; nobody forgets it at so many. */
const GIVEN_UP = 20;

/**
 * Takes files that were found by their names for silent where they say a version that many releases came after: the private
 * `package.json` of a workspace says `1.0.0` for ever, and no release is about it.
 */
export function silenceGivenUp(
  files: readonly VersionFileFact[],
  releases: readonly { readonly section: object | null; readonly version: Version }[],
): readonly VersionFileFact[] {
  const written = releases.filter(({ section }) => section !== null);
  return files.map((file) => {
    const after = file.places.map(({ parsed }) =>
      parsed ? written.filter(({ version }) => compareVersions(version, parsed) > 0).length : 0,
    );
    if (after.length === 0 || Math.min(...after) < GIVEN_UP) return file;
    const reason = `it says ${file.places[0]?.version}, and ${Math.min(...after)} releases came after that`;
    return { ...file, places: [], silent: { reason, broken: false, span: { start: 0, end: 0 } } };
  });
}
