import type { RowFactDto, RowWordsDto } from '../../../src/protocol/rows.ts';
import { type Block, escapeMarkdown, toMarkdown } from '../../markup.ts';

/** A text of the user's, as it is. */
export function quote(block: Exclude<Block, { readonly kind: 'list' }>): RowFactDto {
  return { words: null, args: [toMarkdown([block])], days: null, item: false };
}

/** A fact that the client words. @param args of files and of git: plain text, which is escaped here */
export function say(words: RowWordsDto, ...args: readonly string[]): RowFactDto {
  return { words, args: args.map(escapeMarkdown), days: null, item: false };
}

/** The same as an item of a list. */
export function sayItem(words: RowWordsDto, ...args: readonly string[]): RowFactDto {
  return { ...say(words, ...args), item: true };
}

/** A fact about a date. @param days how long ago that was; negative for what is to come */
export function sayWhen(words: RowWordsDto, date: string, days: number | null): RowFactDto {
  return { ...say(words, date), days };
}
