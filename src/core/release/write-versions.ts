import type { VersionFileFact, WrittenVersion } from '../ledger/version-file-fact.ts';
import { applyEdits, type Edit } from '../text/edit.ts';
import { editVersions } from '../version/files/version-file.ts';
import { spellVersion } from '../version/spell-version.ts';
import type { Version } from '../version/version.ts';

/**
 * The version files with a version at every place that is meant, each in its own spelling; every other byte stays. A file that the
 * policy names several times, once for each of its images, is one text with all of their edits.
 */
export function writeVersions(
  files: readonly VersionFileFact[],
  version: Version,
  isMeant: (place: WrittenVersion) => boolean = () => true,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const edits = new Map<string, Map<number, Edit>>();
  for (const { path, text, places, spelling } of files) {
    texts.set(path, text);
    const own = edits.get(path) ?? new Map<number, Edit>();
    edits.set(path, own);
    for (const place of places.filter(isMeant))
      for (const edit of editVersions([place], spellVersion(version, spelling, place.version)))
        own.set(edit.start, edit);
  }
  return new Map([...texts].map(([path, text]) => [path, applyEdits(text, [...(edits.get(path)?.values() ?? [])])]));
}
