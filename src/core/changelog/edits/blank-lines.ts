import type { Changelog, Release } from '../model.ts';

/** Where something can be written in front of a release: behind a byte-order mark. */
export function beforeRelease({ source }: Changelog, { start }: Release): number {
  return Math.max(start, source.contentStart);
}

/** The line endings that part what is written next from a text by one blank line; none behind nothing. */
export function gapBehind(text: string, eol: string): string {
  if (text.replace(/^\ufeff/, '').trim() === '') return '';
  if (/(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r(?!\n))$/.test(text)) return '';
  return /[\r\n]$/.test(text) ? eol : eol + eol;
}
