import type { Problem } from '../rules/problem.ts';
import type { Policy } from './policy.ts';
import type { Provenance } from './provenance.ts';

/** Reads one policy file by its path; null where there is none or it cannot be read. */
export type ReadPolicyFile = (path: string) => Promise<string | null>;

/** True where a glob of a policy, relative to the root, matches any file. */
export type MatchesAny = (pattern: string) => Promise<boolean>;

export interface ResolvedPolicy {
  readonly policy: Policy;
  /** The built-in profile that it rests on. */
  readonly profile: string;
  /** Who gave each setting its value. */
  readonly provenance: Provenance;
  /** Version files, by path or glob, and templates that it names and that are not there. */
  readonly missing: ReadonlySet<string>;
  /** Every file that has a part in it, the one that was asked for first. */
  readonly files: readonly PolicyFile[];
}

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}
