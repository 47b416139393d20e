import type { Changelog } from '../../changelog/model.ts';
import { BlockKind, type Definition } from '../../markdown/blocks.ts';
import type { Edit } from '../../text/edit.ts';
import { removeLines } from './remove-lines.ts';

/** Takes a definition's lines out of the text. */
export function definitionRemoval({ source }: Changelog, { line, lastLine }: Definition): Edit {
  return removeLines(source, line, lastLine);
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
