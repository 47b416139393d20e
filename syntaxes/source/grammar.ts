/** The part of the TextMate grammar format that our grammars use. */
export interface Grammar {
  readonly information_for_contributors: readonly string[];
  readonly name: string;
  readonly scopeName: string;
  readonly injectionSelector: string;
  readonly patterns: readonly Pattern[];
}

export type Pattern = { readonly include: string } | MatchPattern | RegionPattern;

export interface MatchPattern {
  readonly name?: string;
  readonly match: string;
  readonly captures?: Captures;
}

export interface RegionPattern {
  readonly name: string;
  readonly begin: string;
  readonly end: string;
  readonly patterns: readonly Pattern[];
}

type Captures = Readonly<Record<string, { readonly name: string }>>;

export const NOTE: readonly string[] = [
  'This file is generated from syntaxes/source: change the source, then run `npx vitest run test/syntaxes -u`.',
  'What each grammar is for, and how the manifest names it, is told in syntaxes/README.md.',
];

/** Names the captures in order; an empty name leaves a capture unnamed. */
export function captures(...names: readonly string[]): Captures {
  return Object.fromEntries(names.flatMap((name, index) => (name === '' ? [] : [[String(index + 1), { name }]])));
}
