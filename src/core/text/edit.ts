import type { Span } from './source.ts';

/** Replaces `start`..`end` (UTF-16 offsets of the text that the edit was computed from) by `text`. */
export interface Edit extends Span {
  readonly text: string;
}

/**
 * Puts edits in order and refuses what cannot be applied together.
 *
 * @returns the edits sorted by place, or null where two of them overlap or one lies outside `0..length`. Two insertions
 * at one place are kept in the order in which they were given; an insertion at the border of a replacement is no overlap.
 */
export function sortEdits(edits: readonly Edit[], length: number): readonly Edit[] | null {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let end = 0;
  for (const edit of sorted) {
    if (edit.start < end || edit.end < edit.start || edit.end > length) return null;
    end = edit.end;
  }
  return sorted;
}

/**
 * Applies edits to the text that they were computed from; every byte outside of them stays.
 *
 * @throws RangeError where the edits overlap or leave the text: that is a bug of the caller, who has `sortEdits` to ask first.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = sortEdits(edits, text.length);
  if (!sorted) throw new RangeError('Edits overlap or lie outside the text');
  let result = '';
  let at = 0;
  for (const edit of sorted) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
