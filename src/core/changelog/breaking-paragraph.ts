import { BlockKind } from '../markdown/blocks.ts';
import { lineAt } from '../text/source.ts';
import { isBreakingHeading } from './breaking.ts';
import type { Changelog, Entry, Section } from './model.ts';

/**
 * What a section for breaking changes says in a paragraph instead of a list, as if it were an entry: a note may hold either,
 * and what breaks does so in any form.
 *
 * @returns null for other sections, and for those with a list.
 */
export function findBreakingParagraph({ blocks: { table }, source }: Changelog, section: Section): Entry | null {
  if (section.hasEntries || !isBreakingHeading(section.name)) return null;
  for (let block = section.heading.block + 1; block < table.count; block++) {
    const start = table.start[block] as number;
    if (start >= section.end) return null;
    if (table.kind[block] !== BlockKind.Paragraph || table.parent[block] !== -1) continue;
    const end = table.end[block] as number;
    const { release } = section;
    return { section, release, start, end, contentStart: start, line: lineAt(source, start), block };
  }
  return null;
}
