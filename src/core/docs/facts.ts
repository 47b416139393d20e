import type { CheckOutcomes } from '../checklist/refresh-checklist.ts';
import type { ReleaseTraits } from '../checklist/release-traits.ts';
import type { NotKnown } from '../ledger/facts.ts';
import type { Version } from '../version/version.ts';

/** What stands at a path that a document links to. */
export interface LinkTarget {
  readonly exists: boolean;
  /** The anchors of a Markdown file; null for anything else, whose anchors nobody knows. */
  readonly anchors: ReadonlySet<string> | null;
}

/** What a document is held against. What is not known is said with its reason. */
export interface DocsFacts {
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: string | NotKnown;
  /** What the document links to, by paths relative to the policy's folder. */
  readonly targets: ReadonlyMap<string, LinkTarget> | NotKnown;
  /** The released versions, highest first, pre-releases left out. */
  readonly versions: readonly Version[] | NotKnown;
  /** For a checklist: what its release is, and what the checks say that tick items. */
  readonly release: { readonly traits: ReleaseTraits; readonly outcomes: CheckOutcomes } | NotKnown;
}

export type DocsFact = keyof DocsFacts;

/** The facts of somebody who knows nothing but the text. */
export const NO_DOCS_FACTS: DocsFacts = {
  today: { notKnown: 'the date of today is not known' },
  targets: { notKnown: 'the files that it links to were not looked for' },
  versions: { notKnown: 'the changelog was not read' },
  release: { notKnown: 'the records of the release were not read' },
};

/** A fact that a rule has declared that it needs, so that it is there. */
export function knownFact<Fact>(fact: Fact): Exclude<Fact, NotKnown> {
  return fact as Exclude<Fact, NotKnown>;
}
