import type { Refusal } from '../refusal.ts';

/**
 * A release operation, computed before anything is changed.
 *
 * **Invariant:** a plan is plain data and holds every decision. Who applies it asks nothing, and does all of it or nothing: the
 * refs move in one transaction, and what the work tree and index show follows from that.
 */
export interface Plan {
  readonly format: 'release-ledger/plan';
  readonly formatVersion: 1;
  readonly operation: OperationName;
  /** One line in the imperative: `Cut 1.2.0`. */
  readonly title: string;
  /** What has to be as it was when the plan was computed; applying refuses where it is not. */
  readonly facts: PlanFacts;
  /** Everything that stands in the way. A plan with blockers is shown and never applied. */
  readonly blockers: readonly Blocker[];
  /** In the order in which they are carried out; a commit stands before the refs and tags that name it. */
  readonly steps: readonly Step[];
  /** What the user should know of it: one sentence each. */
  readonly notes: readonly string[];
  /** What is offered once it is done. */
  readonly next: readonly NextStep[];
  /** Where the user has a choice, what there is to choose; the plan is that of the chosen one. */
  readonly choices?: readonly PlanChoice[];
  /** The id of the operation that this one takes back; of an undo alone. */
  readonly undoes?: string;
}

export type OperationName =
  | 'bump'
  | 'cut'
  | 'tag'
  | 'push'
  | 'branch-start'
  | 'branch-finish'
  | 'hotfix-start'
  | 'hotfix-finish'
  | 'promote'
  | 'yank'
  | 'rollback'
  | 'undo';

/** Why an operation cannot be done, with the command that mends it as its hint. */
export interface Blocker extends Refusal {
  /** Where it is to be mended; null where it is no matter of a file. */
  readonly place: { readonly path: string; readonly line: number } | null;
}

/** The repository as the plan saw it. Object ids are full hexadecimal digits of either object format. */
export interface PlanFacts {
  readonly objectFormat: 'sha1' | 'sha256';
  /** The full ref that HEAD names; null where it is detached. */
  readonly head: string | null;
  /** The commit of HEAD; null before the first one. */
  readonly headCommit: string | null;
  /** The refs that the plan relies on, with the ids that they had; null for one that must not be there. */
  readonly refs: Readonly<Record<string, string | null>>;
  /** The files that the plan relies on or changes, with the blob ids of their bytes in the work tree; null for none. */
  readonly files: Readonly<Record<string, string | null>>;
}

export type Step = CommitStep | TagStep | RefStep | HeadStep | FileStep | PushStep;

/** An object that is there already, or one that an earlier step of the plan makes. */
export type Target = { readonly object: string } | { readonly step: string };

/** Makes a commit object. It is visible only once a `RefStep` names it. */
export interface CommitStep {
  readonly kind: 'commit';
  /** What later steps call it. */
  readonly id: string;
  readonly parents: readonly Target[];
  /** The commit whose tree it starts from. */
  readonly base: Target;
  /** What differs from that tree. */
  readonly changes: readonly TreeChange[];
  /** The tree of a merge, computed by git without conflicts; the changes are made on top of it. Null for a plain commit. */
  readonly mergedTree: string | null;
  readonly message: string;
  readonly sign: boolean;
}

/**
 * One file of a commit. `text` is UTF-8 as it will stand there, byte for byte; null where the file is removed, or is the blob
 * `object`.
 */
export interface TreeChange {
  readonly path: string;
  readonly mode: '100644' | '100755';
  readonly text: string | null;
  /** A blob that is in the repository already; `text` is null then. */
  readonly object?: string;
}

/** Makes a tag and its ref, which must not be there. */
export interface TagStep {
  readonly kind: 'tag';
  readonly name: string;
  readonly target: Target;
  /** Null for a lightweight tag. */
  readonly message: string | null;
  readonly sign: boolean;
}

/** Makes, moves or deletes a ref. */
export interface RefStep {
  readonly kind: 'ref';
  /** The full name: `refs/heads/main`. */
  readonly name: string;
  /** What it must be now; null where it must not be there. */
  readonly from: string | null;
  /** Null to delete it. */
  readonly to: Target | null;
}

/**
 * Puts the work tree on another branch, or on a commit. The files in which both differ are steps of their own.
 *
 * Both ends are a full ref, or the full id of a commit where HEAD is detached.
 */
export interface HeadStep {
  readonly kind: 'head';
  readonly from: string;
  readonly to: string;
}

/**
 * Writes a file of the work tree. Where HEAD's commit changes, the index entries of what differs follow by themselves, each
 * where it still is the old commit's.
 */
export interface FileStep {
  readonly kind: 'file';
  readonly path: string;
  readonly mode: '100644' | '100755';
  /** The blob id of the bytes that are there; null where nothing may be. */
  readonly from: string | null;
  /** Null to delete the file, or where it is the blob `object`. */
  readonly text: string | null;
  /** A blob that is in the repository already, written byte for byte; `text` is null then. */
  readonly object?: string;
  /** True for a file that is no part of a commit of this plan (`--no-commit`): its index entry stays. */
  readonly uncommitted: boolean;
}

/** Sends refs to a remote, all of them or none. Stands in plans of its own: what was sent cannot be taken back in silence. */
export interface PushStep {
  readonly kind: 'push';
  readonly remote: string;
  /** The URL that git will really use, credentials taken out. */
  readonly url: string;
  readonly refs: readonly PushedRef[];
}

export interface PushedRef {
  readonly name: string;
  /** The local object that is sent; null to delete the ref there. */
  readonly object: string | null;
  /** What the remote is expected to have; null for a ref that is not there yet. */
  readonly expected: string | null;
}

/** A release that an operation can start from, and how far what is worked on is away from it. */
export interface PlanChoice {
  /** The name of its tag. */
  readonly tag: string;
  readonly chosen: boolean;
  /** What choosing it means, in words. */
  readonly why: string;
  /** The branch that it is compared with, and its commit. */
  readonly branch: string;
  readonly commit: string;
  /** How many commits the branch has that it lacks, and in how many files both differ; null where git cannot say. */
  readonly commits: number | null;
  readonly files: number | null;
}

/** A command line that continues the work, and why. */
export interface NextStep {
  readonly command: readonly string[];
  readonly why: string;
}
