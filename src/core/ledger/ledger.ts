import { componentOf, listComponents } from '../changelog/component.ts';
import { isPending } from '../changelog/links/propose-link.ts';
import type { Changelog, Release } from '../changelog/model.ts';
import type { Policy } from '../policy/policy.ts';
import { compareVersions, isPrerelease, type Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import type { NotKnown, RepositoryFacts } from './facts.ts';
import { silenceGivenUp } from './given-up-files.ts';
import { chooseTags, groupTags, type MatchedTags, type TagsByPrefix, type VersionTag } from './match-tags.ts';
import { projectFolder } from './project-folder.ts';
import { fillOwner, ownNameOf } from './tag-template.ts';
import { tagsByVersion } from './tags-by-version.ts';
import type { VersionFileFact } from './version-file-fact.ts';

/** What a project's records say of its releases, joined by version. */
export interface Ledger {
  readonly changelog: Changelog;
  /** The changelog's path in the repository, with `/`. */
  readonly path: string;
  readonly repository: RepositoryFacts | NotKnown;
  /** What the releases are of (`componentOf`), empty where the changelog does not name it: other sections have no part in the join. */
  readonly component: string;
  /** What stands before the version in the names of its tags. */
  readonly tagPrefix: string;
  /** The policy's name for its tags, with its own name in it where the policy asks for that: `{version}` alone is left. */
  readonly tagTemplate: string;
  /** Those of the component, highest version first. */
  readonly releases: readonly LedgerRelease[];
  /** Null where the section is another component's: it belongs to what most releases are of. */
  readonly unreleased: Release | null;
  readonly versionFiles: readonly VersionFileFact[];
}

/** One version of a component, in whichever of the records it stands. */
export interface LedgerRelease {
  /** What it is a release of, as in `Ledger`. */
  readonly component: string;
  /** Its version's key: it is told by it among the releases of its component. */
  readonly key: string;
  readonly version: Version;
  /** Its section in the changelog; null for a tag without one. */
  readonly section: Release | null;
  /** Its tags; several where it was tagged under several spellings, and then first the one that spells it as its section does. */
  readonly tags: readonly VersionTag[];
  /** True where its tags are on another branch: what is checked out does not contain the release. */
  readonly besideHead: boolean;
}

export interface LedgerInput {
  readonly changelog: Changelog;
  readonly path: string;
  readonly policy: Policy;
  readonly repository: RepositoryFacts | NotKnown;
  /** The names of the tags that HEAD does not contain; null where nothing makes anybody ask (`gatherLedger`). */
  readonly besideHead?: readonly string[] | null;
  /** Those of what most releases are of. */
  readonly versionFiles: readonly VersionFileFact[];
  /** Those of the other components, as far as it is known which they are. */
  readonly componentFiles?: ReadonlyMap<string, readonly VersionFileFact[]>;
}

/**
 * Joins the records by version, for each component that the changelog has releases of by itself; what most releases are of
 * comes first. Of two sections for one version the first counts; the other is a problem of the changelog.
 */
export function toLedgers(input: LedgerInput): readonly [Ledger, ...Ledger[]] {
  const [main = '', ...others] = listComponents(input.changelog.releases);
  const tags = isKnown(input.repository) ? groupTags(input.repository.tags) : null;
  const ledger = joinComponent(input, tags, { component: main, others, exact: false });
  if (others.length === 0) return [ledger];
  const rest = others.map((component) => {
    const beside = [main, ...others].filter((each) => each !== component);
    const joined = joinComponent(input, tags, { component, others: beside, exact: component !== '' });
    return { ...joined, unreleased: null, versionFiles: input.componentFiles?.get(component) ?? [] };
  });
  const [first, ...more] = keepTagsApart([ledger, ...rest]);
  return [first ?? ledger, ...more];
}

/** The ledger of what most releases of a changelog are of. */
export function toLedger(input: LedgerInput): Ledger {
  return toLedgers(input)[0];
}

/** A tag without a section is nobody's where another component has the section, and only one's where none has. */
function keepTagsApart(ledgers: readonly Ledger[]): readonly Ledger[] {
  const written = (release: LedgerRelease): boolean => release.section !== null;
  const taken = new Set(
    ledgers.flatMap(({ releases }) => releases.filter(written).flatMap(({ tags }) => tags.map(({ name }) => name))),
  );
  return ledgers.map((ledger) => ({
    ...ledger,
    releases: ledger.releases.filter((release) => {
      if (written(release)) return true;
      if (release.tags.some(({ name }) => taken.has(name))) return false;
      for (const { name } of release.tags) taken.add(name);
      return true;
    }),
  }));
}

function joinComponent(
  { changelog, path, policy, repository, versionFiles, componentFiles, besideHead }: LedgerInput,
  tags: TagsByPrefix | null,
  matching: { readonly component: string; readonly others: readonly string[]; readonly exact: boolean },
): Ledger {
  const { component } = matching;
  const sections = changelog.releases.filter((each) => each.version && componentOf(each) === component);
  const versions = sections.flatMap(({ version }) => (version ? [version] : []));
  const folder = projectFolder({ path, versionFiles });
  const files = matching.exact ? (componentFiles?.get(component) ?? []) : versionFiles;
  const name = ownNameOf({ folder, component }, files);
  const template = fillOwner(policy.tag.name, { folder, component, name });
  const isOwn = template !== policy.tag.name;
  const matched: MatchedTags = tags
    ? chooseTags(tags, { template, isOwn, versions, folder, name, ...matching })
    : { prefix: template.replace('{version}', ''), byVersion: new Map() };
  const beside = new Set(besideHead);
  const isBeside = (tags: readonly VersionTag[]): boolean =>
    tags.length > 0 && tags.every(({ name }) => beside.has(name));
  const joined = new Map<string, LedgerRelease>();
  const tagsOf = tagsByVersion(matched.byVersion, versions);
  const taken = new Set<readonly VersionTag[]>();
  for (const section of sections) {
    if (!section.version) continue;
    const key = versionKey(section.version);
    if (joined.has(key)) continue;
    const found = tagsOf(section.version);
    taken.add(found);
    const tags = spelledLike(section.version, found);
    joined.set(key, { component, key, version: section.version, section, tags, besideHead: isBeside(tags) });
  }
  for (const [key, tags] of matched.byVersion) {
    if (joined.has(key) || taken.has(tags)) continue;
    const { version } = tags[0] as VersionTag;
    joined.set(key, { component, key, version, section: null, tags, besideHead: isBeside(tags) });
  }
  const releases = [...joined.values()].sort((a, b) => compareVersions(b.version, a.version));
  return {
    changelog,
    path,
    repository,
    component,
    tagPrefix: matched.prefix,
    tagTemplate: template,
    releases,
    unreleased: changelog.releases.find(({ unreleased }) => unreleased) ?? null,
    versionFiles: policy.versionFiles.length > 0 ? versionFiles : silenceGivenUp(versionFiles, releases),
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

/**
 * True for a release of another line than the one that is checked out: 2.0.0, seen from the branch that maintains 1.x. Neither
 * does HEAD contain it nor does the changelog know of it.
 */
export function isOfAnotherLine({ section, besideHead }: LedgerRelease): boolean {
  return section === null && besideHead;
}

/** The highest version of this line that is tagged, pre-releases only where nothing else is; null where nothing is. */
export function newestTagged({ releases }: Ledger): LedgerRelease | null {
  const tagged = releases.filter((release) => release.tags.length > 0 && !isOfAnotherLine(release));
  return tagged.find(({ version }) => !isPrerelease(version)) ?? tagged[0] ?? null;
}

/** The highest version whose section is of no release to come, pre-releases only where nothing else has one. */
export function newestSection({ releases }: Ledger): LedgerRelease | null {
  const written = releases.filter(({ section }) => section !== null && !isPending(section));
  return written.find(({ version }) => !isPrerelease(version)) ?? written[0] ?? null;
}

/** The project's current version: the highest that is released in any of its records. */
export function currentVersion(ledger: Ledger): Version | null {
  const tagged = newestTagged(ledger)?.version ?? null;
  const written = newestSection(ledger)?.version ?? null;
  if (!tagged || !written) return tagged ?? written;
  return compareVersions(tagged, written) >= 0 ? tagged : written;
}

/**
 * What tags say to who asks for the next version: those of this line, of which the changelog may leave some out, and whether a
 * version is tagged anywhere.
 */
export function taggedVersions({ releases, tagPrefix, repository }: Ledger): {
  readonly released: readonly Version[];
  readonly isTagged: (version: Version) => boolean;
} {
  const tagged = releases.filter(({ tags }) => tags.length > 0);
  const all = isKnown(repository) ? repository.tags : [];
  const isThere = (tag: string): boolean =>
    all.some(({ name }) => name.length === tag.length && name.toLowerCase() === tag.toLowerCase());
  return {
    released: tagged.filter((release) => !isOfAnotherLine(release)).map(({ version }) => version),
    isTagged: (version) => {
      const key = versionKey(version);
      return tagged.some((release) => release.key === key) || isThere(`${tagPrefix}${version.raw}`);
    },
  };
}
