import type { InlineLink } from './inline-link.ts';
import { InlineScanner } from './inline-scanner.ts';

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
