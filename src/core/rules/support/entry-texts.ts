import type { Changelog } from '../../changelog/model.ts';
import { Char } from '../../markdown/characters.ts';
import type { Source } from '../../text/source.ts';
import type { TextIndex } from '../text-index.ts';
import { gatherEntries } from './entry-table.ts';

/**
 * The length of each entry's text, with line breaks and indentation counted as one space, in the order of `gatherEntries`.
 *
 * Entries of different lengths say different things, so that comparing the texts themselves is left to the few that agree.
 * Most entries stand on one line, and then nothing is read.
 */
export function gatherEntryLengths({ changelog, index }: EntryLengthsInput): Int32Array {
  const { source, blocks } = changelog;
  const { block, contentStart, count, end: ends } = index.once(gatherEntries, changelog);
  const { lastLine, line } = blocks.table;
  const lengths = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const item = block[i] as number;
    const start = contentStart[i] as number;
    const end = ends[i] as number;
    const first = line[item] as number;
    const last = lastLine[item] as number;
    lengths[i] = last === first ? end - start : foldedLength(source, start, end, first, last);
  }
  return lengths;
}

interface EntryLengthsInput {
  readonly changelog: Changelog;
  readonly index: TextIndex;
}

/** The lengths of the lines without the white space around them, and a space between each two. */
function foldedLength(source: Source, contentStart: number, end: number, first: number, last: number): number {
  let length = -1;
  for (let line = first; line <= last; line++) {
    let from = line === first ? contentStart : (source.lineStarts[line] as number);
    let to = line === last ? end : (source.lineStarts[line + 1] as number);
    while (from < to && source.text.charCodeAt(from) <= Char.Space) from++;
    while (to > from && source.text.charCodeAt(to - 1) <= Char.Space) to--;
    if (to > from) length += to - from + 1;
  }
  return Math.max(0, length);
}

const SENTENCE = 40;

/**
 * True for a text that two changes hardly share: it refers to an issue, a version or a link, or is as long as a sentence.
 * "Update dependencies" may be said of every release.
 */
export function isDistinctive(folded: string, length = SENTENCE): boolean {
  return folded.length >= length || /[#!]\d|:\/\/|\d\.\d/.test(folded);
}
