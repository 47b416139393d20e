import { componentOf, mainComponentOf } from '../changelog/component.ts';
import type { Changelog, Release } from '../changelog/model.ts';
import type { Policy } from '../policy/policy.ts';
import { compareVersions, isPrerelease, type Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import type { NotKnown, RepositoryFacts } from './facts.ts';
import { type MatchedTags, matchTags, type VersionTag } from './match-tags.ts';
import type { VersionFileFact } from './version-file-fact.ts';

/** What a project's records say of its releases, joined by version. */
export interface Ledger {
  readonly changelog: Changelog;
  /** The changelog's path in the repository, with `/`. */
  readonly path: string;
  readonly repository: RepositoryFacts | NotKnown;
  /** What the changelog's releases are of (`componentOf`); sections of anything else have no part in the join. */
  readonly component: string;
  /** What stands before the version in the names of its tags. */
  readonly tagPrefix: string;
  /** Highest version first. */
  readonly releases: readonly LedgerRelease[];
  readonly unreleased: Release | null;
  readonly versionFiles: readonly VersionFileFact[];
}

/** One version, in whichever of the records it stands. */
export interface LedgerRelease {
  readonly key: string;
  readonly version: Version;
  /** Its section in the changelog; null for a tag without one. */
  readonly section: Release | null;
  /** Its tags; several where it was tagged under several spellings, and then first the one that spells it as its section does. */
  readonly tags: readonly VersionTag[];
}

export interface LedgerInput {
  readonly changelog: Changelog;
  readonly path: string;
  readonly policy: Policy;
  readonly repository: RepositoryFacts | NotKnown;
  readonly versionFiles: readonly VersionFileFact[];
}

/** Joins the records by version. Of two sections for one version the first counts; the other is a problem of the changelog. */
export function toLedger({ changelog, path, policy, repository, versionFiles }: LedgerInput): Ledger {
  const component = mainComponentOf(changelog.releases);
  const sections = changelog.releases.filter((each) => each.version && componentOf(each) === component);
  const versions = sections.flatMap(({ version }) => (version ? [version] : []));
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const matched: MatchedTags = isKnown(repository)
    ? matchTags(repository.tags, { template: policy.tag.name, versions, folder })
    : { prefix: policy.tag.name.replace('{version}', ''), byVersion: new Map() };
  const joined = new Map<string, LedgerRelease>();
  for (const section of sections) {
    if (!section.version) continue;
    const key = versionKey(section.version);
    const tags = spelledLike(section.version, matched.byVersion.get(key) ?? []);
    if (!joined.has(key)) joined.set(key, { key, version: section.version, section, tags });
  }
  for (const [key, tags] of matched.byVersion) {
    if (!joined.has(key)) joined.set(key, { key, version: (tags[0] as VersionTag).version, section: null, tags });
  }
  return {
    changelog,
    path,
    repository,
    component,
    tagPrefix: matched.prefix,
    releases: [...joined.values()].sort((a, b) => compareVersions(b.version, a.version)),
    unreleased: changelog.releases.find(({ unreleased }) => unreleased) ?? null,
    versionFiles,
  };
}

function spelledLike({ raw }: Version, tags: readonly VersionTag[]): readonly VersionTag[] {
  if (tags.length < 2) return tags;
  const same = tags.filter(({ version }) => version.raw === raw);
  return [...same, ...tags.filter((tag) => !same.includes(tag))];
}

export function isKnown<T extends object>(fact: T | NotKnown): fact is T {
  return !('notKnown' in fact);
}

/** The highest version that is tagged, pre-releases only where nothing else is; null where nothing is. */
export function newestTagged({ releases }: Ledger): LedgerRelease | null {
  const tagged = releases.filter(({ tags }) => tags.length > 0);
  return tagged.find(({ version }) => !isPrerelease(version)) ?? tagged[0] ?? null;
}

/** The highest version that has a dated section, pre-releases only where nothing else has. */
export function newestSection({ releases }: Ledger): LedgerRelease | null {
  const written = releases.filter(({ section }) => section !== null);
  return written.find(({ version }) => !isPrerelease(version)) ?? written[0] ?? null;
}

/** The project's current version: the highest that is released in any of its records. */
export function currentVersion(ledger: Ledger): Version | null {
  const tagged = newestTagged(ledger)?.version ?? null;
  const written = newestSection(ledger)?.version ?? null;
  if (!tagged || !written) return tagged ?? written;
  return compareVersions(tagged, written) >= 0 ? tagged : written;
}

/** The versions that are tagged; the changelog may leave some of them out. */
export function taggedVersions({ releases }: Ledger): readonly Version[] {
  return releases.flatMap(({ version, tags }) => (tags.length > 0 ? [version] : []));
}
