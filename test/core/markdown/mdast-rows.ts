import { fromMarkdown } from 'mdast-util-from-markdown';
import { definitionTexts, type Row } from './rows.ts';

type Block = ReturnType<typeof fromMarkdown>['children'][number];
type Positioned = Pick<Block, 'position'>;

const KINDS: Partial<Record<Block['type'], Row['kind']>> = {
  blockquote: 'quote',
  list: 'list',
  listItem: 'item',
  paragraph: 'paragraph',
  heading: 'heading',
  thematicBreak: 'break',
  code: 'code',
  html: 'html',
  definition: 'definition',
};

/** The blocks of `text` as mdast sees them, in document order. */
export function mdastRows(text: string): Row[] {
  // mdast takes a byte-order mark away and counts its offsets without it.
  const shift = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const rows: Row[] = [];
  const visit = (node: Block, depth: number): void => {
    const kind = KINDS[node.type];
    if (!kind) throw new Error(`mdast found a block that CommonMark does not have: ${node.type}`);
    const [start, end] = spanOf(node, shift);
    rows.push({ kind, depth, start, end, ...details(text, node, shift) });
    if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem') {
      for (const child of node.children) visit(child, depth + 1);
    }
  };
  for (const node of fromMarkdown(text).children) visit(node, 0);
  return rows;
}

function details(text: string, node: Block, shift: number): Partial<Row> {
  if (node.type === 'heading') return headingDetails(node, shift);
  if (node.type === 'definition')
    return definitionTexts(text.slice(...spanOf(node, shift)), node.label ?? '', node.url);
  if (node.type === 'code') return { fenced: '`~'.includes(text.charAt(spanOf(node, shift)[0])) };
  return {};
}

function headingDetails(node: Extract<Block, { type: 'heading' }>, shift: number): Partial<Row> {
  const first = node.children[0];
  const last = node.children.at(-1);
  const form = node.position?.start.line === node.position?.end.line ? 'atx' : 'setext';
  if (!first || !last) return { level: node.depth, form };
  const inner = { start: spanOf(first, shift)[0], end: spanOf(last, shift)[1] };
  // Definitions in front of a setext heading are within mdast's heading, though they are no part of it.
  return { level: node.depth, form, inner, ...(form === 'setext' && { start: inner.start }) };
}

function spanOf(node: Positioned, shift: number): [number, number] {
  const { position } = node;
  if (position?.start.offset === undefined || position.end.offset === undefined)
    throw new Error('mdast gave no position');
  return [position.start.offset + shift, position.end.offset + shift];
}
