import type { CommitFact, NotKnown, RepositoryFacts } from '../ledger/facts.ts';
import type { GatheredLedger } from '../ledger/gather.ts';
import type { VersionFileFact } from '../ledger/version-file-fact.ts';
import type { Policy } from '../policy/policy.ts';
import type { Version } from '../version/version.ts';
import type { Blocker } from './plan.ts';

/**
 * What a planner is given: everything that it may look at, as it was at one moment. Planners read nothing themselves, so that
 * a plan is the same wherever it is computed.
 */
export interface ReleaseFacts {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly policy: Policy;
  readonly ledger: GatheredLedger;
  readonly repository: RepositoryFacts;
  /** The full ref of HEAD, null where it is detached; its commit, null before the first one. */
  readonly head: { readonly ref: string | null; readonly commit: string | null };
  /** Every branch by its full ref, those of remotes included. */
  readonly branches: ReadonlyMap<string, BranchFact>;
  /** The full ref of the branch that releases come from; null where none is known. */
  readonly mainBranch: string | null;
  /** What HEAD's branch follows; null where it follows nothing. */
  readonly upstream: UpstreamFact | null;
  /** What was begun in this work tree and is not finished. */
  readonly ongoing: Ongoing | null;
  /** False where git does not know who commits. */
  readonly identified: boolean;
  /** What the user's configuration asks git to sign. */
  readonly signs: { readonly commits: boolean; readonly tags: boolean };
  /** The files that a plan may change, by their paths in the repository. */
  readonly files: ReadonlyMap<string, FileState>;
  /** The version files, with paths in the repository. */
  readonly versionFiles: readonly VersionFileFact[];
  /** The folder of the policy in the repository, with `/` at its end; empty for the top. */
  readonly folder: string;
  /** The merge that was asked about. */
  readonly merge: MergeFact | null;
  /** The names of the tags that the commit contains that was asked about; null where none was. */
  readonly contained: ReadonlySet<string> | null;
  /** The commits of the range that was asked about, the newest first; null where none was, or git cannot say. */
  readonly commits: readonly CommitFact[] | null;
  /** How far the pairs of commits are apart that were asked about, by `from..to`. */
  readonly distances: ReadonlyMap<string, Distance>;
  /** The records of the release that was asked about; null where none was. */
  readonly records: ReleaseRecords | null;
  /** Where a push goes; null where there is no remote. */
  readonly remote: RemoteTarget | null;
  /** The records of rollbacks whose fix is not verified yet. */
  readonly openRollbacks: readonly OpenRollback[];
  /** The tracked files that are not as HEAD has them; null where the policy does not ask for them. */
  readonly uncommitted: readonly string[] | NotKnown | null;
  /** What stands in the way by the project's own records: gates that did not pass, open tasks, missing approvals. */
  readonly requirements: (version: string, type: string | null) => readonly Blocker[];
}

export interface BranchFact {
  readonly commit: string;
  readonly tree: string;
  /** The folder of the work tree that it is checked out in; null where it is checked out nowhere. */
  readonly worktree: string | null;
}

export interface UpstreamFact {
  /** The full ref of the remote-tracking branch. */
  readonly ref: string;
  /** How many commits HEAD has that it lacks, and the other way round; null where it is gone. */
  readonly ahead: number | null;
  readonly behind: number | null;
}

export type Ongoing = 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect';

/** One file in HEAD's commit, in the index and in the work tree. */
export interface FileState {
  readonly path: string;
  readonly mode: '100644' | '100755';
  readonly committed: { readonly object: string; readonly text: string } | null;
  /** The blob of the index entry; null for none. */
  readonly staged: string | null;
  readonly conflicted: boolean;
  readonly present: { readonly object: string; readonly text: string } | null;
}

/** What merging one branch into another makes. */
export interface MergeFact {
  /** Full refs. */
  readonly into: string;
  readonly from: string;
  /** `contained`: it is merged already · `ahead`: nothing but the branch's own commits · `diverged`: both have their own. */
  readonly relation: 'contained' | 'ahead' | 'diverged';
  /** The tree that git makes of it; null where it cannot. */
  readonly tree: string | null;
  /** Paths that git could not merge. */
  readonly conflicts: readonly string[];
  /** What the planned files say at the tip of `into`, by path, and the version files among them. */
  readonly files: ReadonlyMap<string, string>;
  readonly versionFiles: readonly VersionFileFact[];
  /** The planned files that `into` has not changed since both parted. */
  readonly untouched: ReadonlySet<string>;
  /** How many commits `into` lacks of what it follows; 0 where it follows nothing. */
  readonly behind: number;
}

export interface RemoteTarget {
  readonly name: string;
  /** The URL that a push really goes to, credentials taken out. */
  readonly url: string;
  /** The full name there of the branch that HEAD's is sent to; null where HEAD is detached. */
  readonly branch: string | null;
  /** What a push leaves out of the repository's own configuration, in words; null for nothing. */
  readonly unused: string | null;
  /** What the remote had under that name when it was last heard of; null for nothing. */
  readonly known: string | null;
}

export interface OpenRollback {
  readonly path: string;
  /** The branch that has the record, where that is not the one that is checked out. */
  readonly branch: string | null;
  readonly version: string;
  /** The line of the box that is not checked, from 0. */
  readonly line: number;
}

/** What a planner wants to know beside what every planner is told. */
export interface FactQuestions {
  /** Full refs. */
  readonly merge?: { readonly into: string; readonly from: string };
  /** The full id of a commit whose tags are asked for. */
  readonly contained?: string;
  /** Further files that the plan may change, by their paths in the repository. */
  readonly files?: readonly string[];
  /** Full ids: the commits of the second that the first does not have. */
  readonly commits?: { readonly after: string; readonly upTo: string };
  /** Pairs of commits whose distance is asked for, each as `from..to`. */
  readonly distances?: readonly string[];
  /** The release whose records are made along with it. */
  readonly records?: RecordsQuestion;
}

/** How many commits the second of two commits has that the first lacks, and in how many files both differ; null where git cannot say. */
export interface Distance {
  readonly commits: number | null;
  readonly files: number | null;
}

export interface RecordsQuestion {
  readonly version: Version;
  /** The kind of the release as the user or the operation says it; null to derive it. */
  readonly type: string | null;
  /** What else the release writes, by paths in the repository: the changelog with its section among it. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What a release leaves behind beside its changelog: its manifest in all forms, and the list of digests. */
export interface ReleaseRecords {
  /** By paths in the repository. */
  readonly texts: ReadonlyMap<string, string>;
  /** What nobody but a person can say in them: sentences without a full stop. */
  readonly notes: readonly string[];
  readonly blockers: readonly Blocker[];
}
