import type { Changelog } from '../../changelog/model.ts';
import { BlockKind, type Definition } from '../../markdown/blocks.ts';
import type { Edit } from '../../text/edit.ts';
import { removeLines } from './remove-lines.ts';

/** Takes definitions' lines out of the text; neighbours go together, so that no two removals share a line ending. */
export function removeDefinitions({ source }: Changelog, definitions: readonly Definition[]): readonly Edit[] {
  const edits: Edit[] = [];
  let first = -1;
  let last = -1;
  for (const { line, lastLine } of definitions.toSorted((a, b) => a.line - b.line)) {
    if (first >= 0 && line > last + 1) {
      edits.push(removeLines(source, first, last));
      first = -1;
    }
    if (first < 0) first = line;
    last = lastLine;
  }
  return first < 0 ? edits : [...edits, removeLines(source, first, last)];
}

/**
 * True where nothing but other definitions stands around a definition, so that no two blocks grow together when it goes: a
 * line between two lists keeps them apart.
 */
export function standsAmongDefinitions({ blocks: { table } }: Changelog, { block, parent }: Definition): boolean {
  if (parent !== -1) return false;
  const isDefinition = (at: number): boolean => table.kind[at] === BlockKind.Definition && table.parent[at] === -1;
  return block + 1 >= table.count || isDefinition(block + 1) || isDefinition(block - 1);
}
