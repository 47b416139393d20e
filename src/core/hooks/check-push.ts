import { readTagName } from '../changelog/links/ref.ts';
import type { Changelog } from '../changelog/model.ts';
import type { VersionFileFact } from '../ledger/version-file-fact.ts';
import { findRelease } from '../rules/release/release-rule.ts';
import { compareVersions, isPrerelease, type Version } from '../version/version.ts';

/** A ref that is about to be pushed, as git tells its `pre-push` hook. */
export interface PushedRef {
  readonly localRef: string;
  readonly localObject: string;
  readonly remoteRef: string;
  readonly remoteObject: string;
}

/** Reads what git writes to the hook: four words on each line. */
export function readPushedRefs(input: string): readonly PushedRef[] {
  return input.split('\n').flatMap((line): readonly PushedRef[] => {
    const [localRef, localObject, remoteRef, remoteObject, ...more] = line.trim().split(' ');
    if (!localRef || !localObject || !remoteRef || !remoteObject || more.length > 0) return [];
    return [{ localRef, localObject, remoteRef, remoteObject }];
  });
}

/** The tag of a release among what is pushed; null for every other ref. */
export function toPushedTag({ remoteRef }: PushedRef): { readonly name: string; readonly version: Version } | null {
  if (!remoteRef.startsWith('refs/tags/')) return null;
  const name = remoteRef.slice('refs/tags/'.length);
  const read = readTagName(name);
  // A line of versions has tags that move: v1, v1.2.
  return read && read.version.release.length > 2 ? { name, version: read.version } : null;
}

/** Why a release's tag must not be pushed whatever it names: it would take away, or move, what others have. */
export function whyNotReplaced({ localObject, remoteObject }: PushedRef, name: string): string | null {
  if (isNone(localObject)) return `the push would delete the tag ${name}, which others may have`;
  if (isNone(remoteObject) || remoteObject === localObject) return null;
  return `the push would move the tag ${name}, which others may have`;
}

function isNone(object: string): boolean {
  return /^0+$/.test(object);
}

/** What the commit of a tag says of its version. */
export interface TaggedRecords {
  /** With its name; null where there is none, or more than one. */
  readonly changelog: { readonly name: string; readonly changelog: Changelog } | null;
  readonly versionFiles: readonly VersionFileFact[];
}

/**
 * Holds a tag against the records in the commit that it names. A pre-release needs no section of its own, and its files may say
 * the version that it leads to, as they do where that is promoted from the same commit.
 */
export function checkTagged(
  name: string,
  version: Version,
  { changelog, versionFiles }: TaggedRecords,
): readonly string[] {
  const problems: string[] = [];
  if (changelog && !isPrerelease(version)) {
    const section = findRelease(changelog.changelog.releases, version);
    if (!section) problems.push(`${changelog.name} has no section for ${version.raw} in the commit of ${name}`);
    else if (section.date === null)
      problems.push(`the section ${version.raw} of ${changelog.name} has no date in the commit of ${name}`);
  }
  for (const { path, places } of versionFiles) {
    for (const { version: written, parsed } of places) {
      if (parsed && agrees(parsed, version)) continue;
      problems.push(`${path} says ${written} in the commit of ${name}`);
    }
  }
  return problems;
}

function agrees(written: Version, tagged: Version): boolean {
  if (compareVersions(written, tagged) === 0) return true;
  return isPrerelease(tagged) && !isPrerelease(written) && written.release.join('.') === tagged.release.join('.');
}
