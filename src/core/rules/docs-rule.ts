import type { Checklist } from '../checklist/checklist.ts';
import type { DocsFact, DocsFacts } from '../docs/facts.ts';
import type { MarkdownDocument } from '../docs/markdown-document.ts';
import type { Policy } from '../policy/policy.ts';
import type { SeveritySetting } from '../severity.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/source.ts';
import type { Version } from '../version/version.ts';
import type { Safety } from './rule.ts';

/** What a rule about documentation or checklists may look at. */
export interface DocsContext {
  readonly document: MarkdownDocument;
  readonly text: string;
  /** Relative to the policy's folder, with `/`. */
  readonly path: string;
  readonly policy: Policy;
  readonly facts: DocsFacts;
  /** Null for every other document. */
  readonly checklist: Checklist | null;
  /** The version that a checklist is of, by its path. */
  readonly version: Version | null;
}

export type DocsReport<State> = (span: Span, state: State) => void;

export interface DocsFix<State> {
  readonly safety: Safety;
  readonly title: (state: State) => string;
  readonly edits: (state: State, context: DocsContext) => readonly Edit[] | null;
}

/** An example. `⟦` and `⟧` in `bad` stand around the one span that is reported. */
export interface DocsExample {
  readonly bad: string;
  /** The text once the first fix is made; for a rule without a fix, a text that it accepts. */
  readonly good: string;
  readonly message?: string;
  readonly policy?: object;
  /** `docs/guide.md` without it; a checklist for rules of checklists. */
  readonly path?: string;
  readonly today?: string;
  /** The other files of the project by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** The released versions, highest first. */
  readonly versions?: readonly string[];
  readonly release?: { readonly type?: string; readonly breaking?: boolean; readonly failed?: readonly string[] };
}

/** A rule about documentation. See `Rule` for what the fields are. */
export interface DocsRule<State = unknown> {
  /** `docs/<defect>`, the file's name. */
  readonly id: string;
  readonly severity: SeveritySetting;
  readonly summary: string;
  readonly why: string;
  /** Whether it is about the checklists of releases, or about all other documents. */
  readonly about: 'documents' | 'checklists';
  /** What it cannot do without. */
  readonly needs: readonly DocsFact[];
  readonly check: (context: DocsContext, report: DocsReport<State>) => void;
  readonly message: (state: State) => string;
  readonly fixes?: readonly DocsFix<State>[];
  readonly examples: readonly [DocsExample, ...DocsExample[]];
}

/** Keeps a rule's state type inside its file; the engine only passes it back to the rule that found it. */
export function defineDocsRule<State>(rule: DocsRule<State>): DocsRule {
  return rule as DocsRule;
}
