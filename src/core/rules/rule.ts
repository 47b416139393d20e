import type { Convention } from '../changelog/convention.ts';
import type { Changelog } from '../changelog/model.ts';
import type { Policy } from '../policy/policy.ts';
import type { SeveritySetting } from '../severity.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/source.ts';
import type { TextIndex } from './text-index.ts';

/** `safe` fixes cannot change what the document says; fix-all applies them. `unsafe` ones are made on request only. */
export type Safety = 'safe' | 'unsafe';

/** What a rule may look at. Everything is data: no file, no clock. */
export interface RuleContext {
  readonly changelog: Changelog;
  readonly text: string;
  readonly policy: Policy;
  /** Today's date, `YYYY-MM-DD` in UTC; null where the caller does not know it, and then the rules that need it are not checked. */
  readonly today: string | null;
  /** The file's path relative to its root, with `/`; null for a text without a file. */
  readonly path: string | null;
  /** Finds rare texts without reading every entry; see `TextIndex`. */
  readonly index: TextIndex;
  /** The convention that the file plainly follows. */
  readonly convention: Convention;
}

export interface FixOffer<State> {
  readonly safety: Safety;
  /** An imperative phrase in sentence case without a full stop: "Add the missing link definition". */
  readonly title: (state: State) => string;
  /** The minimal edits, or null where this finding cannot be mended by machine. */
  readonly edits: (state: State, context: RuleContext) => readonly Edit[] | null;
}

/**
 * An example is documentation and test at once.
 *
 * In `bad`, `⟦` and `⟧` stand around the one span that the rule must report (nothing else may be reported by it); `␊`, `␍`
 * and `␉` at the end of a visible line stand for themselves as control characters. `good` is what the first fix makes of
 * `bad`; for a rule without a fix it is a text that the rule accepts.
 */
export interface Example {
  readonly bad: string;
  readonly good: string;
  /** The exact message expected for `bad`. */
  readonly message?: string;
  /** Policy settings that differ from the default profile, as in the policy file. */
  readonly policy?: object;
  readonly today?: string;
  readonly path?: string;
}

export interface Rule<State = unknown> {
  /** `changelog/<defect>`, the file's name; names the defect, so that `allow <id>` reads as English. */
  readonly id: string;
  /** The severity in the default profile; `off` for matters of taste. */
  readonly severity: SeveritySetting;
  /** One sentence for tables: what is reported. */
  readonly summary: string;
  /** Markdown: why it matters and what to do, with the section of the standard it implements. */
  readonly why: string;
  /**
   * `any` rules hold for every text file (conflict markers, hidden characters); `format` rules only for files that follow
   * Keep a Changelog: a file that plainly follows another convention is not judged by them.
   */
  readonly scope: 'any' | 'format';
  /** True where the rule compares dates with today's date. */
  readonly needsToday?: boolean;
  readonly check: (context: RuleContext, report: Report<State>) => void;
  /** "Unexpected X, expected Y": what is wrong and what was expected, in one sentence without a full stop. */
  readonly message: (state: State) => string;
  /** Fixes in the order of preference. */
  readonly fixes?: readonly FixOffer<State>[];
  readonly examples: readonly [Example, ...Example[]];
}

export type Report<State> = (span: Span, state: State) => void;

/** Keeps a rule's state type inside its file; the engine only passes it back to the rule that found it. */
export function defineRule<State>(rule: Rule<State>): Rule {
  return rule as Rule;
}
