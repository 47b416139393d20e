import type { Span } from '../text/source.ts';
import { BlockKind, type Blocks } from './blocks.ts';

/**
 * Where `block`, an entry's list item for one, has inline content: its paragraphs and headings, in order. Code spans and
 * links end where these end. Content that runs over several lines has the indentation and quote marks of its lines in it.
 */
export function inlineContent({ table }: Blocks, block: number): readonly Span[] {
  const end = table.end[block] ?? 0;
  const spans: Span[] = [];
  for (let at = block; at < table.count && (table.start[at] as number) < end; at++) {
    const kind = table.kind[at];
    if (kind !== BlockKind.Paragraph && kind !== BlockKind.Heading) continue;
    spans.push({ start: table.start[at] as number, end: table.end[at] as number });
  }
  return spans;
}
