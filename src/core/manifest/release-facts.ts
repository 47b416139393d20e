import type { Changelog, Release } from '../changelog/model.ts';
import type { Verification } from '../gates/gate-results.ts';
import type { FileChange, NotKnown } from '../ledger/facts.ts';
import type { Policy } from '../policy/policy.ts';
import type { Checksum, DependencyChange, ManifestContent, TestResult } from './model.ts';

/** What changed since the previous release. */
export interface ReleaseComparison {
  readonly files: readonly (FileChange & { readonly lines: number | null })[];
  readonly dependencies: readonly DependencyChange[];
}

/** What a manifest is made of. Whoever makes one gathers all of it; what is not known is said with its reason. */
export interface ReleaseFacts {
  readonly policy: Policy;
  readonly changelog: Changelog;
  /** Relative to the policy's folder, with `/`. */
  readonly changelogPath: string;
  readonly release: Release;
  /** The project's name; empty where nobody knows it. */
  readonly name: string;
  /** The release's tag, if it is made already. */
  readonly tag: { readonly name: string; readonly commit: string; readonly message: string | null } | null;
  /** The commit that is checked out; null where none is. */
  readonly head: string | null;
  readonly comparison: ReleaseComparison | NotKnown;
  /** The names of the migrations without extension, in their order. */
  readonly migrations: readonly string[] | NotKnown;
  readonly tests: readonly TestResult[];
  /** What the recorded gates say; null where the policy has none. */
  readonly verification: Verification | null;
  readonly checksums: readonly Checksum[];
  /** As the user said it; null to derive it. */
  readonly type: string | null;
  /** A moment in UTC, RFC 3339. */
  readonly generatedAt: string;
  /** What the manifest that is there already says: what people filled in stays. Empty where there is none. */
  readonly present: ManifestContent;
  /** What the manifest of the release before says; empty where there is none. */
  readonly before: ManifestContent;
}
