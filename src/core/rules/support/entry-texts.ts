import type { Changelog, Entry } from '../../changelog/model.ts';
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
  const { entries } = index.once(gatherEntries, changelog);
  const lengths = new Int32Array(entries.length);
  for (let i = 0; i < entries.length; i++) {
    const { contentStart, end, line, block } = entries[i] as Entry;
    lengths[i] =
      blocks.table.lastLine[block] === line ? end - contentStart : foldedLength(source.text, contentStart, end);
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
