import { readTagName } from '../changelog/links/ref.ts';
import { componentOfPrefix, toTagWord } from '../changelog/links/ref-component.ts';
import { beforeNumbers, compareVersions, isDay, isPrerelease, type Version } from '../version/version.ts';
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
  /** What the package calls itself (`ownNameOf`); null or left out where nothing says it. */
  readonly name?: string | null;
  /** True where the template names this package (`fillOwner`), and nothing else has it. */
  readonly isOwn?: boolean;
  /** The versions that the changelog has sections for, in its order. */
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

/**
 * Reads the names of tags. Those that name no version are left out, and those that move along with the newest one of their line.
 * The same tags are read once, of however many changelogs they are the tags.
 */
export function groupTags(tags: readonly TagFact[]): TagsByPrefix {
  const known = GROUPED.get(tags);
  if (known) return known;
  const grouped = readNames(tags);
  GROUPED.set(tags, grouped);
  return grouped;
}

const GROUPED = new WeakMap<readonly TagFact[], TagsByPrefix>();

function readNames(tags: readonly TagFact[]): TagsByPrefix {
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
 * counts where any release is tagged by it, unless those are old ones and another prefix tags the newest; else the prefix that
 * tags most of the changelog's releases. Where projects went from `v1.0.0` to `2.0.0` or back, what the newest releases are
 * tagged by counts, and the others have their tags all the same. In a package's folder the tags that name the package come before
 * all, and those of other packages or of the whole are none of its own; so it is for a component that the headings name. A
 * template that names the package is told apart from no other: tags that do not name it count where they tag most of its releases. Tags that name no version
 * belong to none, nor do those that move along with the newest version of their line: `v1` and `v1.2` beside `v1.2.3`.
 */
export function chooseTags(
  all: TagsByPrefix,
  { template, versions, folder, component: named = '', name = null, others = [], exact = false, ...rest }: MatchOptions,
): MatchedTags {
  const [listed] = versions;
  const byPrefix = listed && !isDay(listed) ? withDaysFirst(all) : all;
  const wanted = new Set(versions.map(versionKey));
  const own = template.slice(0, Math.max(0, template.indexOf('{version}')));
  const isOwners = rest.isOwn === true && componentOfPrefix(own) !== '';
  const component = toTagWord(named || folder);
  const otherNames = new Set(others.filter((each) => each !== '').map(toTagWord));
  const ownName = folder === '' || named !== '' ? '' : (name ?? '').toLowerCase();
  const several = new Set([...byPrefix.keys()].map(componentOfPrefix).filter((name) => name !== '')).size > 1;
  const recent = countRecent(byPrefix, wanted);
  const newest = newestOf(versions);
  const highest = folder === '' ? undefined : versions.toSorted(compareVersions).at(-1);
  let candidates = [...byPrefix].flatMap(([prefix, found]): readonly Candidate[] => {
    const matches = found.filter(({ version }) => wanted.has(versionKey(version))).length;
    const fits = isOwners && prefix === own ? NAMED : fitOf(prefix, named, component, ownName);
    const recently = countOf(found, newest);
    if (fits < EXACT && (exact || otherNames.has(componentOfPrefix(prefix)))) return [];
    // Among the tags of several packages those of another one match by chance.
    const isAnothers = fits === 0 || (isEndOf(prefix, component) && recently < RECENT - 1);
    const isNamed = componentOfPrefix(prefix) !== '';
    const isForeign = component !== '' && several && isAnothers && isNamed;
    // What knows its own name has no tags in which all of another one's stands.
    const isRare = matches < CHANCE || matches * 2 < versions.length || prefix.startsWith('@');
    const isOthers = isOwners || (ownName !== '' && isNamed) ? isRare : several && newest.size > 0 && recently < CHANCE;
    // Those of the whole, which is far ahead of a part that has versions of its own.
    const isBehind = folder !== '' && fits === 0 && countAbove(found, highest) > AHEAD;
    const isByChance = isBehind || (folder !== '' && fits === 0 && isOthers);
    if (fits < EXACT && (matches === 0 || isForeign || isByChance)) return [];
    return [{ prefix, matches, fits, recently, isOwn: prefix === own }];
  });
  const plain = candidates.find(({ prefix }) => componentOfPrefix(prefix) === '');
  // Where the headings name the whole, `pandoc 3.1`, tags that name a part of it, `pandoc-cli-3.1`, are of that part.
  if (folder === '' && plain) {
    const isPart = (each: Candidate): boolean =>
      each.fits === 1 && each.recently <= plain.recently && each.matches * 2 < plain.matches;
    candidates = candidates.filter((each) => !isPart(each));
  }
  // In a package's folder the tags that name the package win over a template that says nothing of packages.
  candidates.sort((a, b) => b.fits - a.fits || Number(b.isOwn) - Number(a.isOwn) || b.matches - a.matches);
  const like = named === '' && componentOfPrefix(own) === '' ? prefixLikeOthers(byPrefix, folder, name) : null;
  const [usual] = candidates;
  const top = usual && candidates.find((each) => each.recently >= RECENT - 1 && isGivenUp(usual, each));
  const first = (top ?? usual)?.prefix ?? (exact && !isOwners ? `${named}@` : (like ?? own));
  if (componentOfPrefix(first) !== '') return { prefix: first, byVersion: groupByVersion(byPrefix.get(first) ?? []) };
  // Tags of which none names a release of a package are those of what the package is a part of.
  if (folder !== '' && candidates.length === 0) return { prefix: first, byVersion: new Map() };
  // The one name that there is at all is a former habit of the whole, unless it tagged the same versions for something else.
  const isHabit = (prefix: string): boolean =>
    componentOfPrefix(prefix) === '' ||
    (component === '' && !several && !isBeside(byPrefix.get(prefix) ?? [], byPrefix.get(first) ?? []));
  const habits = candidates.map(({ prefix }) => prefix).filter(isHabit);
  // A release is tagged as releases are, however many pre-releases there were of late.
  const isPre = (prefix: string): number => Number(/pre-?release/i.test(prefix));
  habits.sort((a, b) => isPre(a) - isPre(b) || (recent.get(b) ?? 0) - (recent.get(a) ?? 0));
  const byVersion = new Map(groupByVersion(byPrefix.get(habits[0] ?? first) ?? []));
  for (const prefix of habits.slice(1)) {
    for (const [key, tags] of groupByVersion(byPrefix.get(prefix) ?? [])) {
      if (wanted.has(key) && !byVersion.has(key)) byVersion.set(key, tags);
    }
  }
  return { prefix: habits[0] ?? first, byVersion };
}

/** True where two prefixes tagged the same versions at different commits, and more than once. */
function isBeside(tags: readonly VersionTag[], others: readonly VersionTag[]): boolean {
  const commits = new Map(others.map(({ version, commit }) => [versionKey(version), commit]));
  const differs = ({ version, commit }: VersionTag): boolean => (commits.get(versionKey(version)) ?? commit) !== commit;
  return tags.filter(differs).length > 1;
}

/** Where releases are numbered now, tags that are days are of nightly builds, or of before that. */
function withDaysFirst(byPrefix: TagsByPrefix): TagsByPrefix {
  const toFirst = (tag: VersionTag): VersionTag =>
    isDay(tag.version) ? { ...tag, version: beforeNumbers(tag.version) } : tag;
  return new Map([...byPrefix].map(([prefix, tags]) => [prefix, tags.map(toFirst)]));
}

interface Candidate {
  readonly prefix: string;
  /** How many of the releases it tags, and of the newest of them. */
  readonly matches: number;
  readonly recently: number;
  readonly fits: Fit;
  readonly isOwn: boolean;
}

/** True where the newest releases are tagged by another prefix, which says no less of what it is of. */
function isGivenUp(usual: Candidate, other: Candidate): boolean {
  if (usual.recently === 0) return other !== usual;
  return !usual.isOwn && other.recently > usual.recently && other.fits >= usual.fits;
}

/** So many of the newest releases tell how a project writes its tags: a slip among them is outvoted. */
const RECENT = 5;
/** With more tags above its newest release, a changelog is none of what they tag. */
const AHEAD = 10;
/** In a package's folder tags without a name are the package's where they tag so many of its newest releases. */
const CHANCE = 2;

/** The newest releases by their keys; none where there are too few to tell a habit. */
function newestOf(versions: readonly Version[]): ReadonlySet<string> {
  const sorted = versions.toSorted((a, b) => compareVersions(b, a));
  const newest = new Set(sorted.map(versionKey).slice(0, RECENT));
  return newest.size < RECENT ? new Set() : newest;
}

function countAbove(tags: readonly VersionTag[], highest: Version | undefined): number {
  if (!highest) return 0;
  return tags.filter(({ version }) => !isPrerelease(version) && compareVersions(version, highest) > 0).length;
}

function countOf(tags: readonly VersionTag[], keys: ReadonlySet<string>): number {
  return new Set(tags.map(({ version }) => versionKey(version)).filter((key) => keys.has(key))).size;
}

/** How many of the newest tagged releases each prefix that names nothing tags. */
function countRecent(byPrefix: TagsByPrefix, wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const plain = [...byPrefix].filter(([prefix]) => componentOfPrefix(prefix) === '');
  const tagged = plain.flatMap(([prefix, found]) =>
    found.filter(({ version }) => wanted.has(versionKey(version))).map(({ version }) => ({ prefix, version })),
  );
  tagged.sort((a, b) => compareVersions(b.version, a.version));
  const newest = new Set(tagged.map(({ version }) => versionKey(version)).slice(0, RECENT));
  const counts = new Map<string, number>();
  for (const { prefix, version } of tagged) {
    if (newest.has(versionKey(version))) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return counts;
}

/**
 * The prefix of a package that is not tagged yet, as the others of the repository have theirs: `@acme/web@` beside `@acme/core@`,
 * `sdk/web/v` in that folder beside `sdk/core/v`. What says that it is of the others' scope has the name that it says. Null
 * where no tag names a package.
 */
function prefixLikeOthers(byPrefix: TagsByPrefix, folder: string, called: string | null): string | null {
  if (folder === '') return null;
  const named = [...byPrefix].filter(([prefix]) => componentOfPrefix(prefix) !== '');
  const [usual] = named.sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (usual === undefined) return null;
  const end = /\/v?$/.exec(usual)?.[0];
  if (end !== undefined) return folder + end;
  const scope = /^@[^/]+\//.exec(usual)?.[0];
  if (scope !== undefined && called?.startsWith(scope)) return usual.replace(/^.*?(?=[-_@:.]+v?$)/, () => called);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return usual.replace(/[^@/:]+?(?=[-_@/:.]+v?$)/, () => name);
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

/** From here on a prefix names the component, and not something else of which it is a part. */
const EXACT = 2;
const NAMED = 3;

type Fit = 0 | 1 | typeof EXACT | typeof NAMED;

/**
 * 3 where a prefix names the component with its scope or folder, 2 where it names it, 1 where one name is a part of the other, else 0:
 * `web-v` of the folder `acme-web`, and `acme-web@` of the folder `web`.
 *
 * @param own what the package calls itself, in small letters; empty where nothing says it
 */
function fitOf(prefix: string, named: string, component: string, own: string): Fit {
  if (component === '') return 0;
  if (own.includes('/') && prefix.toLowerCase() === `${own}@`) return NAMED;
  if (own !== '' && componentOfPrefix(prefix) === toTagWord(own)) return EXACT;
  if (named.includes('/') && prefix.toLowerCase().startsWith(named) && componentOfPrefix(prefix) === component)
    return NAMED;
  if (componentOfPrefix(prefix) === component) return EXACT;
  return isEndOf(prefix, component) || toTagWord(prefix.replaceAll('/', '-')).includes(component) ? 1 : 0;
}

/** True for the prefix `web-v` in the folder `acme-web`; it may as well be that of a folder `web`. */
function isEndOf(prefix: string, component: string): boolean {
  const own = componentOfPrefix(prefix);
  return own !== '' && component.endsWith(`-${own}`);
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
