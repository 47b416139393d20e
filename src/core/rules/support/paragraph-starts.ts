import type { Changelog } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import { Char } from '../../markdown/characters.ts';

/** A line of a paragraph that starts, without indentation, as something else would. */
export interface ParagraphStart {
  /** From 0. */
  readonly line: number;
  readonly block: number;
}

export interface ParagraphStarts {
  /** Lines that start like a heading. */
  readonly numberSigns: readonly ParagraphStart[];
  /** Lines below a paragraph's first that start like a link definition. */
  readonly brackets: readonly ParagraphStart[];
}

/** What looks like a heading or a definition and is none. Ask for it with `index.once(gatherParagraphStarts, changelog)`. */
export function gatherParagraphStarts({ source, blocks: { table } }: Changelog): ParagraphStarts {
  const { text, lineStarts, contentStart } = source;
  const numberSigns: ParagraphStart[] = [];
  const brackets: ParagraphStart[] = [];
  for (let block = 0; block < table.count; block++) {
    if (table.kind[block] !== BlockKind.Paragraph) continue;
    const first = table.line[block] as number;
    const last = table.lastLine[block] as number;
    // What stands in a container is indented, unless it goes on lazily.
    if (first === last && table.parent[block] !== -1) continue;
    for (let line = first; line <= last; line++) {
      const code = text.charCodeAt(line === 0 ? contentStart : (lineStarts[line] as number));
      if (code === Char.NumberSign) numberSigns.push({ line, block });
      else if (code === Char.LeftBracket && line > first) brackets.push({ line, block });
    }
  }
  return { numberSigns, brackets };
}
