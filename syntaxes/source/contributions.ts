import { COMMENT_GRAMMAR } from './comment-grammar.ts';
import { ENTRY_GRAMMAR } from './entry-grammar.ts';
import type { Grammar } from './grammar.ts';
import { HEADING_GRAMMAR } from './heading-grammar.ts';
import { REGION_GRAMMAR } from './region-grammar.ts';

/** One item of `contributes.grammars` in the extension's manifest, with the grammar that its file holds. */
export interface Contribution {
  readonly file: string;
  readonly grammar: Grammar;
}

export const INJECTED_INTO = 'text.html.markdown';

export const CONTRIBUTIONS: readonly Contribution[] = [
  { file: 'changelog.injection.tmLanguage.json', grammar: REGION_GRAMMAR },
  { file: 'changelog-heading.injection.tmLanguage.json', grammar: HEADING_GRAMMAR },
  { file: 'changelog-entry.injection.tmLanguage.json', grammar: ENTRY_GRAMMAR },
  { file: 'release-ledger-comment.injection.tmLanguage.json', grammar: COMMENT_GRAMMAR },
];
