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
  /** The kinds of releases that the project tells apart; empty where it tells none. */
  readonly types: readonly ReleaseTypePolicy[];
}

export interface ReleaseTypePolicy {
  readonly name: string;
  /** The part of the version that such a release raises. */
  readonly bump: Level;
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
  /** What a hotfix is allowed for, and what it is not for: sentences that are shown when one is started. */
  readonly criteria: readonly string[];
}

export interface RollbackPolicy {
  readonly tag: 'keep' | 'delete-if-unpublished';
  readonly severities: readonly SeverityPolicy[];
  /** The path of the record of a rollback, with `{version}` and `{tag}`. */
  readonly record: string;
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
