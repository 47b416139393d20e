import { Char } from '../../markdown/characters.ts';
import type { Source } from '../../text/source.ts';

/** The lines (from 0) that start with a character which marks headings or link definitions. */
export interface LineStarts {
  readonly numberSigns: readonly number[];
  readonly brackets: readonly number[];
}

/** One look at the first character of every line, for all who ask. Ask for it with `index.once(gatherLineStarts, source)`. */
export function gatherLineStarts({ text, lineStarts, lineCount, contentStart }: Source): LineStarts {
  const numberSigns: number[] = [];
  const brackets: number[] = [];
  for (let line = 0; line < lineCount; line++) {
    const code = text.charCodeAt(line === 0 ? contentStart : (lineStarts[line] as number));
    if (code === Char.NumberSign) numberSigns.push(line);
    else if (code === Char.LeftBracket) brackets.push(line);
  }
  return { numberSigns, brackets };
}
