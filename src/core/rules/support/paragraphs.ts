import type { Changelog } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import { Char } from '../../markdown/characters.ts';

/** A line of a paragraph that starts, without indentation, as something else would. */
export interface ParagraphStart {
  /** From 0. */
  readonly line: number;
  readonly block: number;
}

export interface Paragraphs {
  /** The blocks of those that stand in the document itself. */
  readonly own: readonly number[];
  /** Lines that start like a heading. */
  readonly numberSigns: readonly ParagraphStart[];
  /** Lines below a paragraph's first that start like a link definition. */
  readonly brackets: readonly ParagraphStart[];
}

/** One look at every paragraph, for all who ask. Ask for it with `index.once(gatherParagraphs, changelog)`. */
export function gatherParagraphs({ source, blocks: { table } }: Changelog): Paragraphs {
  const { text, lineStarts, contentStart } = source;
  const numberSigns: ParagraphStart[] = [];
  const brackets: ParagraphStart[] = [];
  const own: number[] = [];
  for (let block = 0; block < table.count; block++) {
    if (table.kind[block] !== BlockKind.Paragraph) continue;
    const first = table.line[block] as number;
    const last = table.lastLine[block] as number;
    if (table.parent[block] === -1) own.push(block);
    // What stands in a container is indented, unless it goes on lazily.
    else if (first === last) continue;
    for (let line = first; line <= last; line++) {
      const code = text.charCodeAt(line === 0 ? contentStart : (lineStarts[line] as number));
      if (code === Char.NumberSign) numberSigns.push({ line, block });
      else if (code === Char.LeftBracket && line > first) brackets.push({ line, block });
    }
  }
  return { own, numberSigns, brackets };
}
