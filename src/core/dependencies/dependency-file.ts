import type { Span } from '../text/source.ts';

/** Where packages of one kind come from; a name means one thing in each. */
export type Ecosystem = 'npm' | 'python' | 'cargo' | 'go' | 'composer' | 'rubygems' | 'maven' | 'nuget' | 'image';

/** One thing that a project depends on, as one file says it. */
export interface Dependency {
  /** As its ecosystem compares names: Python's are in lower case with `-` (PEP 503). */
  readonly name: string;
  /** The one version that the file says; null where it leaves a choice. */
  readonly version: string | null;
  /** What the file asks for, as written: `^1.2.0`, `>=1,<2`, `main`; empty where it asks for nothing. */
  readonly range: string;
  /** True where the project asks for it itself; null where the file does not tell. */
  readonly direct: boolean | null;
  /** True where only development needs it. */
  readonly dev: boolean;
  /** True where the file fixes its content by a digest. */
  readonly hashed: boolean;
  /** Why what is installed may be another thing tomorrow: "has no exact version"; null where it may not. */
  readonly loose: string | null;
  readonly span: Span;
}

/** Something in a dependency file that could not be understood. */
export interface DependencyProblem {
  /** A sentence about the file: "it is no valid JSON (…)". */
  readonly message: string;
  readonly span: Span;
}

export interface ParsedDependencies {
  readonly dependencies: readonly Dependency[];
  readonly problems: readonly DependencyProblem[];
}

/**
 * One kind of file that names dependencies.
 *
 * **Invariant:** `parse` is total: any text gives what could be understood of it, and problems for the rest.
 */
export interface DependencyFileKind {
  readonly id: string;
  readonly ecosystem: Ecosystem;
  /**
   * `pins`: every line is to name one version · `manifest`: ranges are what the file is for, and a lock file fixes them ·
   * `lock`: what was resolved.
   */
  readonly role: 'pins' | 'manifest' | 'lock';
  /** True where a file of this path (relative, with `/`) is of this kind. */
  readonly matches: (path: string) => boolean;
  /** The libraries that read YAML and TOML are loaded when a file of theirs is. */
  readonly parse: (text: string) => ParsedDependencies | Promise<ParsedDependencies>;
}

/** A dependency with what most of them have: asked for directly, for more than development, without a digest. */
export function toDependency(given: Pick<Dependency, 'name' | 'version' | 'span'> & Partial<Dependency>): Dependency {
  return { range: given.version ?? '', direct: true, dev: false, hashed: false, loose: null, ...given };
}

/** Why a range is no pin. */
export const NO_EXACT_VERSION = 'has no exact version';
