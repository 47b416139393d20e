import type { DependencyChange } from '../../core/dependencies/compare.ts';
import type { LooseDependency } from '../../core/dependencies/find-loose.ts';

/** What `deps` found. */
export interface DependencyReport {
  /** What was compared; null where nothing could be. */
  readonly from: string | null;
  /** Null for the files as they are now. */
  readonly to: string | null;
  readonly changes: readonly DependencyChange[];
  /** What may be another thing at the next installation; null where a range was asked for. */
  readonly loose: readonly LocatedLoose[] | null;
  readonly notRead: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  /** Why nothing was compared; null where it was. */
  readonly notCompared: string | null;
  /** Left out where the whole is looked at. */
  readonly package?: ComparedPackage;
}

/** The package that a report is about, and the lock files that others share with it. */
export interface ComparedPackage {
  readonly folder: string;
  /** Of these only what the package asks for itself is looked at. */
  readonly shared: readonly string[];
}

export interface LocatedLoose extends Pick<LooseDependency, 'kind' | 'name' | 'reason'> {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}
