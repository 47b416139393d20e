import type { Changelog } from '../changelog/model.ts';
import type { FileChange, NotKnown, RepositoryFacts } from '../ledger/facts.ts';

/** What came of hashing a file that a manifest lists. */
export type FileDigest =
  | { readonly digest: string; readonly refusal?: undefined }
  | { readonly digest?: undefined; readonly refusal: 'missing' | string };

/**
 * What a manifest is held against. Whoever checks gathers what he can; what is not known is said with its reason, and the
 * rules that need it say so, too.
 */
export interface ManifestFacts {
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: string | NotKnown;
  /** The changelog with its path, relative to the policy's folder, with `/`. */
  readonly changelog: { readonly path: string; readonly changelog: Changelog } | NotKnown;
  readonly repository: RepositoryFacts | NotKnown;
  /** The files that differ between the tags of the previous release and of this one. */
  readonly changes: readonly FileChange[] | NotKnown;
  /** The names of the migrations in the policy's folder, without extension; null where the policy names none. */
  readonly migrations: readonly string[] | null | NotKnown;
  /** The digests of the files that the manifest lists, by path. Gathered when somebody asks for it, and never while he types. */
  readonly digests: ReadonlyMap<string, FileDigest> | NotKnown;
  /** The files that the policy wants to be listed; null where it wants none. */
  readonly listed: readonly string[] | null | NotKnown;
  /** The text of the other form; null where there is none. */
  readonly other: { readonly path: string; readonly text: string } | null | NotKnown;
  /** This file as the tag of its release has it; null where the tag does not have it. */
  readonly tagged: string | null | NotKnown;
  /** For a manifest that is not there any more, the commit that still has it; null for every other. */
  readonly deletedAt: string | null;
}

export type ManifestFact = keyof ManifestFacts;

const unknown = (notKnown: string): NotKnown => ({ notKnown });

/** The facts of somebody who knows nothing but the text. */
export const NO_FACTS: ManifestFacts = {
  today: unknown('the date of today is not known'),
  changelog: unknown('the changelog was not read'),
  repository: unknown('the repository was not read'),
  changes: unknown('the changes between the tags were not read'),
  migrations: null,
  digests: unknown('files are hashed on demand: run “release-ledger manifest verify”'),
  listed: null,
  other: unknown('the other form was not looked for'),
  tagged: unknown('the tag of the release was not read'),
  deletedAt: null,
};

/** A fact, or null where it is not known. */
export function factOf<Fact extends ManifestFact>(
  facts: ManifestFacts,
  name: Fact,
): Exclude<ManifestFacts[Fact], NotKnown> | null {
  const fact = facts[name];
  return whyNotKnown(fact) === null ? (fact as Exclude<ManifestFacts[Fact], NotKnown>) : null;
}

/** Why a fact is not known; null where it is. */
export function whyNotKnown(fact: ManifestFacts[ManifestFact]): string | null {
  return typeof fact === 'object' && fact !== null && 'notKnown' in fact ? fact.notKnown : null;
}
