import type { Changelog, Release } from '../changelog/model.ts';
import { parseChangelog } from '../changelog/parse.ts';
import type { Policy } from '../policy/policy.ts';
import { compareVersions } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import type { NotKnown } from './facts.ts';
import { compareReleased, type Frozen } from './frozen.ts';
import { isKnown, type Ledger, type LedgerRelease, newestTagged, toLedger } from './ledger.ts';
import type { VersionTag } from './match-tags.ts';
import type { RepositoryReader } from './reader.ts';
import type { VersionFileFact } from './version-file-fact.ts';

/** The changelog as a tag has it: what released sections are compared with. */
export interface TaggedChangelog {
  readonly tag: VersionTag;
  readonly changelog: Changelog;
}

export interface GatheredLedger extends Ledger {
  /** The changelog at the newest tag, which has every section that was released by then. */
  readonly reference: TaggedChangelog | NotKnown;
}

export interface GatherInput {
  readonly changelog: Changelog;
  /** The changelog's path in the repository, with `/`. */
  readonly path: string;
  readonly policy: Policy;
  readonly reader: RepositoryReader | NotKnown;
  readonly versionFiles: readonly VersionFileFact[];
}

/**
 * Gathers the ledger of a changelog: its repository's facts, and the text of one tag.
 *
 * One tag is enough for the question that matters while somebody types, whether a section that has shipped is being changed;
 * the text of every tag would be read for the same answer. `readTagged` reads others on demand.
 */
export async function gatherLedger(input: GatherInput): Promise<GatheredLedger> {
  const repository = isKnown(input.reader) ? await input.reader.repository() : input.reader;
  const ledger = toLedger({ ...input, repository });
  return { ...ledger, reference: await readReference(ledger, input) };
}

async function readReference(ledger: Ledger, { reader, policy }: GatherInput): Promise<TaggedChangelog | NotKnown> {
  if (!isKnown(ledger.repository)) return ledger.repository;
  if (!isKnown(reader)) return reader;
  const newest = newestTagged(ledger);
  if (!newest)
    return {
      notKnown:
        ledger.repository.tags.length === 0
          ? noTags(ledger.repository.shallow)
          : 'no tag names a version of this changelog',
    };
  return readTagged(ledger, newest, reader, policy);
}

function noTags(shallow: boolean): string {
  return shallow
    ? 'the clone is shallow and has no tags: fetch them with “git fetch --tags --unshallow”'
    : 'the repository has no tags';
}

/** Reads the changelog as the tag of a release has it. */
export async function readTagged(
  { path }: Ledger,
  release: LedgerRelease,
  reader: RepositoryReader,
  policy: Policy,
): Promise<TaggedChangelog | NotKnown> {
  const tag = release.tags.find(({ commit }) => commit !== null);
  if (!tag?.commit) return { notKnown: `the tag of ${release.version.raw} names no commit` };
  const [file] = await reader.filesAt([{ revision: tag.commit, path }]);
  if (file?.kind === 'file') return { tag, changelog: parseChangelog(file.text, policy.changelog) };
  return {
    notKnown:
      file?.kind === 'failed' ? file.reason : `${path} is not in the tag ${tag.name}: it may have had another name`,
  };
}

/**
 * How a released section compares with the reference.
 *
 * Sections newer than the reference were not released by then; where the reference has no section of that version, its
 * Unreleased one is taken, since tags are often made before the heading is stamped.
 */
export function frozenState(ledger: GatheredLedger, section: Release): Frozen {
  const { reference } = ledger;
  if (!isKnown(reference)) return { state: 'unknown', reason: reference.notKnown };
  if (!section.version) return { state: 'unknown', reason: 'the section names no version' };
  const { tag, changelog: tagged } = reference;
  const order = compareVersions(section.version, tag.version);
  if (order > 0) return { state: 'unknown', reason: `it is newer than ${tag.name}` };
  const key = versionKey(section.version);
  const was =
    tagged.releases.find(({ version }) => version && versionKey(version) === key) ??
    (order === 0 ? tagged.releases.find(({ unreleased }) => unreleased) : undefined);
  if (!was) return { state: 'unknown', reason: `${tag.name} has no section for ${section.version.raw}` };
  return compareReleased(ledger.changelog.source.text, section, tagged.source.text, was);
}
