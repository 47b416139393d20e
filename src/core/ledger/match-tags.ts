import { readRef } from '../changelog/links/ref.ts';
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
}

/**
 * Finds the tags that belong to a changelog.
 *
 * Repositories hold tags of several kinds: one for each package, nightly builds, old habits. The prefix of the policy's template
 * counts where any release is tagged by it; else the prefix that tags most of the changelog's releases, where two are
 * equal the one that names the changelog's folder. Tags that name no version belong to none.
 */
export function matchTags(tags: readonly TagFact[], { template, versions, folder }: MatchOptions): MatchedTags {
  const byPrefix = new Map<string, VersionTag[]>();
  for (const tag of tags) {
    const ref = readRef(tag.name);
    if (!ref) continue;
    const known = byPrefix.get(ref.prefix);
    const versionTag = { ...tag, version: ref.version };
    if (known) known.push(versionTag);
    else byPrefix.set(ref.prefix, [versionTag]);
  }
  const wanted = new Set(versions.map(versionKey));
  const own = template.slice(0, Math.max(0, template.indexOf('{version}')));
  const component = folder.slice(folder.lastIndexOf('/') + 1).toLowerCase();
  let prefix = own;
  let best = { matches: 0, names: false };
  for (const [candidate, found] of byPrefix) {
    const matches = found.filter(({ version }) => wanted.has(versionKey(version))).length;
    const names = component !== '' && candidate.toLowerCase().includes(component);
    // In a package's folder the tags that name the package win over a template that says nothing of packages.
    if (candidate === own && matches > 0 && (component === '' || !hasComponentTags(byPrefix, component))) {
      prefix = own;
      break;
    }
    if (matches === 0) continue;
    if (best.matches === 0 || (names && !best.names) || (names === best.names && matches > best.matches)) {
      prefix = candidate;
      best = { matches, names };
    }
  }
  return { prefix, byVersion: groupByVersion(byPrefix.get(prefix) ?? []) };
}

function hasComponentTags(byPrefix: ReadonlyMap<string, unknown>, component: string): boolean {
  return [...byPrefix.keys()].some((prefix) => prefix.toLowerCase().includes(component));
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
