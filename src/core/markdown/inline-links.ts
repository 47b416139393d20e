import type { Span } from '../text/source.ts';
import { InlineScanner } from './inline-scanner.ts';

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

/**
 * Finds the links of one paragraph's or heading's content `start`..`end`, in order. `inlineContent` says where that is.
 *
 * `isDefined` tells for the text of a label whether the document defines it. Without it
 * every reference is listed that would be a link if it were defined, and none hides a link around it. Linear.
 */
export function inlineLinks(
  text: string,
  start: number,
  end: number,
  isDefined: ((label: string) => boolean) | null = null,
): readonly InlineLink[] {
  return new InlineScanner(text.slice(start, end), start, isDefined).scan().links;
}
