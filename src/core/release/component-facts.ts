import { listComponents } from '../changelog/component.ts';
import { componentOfPrefix } from '../changelog/links/ref-component.ts';
import type { GatheredLedger } from '../ledger/gather.ts';
import type { Ledger, LedgerRelease } from '../ledger/ledger.ts';
import { projectFolder } from '../ledger/project-folder.ts';
import { readVersion } from '../version/read-version.ts';
import type { Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import { tagNameOf } from './check-version.ts';
import { blocker } from './compose.ts';
import type { ReleaseFacts } from './facts.ts';
import type { Blocker } from './plan.ts';

/** The facts as they are for the component of a release, and its version; null where the name has none in it. */
export interface NamedRelease {
  readonly facts: ReleaseFacts;
  readonly version: Version | null;
}

/**
 * The release that somebody names: by its tag or section, or by a version that one component alone has. What names nothing is left
 * to whoever looks for it, among what most releases are of.
 *
 * @returns what stands in the way where several components have the version and nothing says which of them is meant.
 */
export function findNamed(facts: ReleaseFacts, written: string): NamedRelease | Blocker {
  const { ledger } = facts;
  const read = (each: GatheredLedger): Version | null => readVersion(written, each.tagPrefix);
  if (ledger.others.length === 0) return { facts, version: read(ledger) };
  const named = findNamedLedger(ledger, written);
  if (named) return { facts: withLedger(facts, named.ledger), version: named.version };
  const having = [ledger, ...ledger.others].filter((each) => releaseOf(each, written) !== null);
  const [only = ledger, second] = having;
  if (!second || (only === ledger && ledger.component === ''))
    return { facts: withLedger(facts, only), version: read(only) };
  const names = having.map((each) => nameIn(facts, each, written));
  return blocker(
    'several-components',
    `${written} is a version of several components: ${having.map(nameOf).join(', ')}`,
    `Say which one is meant: ${names.join(', ')}`,
  );
}

/** The ledger of a component, and a version of it; null where the name has none in it. */
export interface NamedLedger {
  readonly ledger: GatheredLedger;
  readonly version: Version | null;
}

/**
 * Whose records somebody means: those of what a tag or section names; for a version alone those of what most releases are of, as
 * the next one is.
 *
 * @param released true where it has to be a release already, which another component may be the only one to have
 */
export function findRecorded(ledger: GatheredLedger, written: string, released: boolean): NamedLedger {
  const read = (each: GatheredLedger): NamedLedger => ({ ledger: each, version: readVersion(written, each.tagPrefix) });
  if (ledger.others.length === 0) return read(ledger);
  const having = released ? [ledger, ...ledger.others].find((each) => releaseOf(each, written) !== null) : null;
  return findNamedLedger(ledger, written) ?? read(having ?? ledger);
}

/** What stands in the way of an operation that can only be done for what most releases are of; null where that is meant. */
export function refuseOtherComponent({ ledger }: ReleaseFacts, written: string, action: string): Blocker | null {
  const named = findNamedLedger(ledger, written)?.ledger;
  if (!named || named === ledger) return null;
  return blocker(
    'other-component',
    `${written} is a release of ${nameOf(named)}, and from ${ledger.path} only releases of ${nameOf(ledger)} are ${action}, because most of its releases are of ${nameOf(ledger)}`,
    `Keep the releases of ${nameOf(named)} in a changelog of its own, and name that: --changelog ${ownChangelog(named)}`,
  );
}

/** Where a component would keep a changelog of its own: beside its version files. */
export function ownChangelog({ component, versionFiles: [file] }: Ledger): string {
  return file
    ? `${file.path.slice(0, file.path.lastIndexOf('/') + 1)}CHANGELOG.md`
    : `${component || 'the whole'}/CHANGELOG.md`;
}

/** What a plan calls a release: by its version, and by its component where there are several. */
export function titleOf(all: ReleaseFacts, { ledger }: ReleaseFacts, { raw }: Version): string {
  return all.ledger.others.length === 0 || ledger.component === '' ? raw : `${ledger.component} ${raw}`;
}

type Place = Pick<ReleaseFacts, 'folder'> & { readonly ledger: Ledger };

/**
 * True where the version alone does not say which release is meant: the changelog has releases of several components, or it is that
 * of a package, whose tags name it.
 */
export function isOneOfSeveral({ ledger, folder }: Place): boolean {
  const { component, changelog, tagPrefix } = ledger;
  if (listComponents(changelog.releases).length > 1) return component !== '';
  return projectFolder(ledger).length > Math.max(0, folder.length - 1) && componentOfPrefix(tagPrefix) !== '';
}

/** Fills the version into the name of a branch or a file by the policy: where several may have that version, its tag, which one has. */
export function fillName(facts: ReleaseFacts, template: string, version: string): string {
  if (!isOneOfSeveral(facts)) return template.replaceAll('{version}', () => version);
  return nameTemplate(facts, template).replaceAll('{version}', () => tagNameOf(facts, version));
}

/** A tag has a `v` of its own where tags have one. */
export function nameTemplate(facts: ReleaseFacts, template: string): string {
  return isOneOfSeveral(facts) ? template.replace(/(^|[^a-z])v\{version\}/gi, '$1{version}') : template;
}

/** The component that a name tells by itself: that of a tag, a section, or of the prefix of its tags. */
function findNamedLedger(
  ledger: GatheredLedger,
  written: string,
): { readonly ledger: GatheredLedger; readonly version: Version } | null {
  const all = [ledger, ...ledger.others];
  const isIt = ({ component, version, section, tags }: LedgerRelease): boolean =>
    tags.some(({ name }) => name === written) ||
    (component !== '' && (section?.label === written || `${component} ${version.raw}` === written));
  const exact = all.flatMap((each) => {
    const found = each.releases.find(isIt);
    return found ? [{ ledger: each, version: found.version }] : [];
  });
  if (exact.length === 1) return exact[0] ?? null;
  const byPrefix = all.flatMap((each) => {
    const version = startsWithName(written, each.tagPrefix) ? readVersion(written, each.tagPrefix) : null;
    return version ? [{ ledger: each, version }] : [];
  });
  const byTag = byPrefix.sort((a, b) => b.ledger.tagPrefix.length - a.ledger.tagPrefix.length)[0];
  if (byTag) return byTag;
  const byName = all.flatMap((each) => {
    const version = readNamed(written, each.component);
    return version ? [{ ledger: each, version }] : [];
  });
  return byName[0] ?? null;
}

/** The version behind the name of a component, whatever joins them: `web@1.2.0`, `web/v1.2.0`, `web 1.2.0`. */
function readNamed(written: string, component: string): Version | null {
  const isNamed = component !== '' && written.toLowerCase().startsWith(component);
  const rest = isNamed ? /^[-@/_ ](.+)$/.exec(written.slice(component.length))?.[1] : undefined;
  return rest === undefined ? null : readVersion(rest);
}

/** A `v` alone names nothing. */
function startsWithName(written: string, prefix: string): boolean {
  return prefix.length > 1 && written.startsWith(prefix);
}

function releaseOf({ releases, tagPrefix }: Ledger, written: string): LedgerRelease | null {
  const version = readVersion(written, tagPrefix);
  const key = version && versionKey(version);
  return releases.find((each) => each.key === key) ?? null;
}

function nameIn(facts: ReleaseFacts, ledger: GatheredLedger, written: string): string {
  const release = releaseOf(ledger, written);
  return release?.tags[0]?.name ?? tagNameOf({ ...facts, ledger }, release?.version.raw ?? written);
}

function nameOf({ component }: Ledger): string {
  return component === '' ? 'the whole' : component;
}

function withLedger(facts: ReleaseFacts, ledger: GatheredLedger): ReleaseFacts {
  if (ledger === facts.ledger) return facts;
  const versionFiles = ledger.versionFiles.map((each) => ({ ...each, path: facts.folder + each.path }));
  return { ...facts, ledger, versionFiles };
}
