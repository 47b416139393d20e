import type { Changelog } from '../../changelog/model.ts';
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
    lengths[i] = lastLine[item] === line[item] ? end - start : foldedLength(source.text, start, end);
  }
  return lengths;
}

interface EntryLengthsInput {
  readonly changelog: Changelog;
  readonly index: TextIndex;
}

function foldedLength(text: string, start: number, end: number): number {
  let length = 0;
  let lastWasSpace = true;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isSpace = code === 0x20 || (code >= 0x09 && code <= 0x0d);
    if (!isSpace || !lastWasSpace) length++;
    lastWasSpace = isSpace;
  }
  return lastWasSpace && length > 0 ? length - 1 : length;
}

const SENTENCE = 40;

/**
 * True for a text that two changes hardly share: it refers to an issue, a version or a link, or is as long as a sentence.
 * "Update dependencies" may be said of every release.
 */
export function isDistinctive(folded: string, length = SENTENCE): boolean {
  return folded.length >= length || /[#!]\d|:\/\/|\d\.\d/.test(folded);
}
