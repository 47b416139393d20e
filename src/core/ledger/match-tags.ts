import { readTagName } from '../changelog/links/ref.ts';
import type { Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import type { TagFact } from './facts.ts';

/** The tags of one changelog's releases. */
export interface MatchedTags {
  /** What stands before the version in their names: `v`, `pkg@`, `pkg/v`; empty for bare versions. */
  readonly prefix: string;
  /** The tags by `versionKey`; several where a version was tagged under several spellings. */
  readonly byVersion: ReadonlyMap<string, readonly VersionTag[]>;
}

export interface VersionTag extends TagFact {
  readonly version: Version;
}

export interface MatchOptions {
  /** The policy's template: `v{version}`. */
  readonly template: string;
  /** The versions that the changelog has sections for. */
  readonly versions: readonly Version[];
  /** The folder of the changelog, relative to the repository, with `/`; empty for the root. */
  readonly folder: string;
  /** What the releases are of, where the changelog names it (`componentOf`); empty or left out where it does not. */
  readonly component?: string;
  /** What the changelog has releases of beside that; their tags are none of its own. */
  readonly others?: readonly string[];
  /** True where only tags that name the component are taken: those that name nothing belong to what most releases are of. */
  readonly exact?: boolean;
}

/** Tags of versions by what stands before the version in their names. */
export type TagsByPrefix = ReadonlyMap<string, readonly VersionTag[]>;

/** Reads the names of tags. Those that name no version are left out, and those that move along with the newest one of their line. */
export function groupTags(tags: readonly TagFact[]): TagsByPrefix {
  const byPrefix = new Map<string, VersionTag[]>();
  for (const tag of tags) {
    const ref = readTagName(tag.name);
    if (!ref) continue;
    const known = byPrefix.get(ref.prefix);
    const versionTag = { ...tag, version: ref.version };
    if (known) known.push(versionTag);
    else byPrefix.set(ref.prefix, [versionTag]);
  }
  for (const [prefix, found] of byPrefix) byPrefix.set(prefix, withoutFloating(found));
  return byPrefix;
}

/** Finds the tags that belong to a changelog, or to one component of it. */
export function matchTags(tags: readonly TagFact[], options: MatchOptions): MatchedTags {
  return chooseTags(groupTags(tags), options);
}

/**
 * Finds the tags that belong to a changelog.
 *
 * Repositories hold tags of several kinds: one for each package, nightly builds, old habits. The prefix of the policy's template
 * counts where any release is tagged by it; else the prefix that tags most of the changelog's releases. In a package's folder
 * the tags that name the package come before all, and those of other packages are none of its own; so it is for a component
 * that the headings name. Tags that name no version belong to none, nor do those that move along with the newest version of
 * their line: `v1` and `v1.2` beside `v1.2.3`.
 */
export function chooseTags(
  byPrefix: TagsByPrefix,
  { template, versions, folder, component: named = '', others = [], exact = false }: MatchOptions,
): MatchedTags {
  const wanted = new Set(versions.map(versionKey));
  const own = template.slice(0, Math.max(0, template.indexOf('{version}')));
  const component = toName(named || folder);
  const otherNames = new Set(others.filter((each) => each !== '').map(toName));
  const several = new Set([...byPrefix.keys()].map(componentOf).filter((name) => name !== '')).size > 1;
  const candidates = [...byPrefix].flatMap(([prefix, found]) => {
    const matches = found.filter(({ version }) => wanted.has(versionKey(version))).length;
    const fits = fitOf(prefix, named, component);
    if (fits < EXACT && (exact || otherNames.has(componentOf(prefix)))) return [];
    // Among the tags of several packages those of another one match by chance.
    const isForeign = component !== '' && several && fits === 0 && componentOf(prefix) !== '';
    return (matches > 0 && !isForeign) || fits >= EXACT ? [{ prefix, matches, fits, isOwn: prefix === own }] : [];
  });
  // In a package's folder the tags that name the package win over a template that says nothing of packages.
  candidates.sort((a, b) => b.fits - a.fits || Number(b.isOwn) - Number(a.isOwn) || b.matches - a.matches);
  const prefix = candidates[0]?.prefix ?? (exact ? `${named}@` : own);
  return { prefix, byVersion: groupByVersion(byPrefix.get(prefix) ?? []) };
}

/**
 * A single number beside full versions is the name of a line; two numbers are one where the same commit has a full version of
 * that line.
 */
function withoutFloating(tags: readonly VersionTag[]): VersionTag[] {
  const full = tags.filter(({ version }) => version.release.length > 2);
  if (full.length === 0) return [...tags];
  const onCommit = new Map<string | null, VersionTag[]>();
  for (const tag of full) onCommit.set(tag.commit, [...(onCommit.get(tag.commit) ?? []), tag]);
  return tags.filter(({ version: { release }, commit }) => {
    if (release.length > 2) return true;
    if (release.length === 1) return false;
    return !onCommit.get(commit)?.some(({ version }) => isLaterOf(version.release, release));
  });
}

/** `1.2.3` is a later one of `1.2`; `1.2.0` is the same. */
function isLaterOf(release: readonly string[], line: readonly string[]): boolean {
  return (
    line.every((number, i) => release[i] === number) && release.slice(line.length).some((number) => number !== '0')
  );
}

/** Words that say that something is a version, and not whose. */
const PLAIN = /^(?:v|ver|version|rel|release|tag)$/;

/** What a prefix names: `web` of `@acme/web@`, `web/v` and `web-v`; empty for `v` and `release-`. */
function componentOf(prefix: string): string {
  const name = prefix
    .toLowerCase()
    .replace(/(?:[-_@/:.]+v?|^v)$/, '')
    .replace(/^.*[@/:]/, '');
  return PLAIN.test(name) ? '' : toName(name);
}

/** A component or a folder by its last part, as prefixes write it: `core` of `@acme/core`, `web-api` of `Web API`. */
function toName(component: string): string {
  return component
    .slice(component.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

/** From here on a prefix names the component, and not something else of which it is a part. */
const EXACT = 2;

/** 3 where a prefix names the component with its scope or folder, 2 where it names it, 1 where its name is a part of it, else 0. */
function fitOf(prefix: string, named: string, component: string): 0 | 1 | 2 | 3 {
  if (component === '') return 0;
  if (named.includes('/') && prefix.toLowerCase().startsWith(named) && componentOf(prefix) === component) return 3;
  if (componentOf(prefix) === component) return 2;
  return toName(prefix.replaceAll('/', '-')).includes(component) ? 1 : 0;
}

function groupByVersion(tags: readonly VersionTag[]): ReadonlyMap<string, readonly VersionTag[]> {
  const byVersion = new Map<string, VersionTag[]>();
  for (const tag of tags) {
    const key = versionKey(tag.version);
    const known = byVersion.get(key);
    if (known) known.push(tag);
    else byVersion.set(key, [tag]);
  }
  return byVersion;
}
