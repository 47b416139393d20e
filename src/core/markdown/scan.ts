import type { Source } from '../text/source.ts';
import type { Blocks } from './blocks.ts';
import { Scanner } from './scanner.ts';

/**
 * Finds the blocks of a Markdown document: block structure by CommonMark 0.31, sections 4 and 5.
 *
 * Total: every text has blocks. Linear in the length of the text. Offsets are UTF-16 offsets into `source.text`. The inline
 * level is not looked at, but for link reference definitions, which are blocks.
 */
export function scanBlocks(source: Source): Blocks {
  const scanner = new Scanner(source);
  scanner.scanLines(0, source.lineCount);
  return scanner.finish();
}
