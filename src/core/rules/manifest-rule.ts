import type { Release } from '../changelog/model.ts';
import type { TagFact } from '../ledger/facts.ts';
import type { ManifestFact, ManifestFacts } from '../manifest/facts.ts';
import type { Manifest, ManifestContent, ManifestForm } from '../manifest/model.ts';
import type { Policy } from '../policy/policy.ts';
import type { SeveritySetting } from '../severity.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/source.ts';
import type { Version } from '../version/version.ts';
import type { Safety } from './rule.ts';

/** What a rule about one manifest may look at. */
export interface ManifestContext {
  readonly manifest: Manifest;
  /** What its fields say, without where. */
  readonly content: ManifestContent;
  readonly text: string;
  readonly form: ManifestForm;
  /** Relative to the policy's folder, with `/`; null for a text that has no file. */
  readonly path: string | null;
  readonly policy: Policy;
  readonly facts: ManifestFacts;
  /** The version that it is about; null where it says none that can be read. */
  readonly version: Version | null;
  /** The changelog's section of that version; null where there is none, or no changelog. */
  readonly section: Release | null;
  /** The tag of that version; null where there is none, or no repository. */
  readonly tag: TagFact | null;
}

/** A span of the manifest. */
export type ManifestReport<State> = (span: Span, state: State) => void;

export interface ManifestFix<State> {
  readonly safety: Safety;
  readonly title: (state: State, context: ManifestContext) => string;
  /** Edits of the manifest; null where this finding cannot be mended by machine. */
  readonly edits: (state: State, context: ManifestContext) => readonly Edit[] | null;
}

/** An example of a manifest. `⟦` and `⟧` in `bad` stand around the one span that is reported. */
export interface ManifestExample {
  readonly form: ManifestForm;
  readonly bad: string;
  /** The text once the first fix is made; for a rule without a fix, a text that it accepts. */
  readonly good: string;
  readonly message?: string;
  readonly policy?: object;
  readonly path?: string;
  readonly facts?: ExampleFacts;
}

/** Facts as examples write them. */
export interface ExampleFacts {
  readonly today?: string;
  /** The text of `CHANGELOG.md`. */
  readonly changelog?: string;
  readonly tags?: readonly { readonly name: string; readonly commit?: string; readonly date?: string }[];
  readonly changes?: readonly {
    readonly path: string;
    readonly added: number | null;
    readonly deleted: number | null;
  }[];
  readonly migrations?: readonly string[];
  /** Digests by path; null for a file that is missing. */
  readonly digests?: Readonly<Record<string, string | null>>;
  readonly listed?: readonly string[];
  readonly other?: { readonly path: string; readonly text: string };
  readonly tagged?: string;
  readonly deletedAt?: string;
}

/** A fact, or that the repository has any tags: a clone may lack them all. */
export type ManifestNeed = ManifestFact | 'tags';

/** A rule about release manifests. See `Rule` for what the fields are. */
export interface ManifestRule<State = unknown> {
  /** `manifest/<defect>`, the file's name. */
  readonly id: string;
  readonly severity: SeveritySetting;
  readonly summary: string;
  readonly why: string;
  /** What it cannot do without. */
  readonly needs: readonly ManifestNeed[];
  readonly check: (context: ManifestContext, report: ManifestReport<State>) => void;
  readonly message: (state: State) => string;
  readonly fixes?: readonly ManifestFix<State>[];
  readonly examples: readonly [ManifestExample, ...ManifestExample[]];
}

/** Keeps a rule's state type inside its file; the engine only passes it back to the rule that found it. */
export function defineManifestRule<State>(rule: ManifestRule<State>): ManifestRule {
  return rule as ManifestRule;
}
