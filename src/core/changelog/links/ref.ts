import { parseVersion, type Version } from '../../version/version.ts';

/** A ref that is the tag of a version, with whatever stands in front of it: `v`, `pkg@`, `pkg/v`, `release-`. */
export interface VersionRef {
  readonly prefix: string;
  readonly version: Version;
}

/** A prefix ends in `@`, `/`, `:`, a word and a hyphen, or a letter: `pkg@1.0.0`, `pkg/v1.0.0`, `release-1.0.0`, `v1.0.0`. */
const PREFIX = /^(?:.*[@/:])?(?:[A-Za-z][A-Za-z_.-]*)?(?=\d)/;
/** A name with digits of its own ends where a full version begins: `log4j-2.17.0`, `s3-v1.2.3`. */
const PREFIX_WITH_DIGITS = /^(?:.*[@/:])?(?!v?\d)[A-Za-z][A-Za-z0-9_-]*?[-_]v?(?=\d+\.\d)/;
const LENGTH_LIMIT = 300;
/** Six digits are an abbreviated commit where one of them is a letter, and no year of a beta, `2024b1`. */
const COMMIT = /^(?:[0-9a-f]{7,64}|(?!19|20|\d+$)[0-9a-f]{6})$/i;
/** `1.x`, `2.0.x` are maintenance branches. */
const BRANCH = /(?:^|\.)x$/i;

/**
 * Reads a ref of a URL as the tag of a version.
 *
 * @returns null for commit hashes, branches and whatever else has no version at its end. Percent-encoding is undone first.
 */
export function readRef(ref: string): VersionRef | null {
  if (ref.length > LENGTH_LIMIT) return null;
  return readTagName(decode(ref).replace(/^refs\/tags\//, ''));
}

/** The same for the name of a tag as git has it, in which a percent sign is one. */
export function readTagName(name: string): VersionRef | null {
  if (name.length > LENGTH_LIMIT) return null;
  const prefix = PREFIX.exec(name)?.[0];
  if (prefix === undefined || COMMIT.test(name) || BRANCH.test(name)) return null;
  const version = parseVersion(name.slice(prefix.length));
  if (version && version.scheme !== 'loose') return { prefix, version };
  const longer = PREFIX_WITH_DIGITS.exec(name)?.[0] ?? prefix;
  const behind = longer === prefix ? null : parseVersion(name.slice(longer.length));
  return behind ? { prefix: longer, version: behind } : version && { prefix, version };
}

/** True for the names under which a repository's current state is compared: `HEAD` and the usual default branches. */
export function isMovingRef(ref: string): boolean {
  return /^(?:HEAD|main|master|trunk|dev|devel|develop|development|next|canary|unstable|default)$/i.test(decode(ref));
}

/** True where the ref is nothing but a version's tag with a prefix that no digit belongs to; much cheaper than reading it. */
export function endsInVersion(ref: string, version: string): boolean {
  if (!ref.endsWith(version)) return false;
  const code = ref.charCodeAt(ref.length - version.length - 1);
  return Number.isNaN(code) || !((code >= 48 && code <= 57) || code === 46);
}

function decode(ref: string): string {
  if (!ref.includes('%')) return ref;
  try {
    return decodeURIComponent(ref);
  } catch {
    return ref;
  }
}
