import type { BlockTable } from '../../markdown/blocks.ts';

/** The innermost block that holds `offset`, -1 where none does; logarithmic in the number of blocks. */
export function blockAt(table: BlockTable, offset: number): number {
  let low = 0;
  let high = table.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.start[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  // What starts last before the offset is inside of everything that is open there; it may have ended already itself.
  let block = low - 1;
  while (block >= 0 && offset >= (table.end[block] as number)) block = table.parent[block] as number;
  return block;
}
