import type { CommitFact, FileChange, HistoryCommit, NotKnown, RepositoryFacts } from './facts.ts';

/** A file as a revision has it. */
export type FileAt =
  | { readonly kind: 'file'; readonly object: string; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface RevisionPath {
  /** A full object name. */
  readonly revision: string;
  /** Relative to the work tree's root, with `/`. */
  readonly path: string;
}

/** A file of a commit. */
export interface PathAt {
  /** Relative to the work tree's root, with `/`. */
  readonly path: string;
  /** The object that holds its content: the same one for the same content. */
  readonly object: string;
}

/** Says which files a commit has. */
export interface TreeReader {
  /** The regular files of a commit. @param commit a full object name */
  readonly pathsAt: (commit: string) => Promise<readonly PathAt[] | NotKnown>;
}

export interface CommitRange {
  /** The commit whose history is left out; null for the whole history. A full object name. */
  readonly after: string | null;
  /** A full object name. */
  readonly upTo: string;
  /** Only commits that changed something in this folder of the work tree, with `/`. */
  readonly folder?: string;
  readonly limit: number;
}

/** A file under its name of today, and the commit at which its name is asked for. Both commits are full object names. */
export interface RenamedFile {
  /** Relative to the work tree's root, with `/`. */
  readonly path: string;
  readonly now: string;
  readonly at: string;
}

/** Reads one repository. Never throws: what cannot be known is said. */
export interface RepositoryReader extends TreeReader {
  readonly repository: () => Promise<RepositoryFacts | NotKnown>;
  /** Files at revisions, in the order in which they were asked for. */
  readonly filesAt: (wanted: readonly RevisionPath[]) => Promise<readonly FileAt[]>;
  /** The commits of a range, newest first. */
  readonly commits: (range: CommitRange) => Promise<readonly CommitFact[] | NotKnown>;
  readonly changes: (
    pairs: readonly { readonly from: string; readonly to: string }[],
  ) => Promise<readonly (readonly FileChange[])[] | NotKnown>;
  /** The name that a file had at a commit; null where no rename of it is known. */
  readonly formerPath: (file: RenamedFile) => Promise<string | null | NotKnown>;
  /** The names of the tags that a branch does not contain, by its short name. Walks the history. */
  readonly tagsBeside: (branch: string) => Promise<readonly string[] | NotKnown>;
  /** The names of the tags that a commit does not contain. Walks the history. */
  readonly tagsOutside: (commit: string) => Promise<readonly string[] | NotKnown>;
  /** Every commit that the tips contain, each before its parents, and whether it concerns a folder; every one does the empty one. */
  readonly history: (tips: readonly string[], folder: string) => Promise<readonly HistoryCommit[] | NotKnown>;
}
