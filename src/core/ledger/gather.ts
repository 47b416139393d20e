import { componentOf } from '../changelog/component.ts';
import type { Changelog, Release } from '../changelog/model.ts';
import { parseChangelog } from '../changelog/parse.ts';
import type { DependencyChange } from '../dependencies/compare.ts';
import type { Policy } from '../policy/policy.ts';
import { compareVersions } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import { readBesideHead } from './beside-head.ts';
import type { CommitFact, NotKnown } from './facts.ts';
import { compareReleased, type Frozen, type ReleasedText } from './frozen.ts';
import { isKnown, type Ledger, type LedgerInput, type LedgerRelease, newestTagged, toLedgers } from './ledger.ts';
import { type LedgerDocuments, NO_DOCUMENTS } from './ledger-documents.ts';
import type { VersionTag } from './match-tags.ts';
import { tagOf } from './previous-tagged.ts';
import { projectFolder } from './project-folder.ts';
import type { CommitRange, RepositoryReader } from './reader.ts';
import type { VersionFileFact } from './version-file-fact.ts';
import { whyNoTags } from './why-no-tags.ts';

/** The changelog as a tag has it: what released sections are compared with. */
export interface TaggedChangelog {
  readonly tag: VersionTag;
  /** Its path at that tag: another one than today's where it was renamed since. */
  readonly path: string;
  readonly changelog: Changelog;
  /** Its sections by their versions' keys: nearly always one for each. */
  readonly sections: ReadonlyMap<string, readonly Release[]>;
}

export interface GatheredLedger extends Ledger {
  /** The changelog at the newest tag, which has every section that was released by then. */
  readonly reference: TaggedChangelog | NotKnown;
  /** What was committed since that tag. */
  readonly pending: PendingCommits | NotKnown;
  /** The names of the tags that the main branch does not contain; null where the policy does not ask for them. */
  readonly besideMain: readonly string[] | NotKnown | null;
  /** The names of the tags that HEAD does not contain; null where nothing made anybody ask. */
  readonly besideHead: readonly string[] | null;
  readonly documents: LedgerDocuments;
  /**
   * Those of the other components that the changelog has releases of, by themselves; they have none in turn. What is unreleased
   * and what was committed since belong to none of them.
   */
  readonly others: readonly GatheredLedger[];
}

/** What a ledger has from outside of the changelog's text: an edit of the text changes nothing of it. */
export type LedgerFacts = Pick<
  GatheredLedger,
  'path' | 'repository' | 'reference' | 'pending' | 'besideMain' | 'besideHead' | 'documents' | 'versionFiles'
> & { readonly others: readonly Pick<GatheredLedger, 'component' | 'reference' | 'versionFiles'>[] };

/** The commits that no release of the changelog has yet. */
export interface PendingCommits {
  /** The newest tag; null where nothing is tagged yet. */
  readonly since: VersionTag | null;
  /** Newest first. Where the changelog lies in a folder, only those that changed something in it. */
  readonly commits: readonly CommitFact[];
  /** False where there are more. */
  readonly complete: boolean;
  /** The dependencies that were updated; null where no rule asks for them. */
  readonly bumps: readonly DependencyChange[] | NotKnown | null;
}

const BUMP_RULE = 'ledger/unrecorded-dependency-bump';

/** Whoever has more than this to release does not choose from a list of commits. */
const PENDING_LIMIT = 500;

export interface GatherInput {
  readonly changelog: Changelog;
  /** The changelog's path in the repository, with `/`. */
  readonly path: string;
  readonly policy: Policy;
  readonly reader: RepositoryReader | NotKnown;
  readonly versionFiles: readonly VersionFileFact[];
  /** Those of the other components. */
  readonly componentFiles?: ReadonlyMap<string, readonly VersionFileFact[]>;
  readonly documents?: LedgerDocuments;
}

/**
 * Gathers the ledger of a changelog: its repository's facts, and the text of one tag.
 *
 * One tag is enough for the question that matters while somebody types, whether a section that has shipped is being changed;
 * the text of every tag would be read for the same answer. `readTagged` reads others on demand.
 */
export async function gatherLedger(input: GatherInput): Promise<GatheredLedger> {
  const repository = isKnown(input.reader) ? await input.reader.repository() : input.reader;
  const joined = toLedgers({ ...input, repository });
  const besideHead = await readBesideHead(joined, input.reader);
  const ledgers = besideHead === null ? joined : toLedgers({ ...input, repository, besideHead });
  const [ledger, ...others] = ledgers;
  const [references, pending, besideMain] = await Promise.all([
    readReferences(ledgers, input),
    readPending(ledger, input),
    readBesideMain(ledger, input),
  ]);
  return {
    ...ledger,
    reference: references[0] ?? NOT_READ,
    pending,
    besideMain,
    besideHead,
    documents: input.documents ?? NO_DOCUMENTS,
    others: others.map((each, i) => toOther(each, references[i + 1] ?? NOT_READ, { besideMain, besideHead })),
  };
}

/** The same with the facts of before and another text; asks nobody. */
export function joinFacts(facts: LedgerFacts, text: Pick<LedgerInput, 'changelog' | 'policy'>): GatheredLedger {
  const { reference, pending, besideMain, besideHead, documents } = facts;
  const known = new Map(facts.others.map((each) => [each.component, each]));
  const componentFiles = new Map(facts.others.map(({ component, versionFiles }) => [component, versionFiles]));
  const [ledger, ...others] = toLedgers({ ...facts, ...text, componentFiles });
  return {
    ...ledger,
    reference,
    pending,
    besideMain,
    besideHead,
    documents,
    others: others.map((each) => toOther(each, known.get(each.component)?.reference ?? NOT_READ, facts)),
  };
}

const NOT_READ: NotKnown = { notKnown: 'its tags are being read' };

function toOther(
  ledger: Ledger,
  reference: GatheredLedger['reference'],
  { besideMain, besideHead }: Pick<GatheredLedger, 'besideMain' | 'besideHead'>,
): GatheredLedger {
  const pending = { notKnown: 'commits are not told apart by component' };
  return { ...ledger, reference, pending, besideMain, besideHead, documents: NO_DOCUMENTS, others: [] };
}

async function readBesideMain(
  { repository }: Ledger,
  { reader, policy }: GatherInput,
): Promise<GatheredLedger['besideMain']> {
  if (policy.tag.when === 'any') return null;
  if (!isKnown(repository)) return repository;
  if (!isKnown(reader)) return reader;
  if (repository.shallow)
    return { notKnown: 'the clone is shallow, so that it is not known what the main branch contains' };
  if (repository.mainBranch === null) return { notKnown: 'no branch is known as the main one' };
  return reader.tagsBeside(repository.mainBranch);
}

/** The text of the newest tag of each component; components that were released together share one. */
async function readReferences(
  ledgers: readonly Ledger[],
  { reader, policy }: GatherInput,
): Promise<readonly (TaggedChangelog | NotKnown)[]> {
  if (!isKnown(reader)) return ledgers.map(() => reader);
  const newest = ledgers.map((ledger) => referenceRelease(ledger));
  const shared = await readTogether(newest, ledgers[0]?.path ?? '', reader);
  const parse = parseOnce(policy);
  return Promise.all(
    ledgers.map(async (ledger, i) => {
      if (!isKnown(ledger.repository)) return ledger.repository;
      const release = newest[i];
      if (release) return readTagged(ledger, release, shared, policy, parse);
      const { tags, shallow } = ledger.repository;
      const none = whyNoTags({ tags, shallow });
      if (none !== null) return { notKnown: none };
      if (ledgers.length < 2 || ledger.component === '')
        return { notKnown: 'no tag names a version of this changelog' };
      return { notKnown: `no tag names a version of ${ledger.component}` };
    }),
  );
}

/** The changelog as the tags of the releases have it, asked for at once. */
async function readTogether(
  releases: readonly (LedgerRelease | null)[],
  path: string,
  reader: RepositoryReader,
): Promise<Pick<RepositoryReader, 'filesAt' | 'formerPath'>> {
  const commits = new Set(releases.flatMap((release) => (release && tagOf(release)?.commit) ?? []));
  const wanted = [...commits].map((revision) => ({ revision, path }));
  const files = wanted.length === 0 ? [] : await reader.filesAt(wanted);
  const known = new Map(wanted.map(({ revision }, i) => [revision, files[i]]));
  return {
    formerPath: reader.formerPath,
    filesAt: async (asked) => {
      const answers = asked.map((each) => (each.path === path ? known.get(each.revision) : undefined));
      return answers.some((answer) => !answer) ? reader.filesAt(asked) : answers.flatMap((answer) => answer ?? []);
    },
  };
}

/** Tags on one commit, and on commits between which the changelog did not change, have the same text. */
function parseOnce({ changelog }: Policy): (text: string) => Changelog {
  const parsed = new Map<string, Changelog>();
  return (text) => {
    const known = parsed.get(text) ?? parseChangelog(text, changelog);
    parsed.set(text, known);
    return known;
  };
}

async function readPending(ledger: Ledger, { reader, policy }: GatherInput): Promise<PendingCommits | NotKnown> {
  const { repository } = ledger;
  if (!isKnown(repository)) return repository;
  if (!isKnown(reader)) return reader;
  const { head } = repository;
  if (head.commit === null) return { notKnown: 'nothing is committed yet' };
  const since = referenceRelease(ledger)?.tags.find(({ commit }) => commit !== null) ?? null;
  const folder = projectFolder(ledger);
  // To find what concerns a folder git would walk over all of the history, which may be that of a very large repository.
  if (!since && folder !== '') return { notKnown: 'no tag says where what is unreleased begins' };
  const range = { after: since?.commit ?? null, upTo: head.commit };
  const [commits, bumps] = await Promise.all([
    reader.commits({ ...range, folder, limit: PENDING_LIMIT + 1 }),
    readBumps(reader, range, folder && `${folder}/`, policy),
  ]);
  if (!isKnown(commits)) return commits;
  return { since, commits: commits.slice(0, PENDING_LIMIT), complete: commits.length <= PENDING_LIMIT, bumps };
}

/** Only for the rule that asks for them, which is off by default. */
async function readBumps(
  reader: RepositoryReader,
  { after, upTo }: Pick<CommitRange, 'after' | 'upTo'>,
  folder: string,
  { rules, dependencyFiles }: Policy,
): Promise<PendingCommits['bumps']> {
  const severity = Object.hasOwn(rules, BUMP_RULE) ? rules[BUMP_RULE] : 'off';
  if (after === null || severity === 'off') return null;
  const { gatherBumps } = await import('../dependencies/bumps.ts');
  return gatherBumps(reader, { from: after, to: upTo, folder, patterns: dependencyFiles });
}

/** The newest release that was tagged; one whose tag names no commit (a tree, a blob) has no text to compare with. */
function referenceRelease({ releases, ...ledger }: Ledger): LedgerRelease | null {
  return newestTagged({
    ...ledger,
    releases: releases.filter(({ tags }) => tags.some(({ commit }) => commit !== null)),
  });
}

/** Reads the changelog as the tag of a release has it, under the name that it had then. */
export async function readTagged(
  { path, repository, component }: Ledger,
  release: LedgerRelease,
  reader: Pick<RepositoryReader, 'filesAt' | 'formerPath'>,
  policy: Policy,
  parse: (text: string) => Changelog = (text) => parseChangelog(text, policy.changelog),
): Promise<TaggedChangelog | NotKnown> {
  const tag = release.tags.find(({ commit }) => commit !== null);
  if (!tag?.commit) return { notKnown: `the tag of ${release.version.raw} names no commit` };
  const revision = tag.commit;
  const [file] = await reader.filesAt([{ revision, path }]);
  if (file?.kind === 'file') return toTagged(tag, path, parse(file.text), component);
  if (file?.kind === 'failed') return { notKnown: file.reason };
  const now = isKnown(repository) ? repository.head.commit : null;
  const former = now === null ? null : await reader.formerPath({ path, now, at: revision });
  if (former !== null && typeof former !== 'string') return former;
  const [renamed] = former === null ? [] : await reader.filesAt([{ revision, path: former }]);
  if (former !== null && renamed?.kind === 'file') return toTagged(tag, former, parse(renamed.text), component);
  return { notKnown: `${path} is not in the tag ${tag.name}, and git knows of no other name that it had` };
}

function toTagged(tag: VersionTag, path: string, changelog: Changelog, component: string): TaggedChangelog {
  return { tag, path, changelog, sections: sectionsOf(changelog, component) };
}

function sectionsOf({ releases }: Changelog, component: string): ReadonlyMap<string, readonly Release[]> {
  const sections = new Map<string, readonly Release[]>();
  for (const release of releases) {
    if (!release.version || componentOf(release) !== component) continue;
    const key = versionKey(release.version);
    sections.set(key, [...(sections.get(key) ?? []), release]);
  }
  return sections;
}

/**
 * How a released section compares with the reference.
 *
 * Sections newer than the reference were not released by then; where the reference has no section of that version, its
 * Unreleased one is taken, since tags are often made before the heading is stamped. A section of another component is held
 * against that one's reference.
 */
export function frozenState(ledger: GatheredLedger, section: Release): Frozen {
  const owner = ownerOf(ledger, componentOf(section));
  if (!owner) return { state: 'unknown', reason: 'it is a section of something else' };
  if (!isKnown(owner.reference)) return { state: 'unknown', reason: owner.reference.notKnown };
  return frozenSince(owner, section, owner.reference);
}

/** The ledger of a component; null where the changelog has no releases of it, or the ledger is another component's. */
export function ownerOf(ledger: GatheredLedger, component: string): GatheredLedger | null {
  if (ledger.component === component) return ledger;
  return ledger.others.find((each) => each.component === component) ?? null;
}

/** The same with the changelog as any of its tags has it (`readTagged`). */
export function frozenSince(ledger: Ledger, section: Release, reference: TaggedChangelog): Frozen {
  const { changelog, component } = ledger;
  const { tag, changelog: tagged } = reference;
  if (!section.version) return { state: 'unknown', reason: 'the section names no version' };
  if (componentOf(section) !== component) return { state: 'unknown', reason: 'it is a section of something else' };
  const order = compareVersions(section.version, tag.version);
  if (order > 0) return { state: 'unknown', reason: `it is newer than ${tag.name}` };
  const key = versionKey(section.version);
  const were =
    reference.sections.get(key) ?? (order === 0 ? tagged.releases.filter(({ unreleased }) => unreleased) : []);
  if (were.length === 0) return { state: 'unknown', reason: `${tag.name} has no section for ${section.version.raw}` };
  const isFirst = ledger.releases.find((each) => each.key === key)?.section === section;
  // Where the tag has a release in pieces, each is held against its own, and one section against all of them.
  const same = isFirst && were.length === 1 ? [section] : (sectionsOf(changelog, component).get(key) ?? []);
  if (same.length > 1 && same.length !== were.length) {
    return {
      state: 'unknown',
      reason: `the version has ${same.length} sections here and ${were.length} in ${tag.name}`,
    };
  }
  const before = same.length > 1 ? were.filter((_, index) => same[index] === section) : were;
  return compareReleased(
    toReleasedText(changelog, section),
    before.map((release) => toReleasedText(tagged, release)),
  );
}

function toReleasedText(changelog: Changelog, release: Release): ReleasedText {
  return { text: changelog.source.text, release, end: endOf(changelog, release) };
}

/**
 * Where a release ends: at the next one, or at a heading between the two that is none. One with nothing before it belongs to the
 * release: `## What's Changed`.
 */
function endOf({ source: { text }, strayHeadings }: Changelog, { start, end, heading: own }: Release): number {
  const stray = strayHeadings.find((heading) => heading.start > start && heading.start < end);
  return stray && text.slice(own.end, stray.start).trim() !== '' ? stray.start : end;
}
