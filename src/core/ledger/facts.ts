/**
 * What git says of a repository, as plain data. A fact that could not be had is `NotKnown` with its reason; it is never
 * simply absent.
 */
export interface NotKnown {
  readonly notKnown: string;
}

export interface RepositoryFacts {
  /** The top folder of the work tree, absolute, with the platform's separators. */
  readonly root: string;
  readonly head: HeadFact;
  /** A shallow clone: its history and tags are incomplete. */
  readonly shallow: boolean;
  readonly objectFormat: 'sha1' | 'sha256';
  readonly remotes: readonly RemoteFact[];
  /** Every tag, in the order of their names. */
  readonly tags: readonly TagFact[];
  /** The branch that releases come from: what the remote's HEAD names, or main, master, trunk or develop; null where none is there. */
  readonly mainBranch: string | null;
}

export interface HeadFact {
  /** The branch's short name; null where HEAD is detached. */
  readonly branch: string | null;
  /** Null before the first commit. */
  readonly commit: string | null;
}

export interface RemoteFact {
  readonly name: string;
  /** As configured, credentials taken out. */
  readonly url: string;
}

export interface TagFact {
  readonly name: string;
  /** The tag object of an annotated tag, the commit of a lightweight one. */
  readonly object: string;
  /** The commit that it names; null where it names something else (a tree, a blob). */
  readonly commit: string | null;
  readonly annotated: boolean;
  /** True where the tag object holds a signature, by whomever; nobody has verified it. */
  readonly signed: boolean;
  /** When it was made: the tagger's date, or the commit's for a lightweight tag. ISO 8601 with the offset it was written with. */
  readonly date: string | null;
  /** The tag's message without its signature; null for a lightweight tag. */
  readonly message: string | null;
  /** What it named when an operation of ours made it; left out where no record of one is here. */
  readonly recorded?: RecordedTag;
}

/** A tag as the record of the operation that made it has it. */
export interface RecordedTag {
  readonly object: string;
  readonly commit: string | null;
  /** RFC 3339, UTC. */
  readonly made: string;
}

export interface CommitFact {
  readonly id: string;
  /** Author date, ISO 8601 with offset. */
  readonly authored: string;
  readonly authorName: string;
  readonly authorEmail: string;
  readonly subject: string;
  readonly body: string;
  readonly parents: readonly string[];
}

/** A commit as far as counting and dating it goes; there may be many. */
export interface HistoryCommit {
  readonly id: string;
  readonly parents: readonly string[];
  /** Author date, ISO 8601 with offset. */
  readonly authored: string;
  readonly subject: string;
  /** False where a folder was asked for in which it changed nothing. */
  readonly concerned: boolean;
}

/** One file's part in a difference. */
export interface FileChange {
  readonly path: string;
  /** Null for binary files. */
  readonly added: number | null;
  readonly deleted: number | null;
}
