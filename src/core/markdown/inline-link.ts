import type { Span } from '../text/source.ts';

/** A link or image (CommonMark 6.3 to 6.5). `start`..`end` is all of it, the `!` of an image included. */
export interface InlineLink extends Span {
  /** `[text](url)`, `[text][label]`, `[label][]`, `[label]` or `<url>`. */
  readonly kind: 'inline' | 'full' | 'collapsed' | 'shortcut' | 'autolink';
  readonly image: boolean;
  /** What stands between the brackets, of an autolink its address. */
  readonly text: Span;
  /** The label of the definition that a reference names, null for other links. */
  readonly label: Span | null;
  /** The destination as written, without `<` and `>`, null for references. */
  readonly url: Span | null;
}
