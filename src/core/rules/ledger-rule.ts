import type { GatheredLedger } from '../ledger/gather.ts';
import type { Policy } from '../policy/policy.ts';
import type { Severity, SeveritySetting } from '../severity.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/source.ts';
import type { Safety } from './rule.ts';

/** What a rule across sources may look at. */
export interface LedgerContext {
  /** Of one component: where a changelog has releases of several, a rule looks at each of them by itself. */
  readonly ledger: GatheredLedger;
  /** The same with those of the other components. */
  readonly whole: GatheredLedger;
  /** The changelog's text. */
  readonly text: string;
  readonly policy: Policy;
  readonly today: string | null;
  /** The version that is about to ship, with `check --release`; null otherwise. */
  readonly releasing: string | null;
}

/** What a rule needs to know before it can say anything. */
export type Need = 'tags' | 'reference' | 'remote' | 'commits' | 'main' | 'dependencies' | 'migrations';

export interface LedgerFix<State> {
  readonly safety: Safety;
  readonly title: (state: State) => string;
  /** Edits of the file that the problem stands in; null where this finding cannot be mended by machine. */
  readonly edits: (state: State, context: LedgerContext) => readonly Edit[] | null;
}

/**
 * An example of records that disagree. `⟦` and `⟧` stand around the one span that is reported, in the changelog or in one of
 * the files.
 */
export interface LedgerExample {
  readonly bad: LedgerRecords;
  /** The text of the reported file once the first fix is made; for a rule without a fix, a text that it accepts. */
  readonly good: string;
  readonly message?: string;
  readonly policy?: object;
  readonly releasing?: string;
}

export interface LedgerRecords {
  readonly changelog: string;
  /** Names of tags, or tags with what matters of them. */
  readonly tags: readonly (string | ExampleTag)[];
  /** The changelog as the newest tag has it; the same text, unmarked, where it is left out. */
  readonly tagged?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly remote?: string;
  /** The subjects of the commits since the newest tag. */
  readonly commits?: readonly string[];
  /** The tags that the main branch does not contain. */
  readonly beside?: readonly string[];
  /** The names of the migrations, and the paths of guides on upgrading. */
  readonly migrations?: readonly string[];
  readonly guides?: readonly string[];
  /** The dependency files in the newest tag and in the newest commit, by their paths. */
  readonly dependencies?: Readonly<Record<'before' | 'after', Readonly<Record<string, string>>>>;
}

export interface ExampleTag {
  readonly name: string;
  /** ISO 8601 with offset. */
  readonly date?: string;
  /** A tag with a message is annotated, every other one lightweight. */
  readonly message?: string;
  readonly signed?: boolean;
  /** The commit that it named when an operation made it. */
  readonly madeOn?: string;
}

/** Where a problem stands: in the changelog, or in a version file by its path. */
export interface Place {
  readonly file?: string;
  readonly span: Span;
}

export type LedgerReport<State> = (place: Place, state: State) => void;

/** A rule that compares the changelog with git and the version files. See `Rule` for what the fields are. */
export interface LedgerRule<State = unknown> {
  /** `ledger/<defect>`, the file's name. */
  readonly id: string;
  readonly severity: SeveritySetting;
  /** The severity for the version that is about to ship (`check --release`): in its section, and in version files. */
  readonly shipping?: Severity;
  readonly summary: string;
  readonly why: string;
  readonly needs: readonly Need[];
  /** True for what is asked of a changelog once, however many components it has releases of. */
  readonly once?: true;
  readonly check: (context: LedgerContext, report: LedgerReport<State>) => void;
  readonly message: (state: State) => string;
  readonly fixes?: readonly LedgerFix<State>[];
  readonly examples: readonly [LedgerExample, ...LedgerExample[]];
}

/** Keeps a rule's state type inside its file; the engine only passes it back to the rule that found it. */
export function defineLedgerRule<State>(rule: LedgerRule<State>): LedgerRule {
  return rule as LedgerRule;
}
