/** The difference between two releases, as a multi-file diff shows it. */

/** One side of a comparison: the name that it has for the user, and the commit. */
export interface RevisionDto {
  readonly name: string;
  /** A full object name. */
  readonly commit: string;
}

export interface ChangedFileDto {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly change: 'added' | 'deleted' | 'modified';
}

export interface ComparisonDto {
  readonly from: RevisionDto;
  readonly to: RevisionDto;
  /** In the order of their paths; of very many only the first. */
  readonly files: readonly ChangedFileDto[];
  /** How many there are in all. */
  readonly total: number;
  /** The folder that the comparison is limited to, relative to the repository; empty for all of it. */
  readonly folder: string;
}

/** A file as a revision has it, or why it cannot be shown as text. */
export type RevisionFileDto =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' | 'too-large'; readonly bytes: number; readonly object: string }
  | { readonly kind: 'absent' };
