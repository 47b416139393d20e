import type { LinkedRelease } from '../../changelog/links/gather-links.ts';
import { tagPrefixOf } from '../../changelog/links/link-pattern.ts';
import { endsInVersion, readRef } from '../../changelog/links/ref.ts';
import type { CompareLink } from '../../changelog/links/release-link.ts';
import { compareVersions, type Version } from '../../version/version.ts';

/** True where a ref is the tag of a version. Refs that end in its very text, which most do, are not read. */
export function isOwnVersion(ref: string, version: Version): boolean {
  if (endsInVersion(ref, version.raw)) return true;
  const read = readRef(ref);
  return read !== null && compareVersions(read.version, version) === 0;
}

/** True where a comparison names the release's own version first and a lower one behind it. */
export function isReversed({ release: { version } }: LinkedRelease, { base, head }: CompareLink): boolean {
  if (!version || !isOwnVersion(base.text, version)) return false;
  const ref = readRef(head.text);
  return ref !== null && compareVersions(ref.version, version) < 0;
}

/** The release's own tag, with the prefix that the refs of its link have. */
export function ownTag({ release }: LinkedRelease, { base, head }: CompareLink): string {
  const version = release.version?.raw ?? release.label;
  return `${prefixOf(head.text) ?? prefixOf(base.text) ?? ''}${version}`;
}

/** What stands before the version in a ref, as it is written; null where no version stands at its end. */
export function prefixOf(ref: string): string | null {
  const read = readRef(ref);
  return read && tagPrefixOf(ref, read.version.raw);
}
