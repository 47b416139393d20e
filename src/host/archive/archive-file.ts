/** A file as it goes into an archive. */
export interface ArchiveFile {
  /** Relative, with `/`; checked to be safe and unique by whoever makes the archive. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Whether it is a program: archives keep no other permissions than 644 and 755. */
  readonly isProgram: boolean;
}

/** Takes the bytes of an archive as they are made; a promise where whoever gives them has to wait for the next ones. */
export type Sink = (bytes: Uint8Array) => Promise<void> | undefined;

/** Writes an archive file by file; the same files in the same order give the same bytes. */
export interface ArchiveWriter {
  readonly add: (files: readonly ArchiveFile[]) => Promise<void>;
  /** Writes the end of the archive. */
  readonly end: () => Promise<void>;
}

/** An archive cannot hold what is asked for; the message has no full stop. */
export class ArchiveLimitError extends Error {
  override readonly name = 'ArchiveLimitError';
}
