import type { Span } from '../../../src/core/index.ts';
import type { Block } from '../../markup.ts';
import type { View } from '../../view.ts';

/** Something that can be written where the caret stands. */
export interface Completion {
  readonly kind:
    | 'release'
    | 'category'
    | 'definition'
    | 'reference'
    | 'marker'
    | 'commit'
    | 'key'
    | 'value'
    | 'placeholder';
  readonly label: string;
  readonly detail: string;
  readonly documentation: readonly Block[];
  /** What is replaced: from where the caret's word starts to at least the caret, on one line. */
  readonly span: Span;
  readonly text: string;
  /** The same with places to fill in, in the syntax of LSP's snippets; null where there are none. */
  readonly snippet: string | null;
}

/** The line that is being written, up to the caret and behind it. */
export interface Caret {
  readonly view: View;
  readonly offset: number;
  readonly lineStart: number;
  readonly before: string;
  readonly after: string;
}

/** Makes a text stand for itself in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
