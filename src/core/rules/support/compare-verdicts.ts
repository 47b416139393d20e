import { componentOf } from '../../changelog/component.ts';
import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { defaultHead } from '../../changelog/links/host.ts';
import { PlainCompare } from '../../changelog/links/plain-compare.ts';
import { predecessorsOf } from '../../changelog/links/predecessors.ts';
import { isPending } from '../../changelog/links/propose-link.ts';
import { endsInVersion, isMovingRef, readRef } from '../../changelog/links/ref.ts';
import { componentOfPrefix } from '../../changelog/links/ref-component.ts';
import type { CompareLink } from '../../changelog/links/release-link.ts';
import type { Release } from '../../changelog/model.ts';
import {
  gatherVersionOrders,
  isVersioned,
  lowerReleases,
  newestRelease,
  type VersionedRelease,
  type VersionOrder,
} from '../../changelog/version-order.ts';
import { compareVersions, isDay, type Version } from '../../version/version.ts';
import type { RuleContext } from '../rule.ts';
import { isOwnVersion, isReversed, ownTag, prefixOf } from './link-refs.ts';

/** What is wrong with a comparison link that names two refs. */
export interface CompareVerdict {
  readonly linked: LinkedRelease;
  readonly link: CompareLink;
  /** The refs stand the wrong way round, and swapping them is all that it takes. */
  readonly reversed: boolean;
  /** The ref to end at; null where the link ends at the right one. */
  readonly head: string | null;
  /** The ref to start at; null where the link starts at a right one, or no older release is listed to start at. */
  readonly base: string | null;
  readonly wrongBase: boolean;
}

/**
 * Judges the comparison links of all releases. Hashes, branches and tags that the file does not list are the author's business:
 * only what the file itself contradicts is a verdict. Ask for it with `index.once(gatherCompareVerdicts, context)`.
 */
export function gatherCompareVerdicts({ changelog, index }: RuleContext): readonly CompareVerdict[] {
  const links = index.once(gatherLinks, changelog);
  const verdicts: CompareVerdict[] = [];
  // Two sections of one version have one definition, of which the first tells.
  const judged = new Set<number | undefined>();
  const orders = index.once(gatherVersionOrders, changelog);
  for (let i = 0; i < links.length; i++) {
    const linked = links[i] as LinkedRelease;
    const { link, release } = linked;
    if (link?.kind !== 'compare' || isObviouslyRight(link, release, links[i + 1]?.release, orders)) continue;
    if (!(link instanceof PlainCompare) && (link.base.text === '' || link.head.text === '')) continue;
    const verdict = judge(linked, link, links, orders);
    if (!verdict || judged.has(linked.urlSpan?.start)) continue;
    judged.add(linked.urlSpan?.start);
    verdicts.push(verdict);
  }
  return verdicts;
}

/** Nearly every link ends at the release itself and starts at the one below, which takes no reading of the refs. */
function isObviouslyRight(
  link: CompareLink,
  release: Release,
  below: Release | undefined,
  orders: ReadonlyMap<string, VersionOrder>,
): boolean {
  if (!(link instanceof PlainCompare) || !release.version || !below?.version) return false;
  if (!link.joins(below.version.raw, release.version.raw)) return false;
  const order = orders.get(componentOf(release));
  const rank = order?.rankOf(below) ?? -1;
  if (!order || rank < 0) return compareVersions(below.version, release.version) < 0;
  return rank < order.rankOf(release);
}

/**
 * True for the version listed right below that is the older one by its date, or another build of the same, whatever the order of
 * versions says: that `milestone` comes before `beta` is for the project to know.
 */
function isListedBefore(base: Version, release: VersionedRelease, below: Release | undefined): boolean {
  if (below?.version?.raw !== base.raw || base.raw === release.version.raw) return false;
  if (compareVersions(base, release.version) === 0) return true;
  return below.date !== null && release.date !== null && below.date < release.date;
}

function judge(
  linked: LinkedRelease,
  link: CompareLink,
  links: readonly LinkedRelease[],
  orders: ReadonlyMap<string, VersionOrder>,
): CompareVerdict | null {
  const { release } = linked;
  if (!isVersioned(release)) {
    const isRight = !release.unreleased || !isTag(link.head.text, orders);
    return isRight
      ? null
      : { linked, link, reversed: false, head: defaultHead(link.host), base: null, wrongBase: false };
  }
  // Bitbucket's older pages name the newer version first and its newer ones either: both orders are met.
  if (link.host === 'bitbucket' && isOwnVersion(link.base.text, release.version)) return null;
  if (isReversed(linked, link)) return { linked, link, reversed: true, head: null, base: null, wrongBase: false };
  const order = orders.get(componentOf(release));
  if (!order) return null;
  const before = predecessorsOf(
    release,
    links.map((each) => each.release),
    order,
  );
  const wrongBase = !isOfAnother(link) && isWrongBase(link.base.text, release, before, links, order);
  const head = isRightHead(link.head.text, release) ? null : ownTag(linked, link);
  if (!wrongBase && head === null) return null;
  const [first] = before;
  return {
    linked,
    link,
    reversed: false,
    head,
    base: wrongBase && first ? tagAs(first, links, link) : null,
    wrongBase,
  };
}

/** True for a ref with as many numbers as the releases have: among them, `1.6` is a branch and `1.6.0` a tag. */
function isTag(ref: string, orders: ReadonlyMap<string, VersionOrder>): boolean {
  const version = readRef(ref)?.version;
  if (!version) return false;
  return [...orders.values()].some((order) => !hasFewerNumbers(version, newestRelease(order)?.version));
}

function hasFewerNumbers(version: Version, than: Version | undefined): boolean {
  return than !== undefined && version.release.length < than.release.length;
}

/** A version that is still to come may compare with `HEAD`. */
function isRightHead(head: string, release: VersionedRelease): boolean {
  if (isOwnVersion(head, release.version)) return true;
  if (isMovingRef(head)) return isPending(release);
  const version = readRef(head)?.version;
  return !version || hasFewerNumbers(version, release.version);
}

/** True where the two ends name different components: one was split off the other, and how their versions go on is not known. */
function isOfAnother({ base, head }: CompareLink): boolean {
  const [from, to] = [readRef(base.text), readRef(head.text)];
  return !!from && !!to && componentOfPrefix(from.prefix) !== componentOfPrefix(to.prefix);
}

function isWrongBase(
  ref: string,
  release: VersionedRelease,
  before: readonly VersionedRelease[],
  links: readonly LinkedRelease[],
  order: VersionOrder,
): boolean {
  const base = readRef(ref)?.version;
  if (!base || hasFewerNumbers(base, release.version) || isDay(base) !== isDay(release.version)) return false;
  if (isListedBefore(base, release, links[release.index + 1]?.release)) return false;
  if (compareVersions(base, release.version) >= 0) return true;
  if (before.length === 0 || before.some(({ version }) => compareVersions(version, base) === 0)) return false;
  // A tag between the release before and this one is a release that the file leaves out.
  if (before.every(({ version }) => compareVersions(version, base) < 0)) return false;
  for (const lower of lowerReleases(order, release)) {
    const distance = compareVersions(lower.version, base);
    if (distance === 0) return false;
    // A release without a link of its own may never have been tagged.
    if (distance < 0 || links[lower.index]?.urlSpan) return true;
  }
  return true;
}

/** The tag of a release as its own link writes it, else with the prefix of the link that is looked at. */
function tagAs(release: VersionedRelease, links: readonly LinkedRelease[], { head, base }: CompareLink): string {
  const own = links[release.index]?.link;
  const ref = own?.kind === 'compare' ? own.head.text : own?.tag.text;
  if (ref !== undefined && endsInVersion(ref, release.version.raw)) return ref;
  return `${prefixOf(head.text) ?? prefixOf(base.text) ?? ''}${release.version.raw}`;
}
