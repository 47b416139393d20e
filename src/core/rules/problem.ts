import type { Severity } from '../severity.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/source.ts';
import type { Safety } from './rule.ts';

/** One finding of one rule in one text. */
export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  /** In the order of preference; empty where only a person can mend it. */
  readonly fixes: readonly Fix[];
}

export interface Fix {
  readonly title: string;
  readonly safety: Safety;
  /** Edits of the text that was checked. */
  readonly edits: readonly Edit[];
}

/** A check that could not be made, and why; a check is never silently left out. */
export interface NotChecked {
  readonly rule: string;
  readonly reason: string;
}
