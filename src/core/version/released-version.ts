import type { Version } from './version.ts';

/** A version that is taken, and when it was. */
export interface ReleasedVersion {
  readonly version: Version;
  /** `YYYY-MM-DD`; null where it is not known. */
  readonly date: string | null;
}
