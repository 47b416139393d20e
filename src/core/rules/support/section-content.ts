import type { Changelog, Section } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import type { Span } from '../../text/source.ts';

/** The blocks of the document itself that a section holds below its heading: the first one and the one behind the last. */
function blocksOf({ blocks: { table } }: Changelog, { heading, end }: Section): readonly number[] {
  const found: number[] = [];
  for (let block = heading.block + 1; block < table.count && (table.start[block] as number) < end; block++) {
    if (table.parent[block] === -1) found.push(block);
  }
  return found;
}

/** What a section says: from its first to its last block, without comments and definitions at its end; null for nothing. */
export function contentOf(changelog: Changelog, section: Section): Span | null {
  const { table } = changelog.blocks;
  const said = blocksOf(changelog, section).filter((block) => saysSomething(changelog, block));
  const [first] = said;
  const last = said.at(-1);
  if (first === undefined || last === undefined) return null;
  return { start: table.start[first] as number, end: table.end[last] as number };
}

/** True for a block that a reader sees; definitions and comments are none. */
export function saysSomething({ source: { text }, blocks: { table } }: Changelog, block: number): boolean {
  const kind = table.kind[block];
  if (kind === BlockKind.Definition) return false;
  return kind !== BlockKind.Html || !text.startsWith('<!--', table.start[block]);
}
