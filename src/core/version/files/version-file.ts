import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';

/**
 * One kind of file that says which version the project has.
 *
 * A kind is pure: it finds where the version stands, and whoever changes it replaces exactly that span, so that comments,
 * quotes, spacing and line endings stay as they are.
 */
export interface VersionFileKind {
  /** `npm`, `python-project`, …: the policy's name for it. */
  readonly id: string;
  /** What it is called in a sentence: "package.json". */
  readonly title: string;
  /** False where such a file may well say the versions of other things: it counts only where the policy names it. */
  readonly detected: boolean;
  /**
   * When one that was found counts; left out, always. `by-content`: where it says a version, and none of its kind beside it says
   * another one. `by-agreement`: where other files say the same besides, or no other says any, because such a file may well count
   * something else.
   */
  readonly counts?: 'by-content' | 'by-agreement';
  /**
   * The folders below the changelog's in which such a file counts, too, where it is the only one there that says a version:
   * `lib/*`. A pattern is one folder deep for each of its parts.
   */
  readonly below?: readonly string[];
  /** True where a file of this path (relative, with `/`) is of this kind. */
  readonly matches: (path: string) => boolean;
  /** The libraries that read YAML and TOML are loaded when a file of theirs is. */
  readonly locate: (text: string) => Located | Promise<Located>;
  readonly spelling: VersionSpelling;
}

/**
 * How a version is spelled: `1.2.0-rc.1` nearly everywhere, `1.2.0rc1` in Python packages, `1.2.0.rc1` in gems, `1.2.0` where
 * numbers are all that a file may say.
 */
export type VersionSpelling = 'semver' | 'pep440' | 'gem' | 'numbers';

/** Where the version stands; more than once in lock files. */
export type Located =
  | { readonly kind: 'found'; readonly places: readonly VersionPlace[] }
  /** The file has no version of its own, and that is right: a private package, a version that is taken from elsewhere. */
  | { readonly kind: 'none'; readonly reason: string }
  /** The file cannot be read as what it is, or says two things. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly span: Span };

export interface VersionPlace {
  /** The version itself, without quotes. */
  readonly span: Span;
  readonly version: string;
  /** The key or line it stands at: `version`, `appVersion`, `packages[""].version`. */
  readonly key: string;
}

export const found = (...places: readonly VersionPlace[]): Located => ({ kind: 'found', places });
export const none = (reason: string): Located => ({ kind: 'none', reason });
export const unreadable = (reason: string, span: Span = { start: 0, end: 0 }): Located => ({
  kind: 'unreadable',
  reason,
  span,
});

/** The edits that write a version at every place of a file. */
export function editVersions(places: readonly VersionPlace[], version: string): readonly Edit[] {
  return places.map(({ span }) => ({ ...span, text: version }));
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
