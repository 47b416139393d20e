import type { Span } from '../text/source.ts';
import { type HeadingCursor, restOf } from './heading-cursor.ts';

const IN_BRACKETS = /\[\s?yanked\b[^\]]{0,200}\]|\(\s?yanked\b[^)]{0,200}\)/i;
const EMPHASISED = /(\*\*|__|\*|_|~~|`)yanked\1/i;
const SHOUTED = /\bYANKED\b/;

/**
 * The mark that says that a release was pulled (Keep a Changelog 2.0.0, "What about yanked releases?"), in the standard's form
 * or another. The word among others is no mark: "Replaces the yanked 1.0.1" is a title.
 */
export function findYanked(cursor: HeadingCursor): Span | null {
  const rest = restOf(cursor);
  const match = IN_BRACKETS.exec(rest) ?? EMPHASISED.exec(rest) ?? SHOUTED.exec(rest);
  return match && { start: cursor.at + match.index, end: cursor.at + match.index + match[0].length };
}

const LEADING = /^\s*(\[yanked\]|\(yanked\)|(\*\*|__|\*|_|`)yanked\2|yanked(?=[\s:]))[\s:–—-]*/i;

/** Takes the mark from the start of a heading, `[YANKED] [1.0.0]`, where no title can be meant; null where none stands there. */
export function takeLeadingMark(cursor: HeadingCursor): Span | null {
  const [whole = '', written = ''] = LEADING.exec(restOf(cursor)) ?? [];
  if (written === '') return null;
  const start = cursor.at + whole.indexOf(written);
  cursor.at += whole.length;
  return { start, end: start + written.length };
}
