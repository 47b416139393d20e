import { BlockKind, type Blocks, type Definition } from '../../../src/core/markdown/blocks.ts';
import type { Span } from '../../../src/core/text/source.ts';
import { definitionTexts, type Row, unescaped } from './rows.ts';

const KINDS: Record<BlockKind, Row['kind']> = {
  [BlockKind.Quote]: 'quote',
  [BlockKind.List]: 'list',
  [BlockKind.Item]: 'item',
  [BlockKind.Paragraph]: 'paragraph',
  [BlockKind.Heading]: 'heading',
  [BlockKind.ThematicBreak]: 'break',
  [BlockKind.Fence]: 'code',
  [BlockKind.IndentedCode]: 'code',
  [BlockKind.Html]: 'html',
  [BlockKind.Definition]: 'definition',
};

/** The blocks that the scanner found, in document order. */
export function scannedRows(text: string, blocks: Blocks): Row[] {
  const { table } = blocks;
  const headings = new Map(blocks.headings.map((heading) => [heading.block, heading]));
  const definitions = new Map(blocks.definitions.map((definition) => [definition.block, definition]));
  const depths: number[] = [];
  return Array.from({ length: table.count }, (_, block) => {
    const kind = table.kind[block] as BlockKind;
    const parent = table.parent[block] as number;
    const depth = parent < 0 ? 0 : (depths[parent] as number) + 1;
    depths.push(depth);
    const heading = headings.get(block);
    const definition = definitions.get(block);
    return {
      kind: KINDS[kind],
      depth,
      start: table.start[block] as number,
      end: table.end[block] as number,
      ...(kind === BlockKind.Fence && { fenced: true }),
      ...(heading && {
        level: heading.level,
        form: heading.form,
        inner: heading.text.end > heading.text.start ? heading.text : null,
      }),
      ...(definition && definitionRow(text, definition)),
    };
  });
}

function definitionRow(text: string, { start, end, label, url }: Definition): Pick<Row, 'label' | 'url'> {
  const decode = (span: Span) => unescaped(text.slice(span.start, span.end));
  return definitionTexts(text.slice(start, end), decode(label), decode(url));
}
