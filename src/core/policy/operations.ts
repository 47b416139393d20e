import type { Level } from '../version/increment.ts';

/** The branches that releases are made on. */
export interface BranchPolicy {
  /** The branch that releases come from; empty for the one that the remote or a usual name tells. */
  readonly main: string;
  /** The names of the branches on which a release and a hotfix are prepared, with `{version}`. */
  readonly release: string;
  readonly hotfix: string;
  /** The levels of the releases that have to be prepared on a branch of their own. */
  readonly useFor: readonly Level[];
  /** The types of commits that a release branch may still take (Conventional Commits 1.0.0); empty for any. */
  readonly accepts: readonly string[];
}

/** The first lines of the commits that operations make. */
export interface CommitPolicy {
  readonly bump: string;
  readonly cut: string;
  readonly promote: string;
  readonly yank: string;
  readonly rollback: string;
  readonly merge: string;
  readonly hotfixMerge: string;
}

export interface ReleasePolicy {
  /** Which tracked files have to be committed: those that the release changes, or all. */
  readonly tree: 'planned' | 'clean';
  readonly records: readonly RequiredRecordPolicy[];
  /** The kinds of releases that the project tells apart; empty where it tells none. */
  readonly types: readonly ReleaseTypePolicy[];
}

/** A file that a release needs. */
export interface RequiredRecordPolicy {
  /** With `{version}` and `{tag}`. */
  readonly path: string;
  /** How it is made, as people are told. */
  readonly make: string;
  readonly before: 'cut' | 'tag';
  /** The path of a list of requirements all of which it has to pin; empty for none. */
  readonly covers: string;
  /** The name of a number in its JSON, which is `minimum` at least; empty for none. */
  readonly field: string;
  readonly minimum: number;
}

export interface ReleaseTypePolicy {
  readonly name: string;
  /** The part of the version that such a release raises. */
  readonly bump: Level;
  /** How it comes about, and how long that takes, in words. */
  readonly process?: string;
  readonly timeline?: string;
  readonly breaking: 'allowed' | 'forbidden';
}

export interface PromotePolicy {
  readonly mode: 'same-commit' | 'new-commit';
  /** What becomes of the sections of the candidates. */
  readonly sections: 'keep' | 'collapse';
}

export interface HotfixPolicy {
  readonly base: 'current-tag' | 'last-good';
  readonly tag: 'on-branch' | 'after-merge';
  /** The command that asks for the review of a hotfix, shown when one is started; empty for none. */
  readonly review: readonly string[];
  /** What a hotfix is allowed for, and what it is not for: sentences that are shown when one is started. */
  readonly criteria: readonly string[];
}

export interface RollbackPolicy {
  readonly tag: 'keep' | 'delete-if-unpublished';
  readonly severities: readonly SeverityPolicy[];
  /** The path of the record of a rollback, with `{version}` and `{tag}`. */
  readonly record: string;
  /** The path of a JSON file whose `rollback_sha` names what to go back to; empty where there is none. */
  readonly lastGood: string;
  /** What to run, in order, with `{version}`, `{tag}`, `{target}` and `{targetTag}`. */
  readonly steps: readonly string[];
}

export interface SeverityPolicy {
  /** `P0`. */
  readonly id: string;
  readonly action: 'roll-back' | 'evaluate' | 'fix-forward';
  /** Minutes until it has to be done; 0 for at once. */
  readonly withinMinutes: number;
  /** Who has to agree; empty where nobody has to. */
  readonly approval: string;
}
