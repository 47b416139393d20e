/** A file of an archive, as it was read without unpacking anything. */
export interface ListedFile {
  /** As written. */
  readonly path: string;
  readonly size: number;
  /** The SHA-256 of its content in hexadecimal digits. */
  readonly digest: string;
}

/** What an archive holds. */
export interface ArchiveListing {
  readonly files: readonly ListedFile[];
  /** As written, without a slash at the end. */
  readonly folders: readonly string[];
  /** The contents of the small files that were asked for, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Why something is no archive that can be trusted, as a sentence without a full stop. */
export interface BrokenArchive {
  readonly broken: string;
}

/** What is read of an archive at most: beyond it an archive is taken for one that was made to fill memory or disk. */
export interface ArchiveLimits {
  /** Of all contents together, in bytes. */
  readonly bytes: number;
  readonly files: number;
  /** How many times as large as the archive its contents may be, beyond the first 16 MB. */
  readonly ratio: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = { bytes: 8 * 1024 ** 3, files: 200_000, ratio: 200 };
