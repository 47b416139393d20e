import { foldLabel } from '../changelog/links/label.ts';
import type { Changelog } from '../changelog/model.ts';
import { BlockKind } from '../markdown/blocks.ts';
import { inlineLinks } from '../markdown/inline-links.ts';
import { scanBlocks } from '../markdown/scan.ts';
import { toSource } from '../text/source.ts';

/** Adds the definitions of the changelog that a text refers to and does not have: taken out of its file, a link is none. */
export function withDefinitions(text: string, { definitionsByLabel, source }: Changelog): string {
  if (definitionsByLabel.size === 0 || !text.includes('[')) return text;
  const { table, definitions } = scanBlocks(toSource(text));
  const own = new Set(definitions.map(({ label }) => foldLabel(text.slice(label.start, label.end))));
  const needed = new Map<string, string>();
  for (let block = 0; block < table.count; block++) {
    const kind = table.kind[block];
    if (kind !== BlockKind.Paragraph && kind !== BlockKind.Heading) continue;
    const [start, end] = [table.start[block] as number, table.end[block] as number];
    for (const { label } of inlineLinks(text, start, end)) {
      const folded = label && foldLabel(text.slice(label.start, label.end));
      const definition = folded === null || own.has(folded) ? undefined : definitionsByLabel.get(folded);
      if (folded !== null && definition)
        needed.set(folded, source.text.slice(definition.start, definition.end).replace(/\s+/g, ' '));
    }
  }
  return needed.size === 0 ? text : `${text}\n${[...needed.values()].join('\n')}\n`;
}
