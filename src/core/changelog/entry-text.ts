import type { Entry } from './model.ts';

/** The text of an entry without its list marker, with every run of white space as one space. */
export function foldEntry(text: string, { contentStart, end }: Entry): string {
  return text.slice(contentStart, end).replace(/\s+/g, ' ').trim();
}
