import type { Span } from '../text/source.ts';
import { InlineScanner } from './inline-scanner.ts';

/**
 * Finds the code spans (CommonMark 6.1) of one paragraph's or heading's content `start`..`end`, backticks included, in order.
 * `inlineContent` says where that is. Backticks in raw HTML, autolinks and the destinations of links open none. Linear.
 */
export function codeSpans(text: string, start: number, end: number): readonly Span[] {
  return new InlineScanner(text.slice(start, end), start, () => false).scan().codes;
}
