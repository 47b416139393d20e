export interface SyntheticOptions {
  /** The size to reach; the text is ASCII, so bytes are characters. */
  readonly bytes: number;
  readonly seed?: number;
  /** With what real changelogs have beside the standard's form: fences, comments, yanked releases. On by default. */
  readonly rough?: boolean;
}

/** Writes a changelog of that size. The same options give the same text, on every machine. */
export function synthesizeChangelog(options: SyntheticOptions): { readonly text: string; readonly releases: number };
