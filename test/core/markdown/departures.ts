import type { Difference } from './compare.ts';

/** A place where mdast (micromark 4) departs from the text of CommonMark 0.31. */
export interface Departure {
  readonly name: string;
  readonly reason: string;
  readonly example: string;
  /** True where this departure is what the difference shows. */
  readonly explains: (difference: Difference) => boolean;
}

const RESTRICTED_ITEM = /^(?:[-+*][ \t]*$|(?!1[.)])\d{1,9}[.)](?:[ \t]|$)|\d{1,9}[.)][ \t]*$)/m;
const WHOLE_TAG_LINE = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*<\/?[a-z][^\r\n]*>[ \t]*$/i;

/**
 * The departures that mutated changelogs ran into. In each of them commonmark.js reads the text as the scanner does.
 *
 * Where the scanner and mdast differ and nothing here explains it, a test fails.
 */
export const DEPARTURES: readonly Departure[] = [
  {
    name: 'a list item behind another container’s marker is held back by the paragraph above',
    reason:
      'Section 5.2 restricts the items that interrupt a paragraph: none that is empty, no number but 1. Where a quote or ' +
      'item has interrupted it already, nothing is left to interrupt; mdast still applies the restriction on that line.',
    example: 'a\n> 2. b',
    explains: ({ text, expected, actual }) =>
      isHeldBackItem(text, expected, actual) && /\S/.test(lineBefore(text, actual?.start ?? 0)),
  },
  {
    name: 'a list item is held back by indented code above',
    reason: 'The same restriction holds for paragraphs only; mdast applies it below indented code, too.',
    example: '    a\n2. b',
    explains: ({ text, expected, actual, rows, at }) => {
      const above = rows.slice(0, at).findLast(({ start }) => start < startOfLine(text, actual?.start ?? 0));
      return isHeldBackItem(text, expected, actual) && above?.kind === 'code' && !above.fenced;
    },
  },
  {
    name: 'a single tag on a lazy continuation line ends its paragraph',
    reason:
      'Section 4.6: HTML blocks of kind 7 cannot interrupt a paragraph, and section 5.1: a line that would be paragraph ' +
      'continuation text after its markers is so without them. mdast starts an HTML block.',
    example: '> a\n<x>',
    explains: ({ text, expected, actual }) =>
      actual?.kind === 'paragraph' &&
      expected?.kind !== 'list' &&
      WHOLE_TAG_LINE.test(
        expected?.kind === 'paragraph'
          ? lineFrom(text, startOfNextLine(text, expected.end))
          : lineFrom(text, startOfLine(text, actual.start)),
      ),
  },
  {
    name: 'indented code behind a container that its first line closes falls into two blocks',
    reason: 'Section 4.4: lines of indented code that follow each other are one block; mdast ends it behind the first.',
    example: '>\n    a\n    b',
    explains: ({ expected, actual, rows, at }) => {
      const ours = isIndentedCode(actual) ? actual : rows[at - 1];
      return isIndentedCode(expected) && isIndentedCode(ours ?? null) && (expected?.start ?? 0) < (ours?.end ?? 0);
    },
  },
  {
    name: 'an item that ends in an unclosed block reaches over the marker of the empty item below',
    reason: 'Only a matter of positions: both find the same blocks, but mdast’s items overlap.',
    example: '- ```\n-',
    explains: ({ expected, actual, rows, at }) =>
      expected?.kind === 'item' &&
      actual?.kind === 'item' &&
      rows.slice(at + 1).some(({ kind, start }) => kind === 'item' && start >= actual.end && start < expected.end),
  },
];

/** The departure that explains a difference, null where it is a defect of the scanner. */
export function departureOf(difference: Difference): Departure | null {
  return DEPARTURES.find(({ explains }) => explains(difference)) ?? null;
}

type RowOrNull = Difference['expected'];

function isHeldBackItem(text: string, expected: RowOrNull, actual: RowOrNull): boolean {
  if (actual?.kind !== 'list' || expected?.kind === 'list') return false;
  return RESTRICTED_ITEM.test(lineFrom(text, actual.start));
}

function isIndentedCode(row: RowOrNull): boolean {
  return row?.kind === 'code' && !row.fenced;
}

function startOfLine(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}

function startOfNextLine(text: string, at: number): number {
  const eol = /\r\n?|\n/g;
  eol.lastIndex = at;
  return eol.test(text) ? eol.lastIndex : text.length;
}

function lineBefore(text: string, at: number): string {
  return text.slice(startOfLine(text, at), at);
}

function lineFrom(text: string, at: number): string {
  return text.slice(at).split(/[\r\n]/, 1)[0] as string;
}
