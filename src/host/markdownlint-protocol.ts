/** What the thread that runs markdownlint is sent. */
export interface LintRequest {
  readonly text: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** The source of the regular expression that finds front matter; null for markdownlint's own. */
  readonly frontMatter: string | null;
  /** True where comments in the text must not change the configuration. */
  readonly noInlineConfig: boolean;
}

/** One finding of markdownlint, lines and columns from 1. */
export interface LintFinding {
  readonly lineNumber: number;
  /** Its names, the identifier (`MD022`) first. */
  readonly ruleNames: readonly string[];
  readonly ruleDescription: string;
  readonly errorDetail: string | null;
  /** Column and length in the line. */
  readonly errorRange: readonly number[] | null;
  readonly fixInfo: LintFix | null;
}

export interface LintFix {
  /** The finding's own line where it is missing. */
  readonly lineNumber?: number | undefined;
  readonly editColumn?: number | undefined;
  /** -1 deletes the line with its ending. */
  readonly deleteCount?: number | undefined;
  readonly insertText?: string | undefined;
}

export type LintAnswer =
  | { readonly findings: readonly LintFinding[]; readonly failure?: undefined }
  | { readonly findings?: undefined; readonly failure: string };
