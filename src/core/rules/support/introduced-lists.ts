import { Char } from '../../markdown/characters.ts';
import type { EntryTable } from './entry-table.ts';

/**
 * Tells the entries of a list that a line of text leads to: `Many thanks to:`. Such a list says what the sentence above has begun.
 *
 * Ask in the order of the document: what was found for an entry answers for those behind it, so that all together take linear time.
 */
export function introducedListTest(text: string, { start, end }: EntryTable): (entry: number) => boolean {
  let asked = -1;
  let answer = false;
  return (entry) => {
    let first = entry;
    while (first > 0 && first !== asked && isBlank(text, end[first - 1] as number, start[first] as number)) first--;
    if (first !== asked || asked < 0) answer = isColonBefore(text, start[first] as number);
    asked = entry;
    return answer;
  };
}

/** True where the last thing before a place is a colon, and not that of a heading. */
function isColonBefore(text: string, place: number): boolean {
  let at = place - 1;
  while (at >= 0 && text.charCodeAt(at) <= 0x20) at--;
  if (text.charCodeAt(at) !== Char.Colon) return false;
  const start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
  return text.charCodeAt(start) !== Char.NumberSign;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}
