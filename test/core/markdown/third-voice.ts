import { scanBlocks } from '../../../src/core/markdown/scan.ts';
import { lineAt, toSource } from '../../../src/core/text/source.ts';
import { optionalRequire } from './optional-require.ts';
import type { Row } from './rows.ts';
import { scannedRows } from './scanned-rows.ts';

interface Node {
  readonly type: string;
  readonly level: number | null;
  readonly parent: Node | null;
  readonly sourcepos: readonly [readonly [line: number, column: number], readonly [line: number, column: number]];
}

interface Walker {
  next(): { readonly entering: boolean; readonly node: Node } | null;
}

interface Commonmark {
  readonly Parser: new () => { parse(text: string): { walker(): Walker } };
}

const KINDS: Readonly<Record<string, Row['kind']>> = {
  block_quote: 'quote',
  list: 'list',
  item: 'item',
  paragraph: 'paragraph',
  heading: 'heading',
  thematic_break: 'break',
  code_block: 'code',
  html_block: 'html',
};

const commonmark = optionalRequire<Commonmark>('commonmark');

/** True where commonmark.js, the reference implementation, is installed and can be asked. */
export const hasThirdVoice = commonmark !== null;

/** True where commonmark.js finds the same blocks as the scanner: kinds, nesting, levels and first lines. */
export function thirdVoiceAgrees(text: string): boolean {
  // Its own departures: it takes a byte-order mark for text, and knows no tabs around the destination of a definition.
  const plain = text
    .replace(/^\ufeff/, '')
    .replace(/\]:[ \t]+/g, ']: ')
    .replace(/(\S)[ \t]+(?=[\r\n]|$)/g, '$1');
  return theirBlocks(plain).join('\n') === ourBlocks(plain).join('\n');
}

function theirBlocks(text: string): string[] {
  if (!commonmark) throw new Error('commonmark is not installed');
  const walker = new commonmark.Parser().parse(text).walker();
  const lines: string[] = [];
  for (let event = walker.next(); event; event = walker.next()) {
    const kind = KINDS[event.node.type];
    if (event.entering && kind)
      lines.push(toLine(depthOf(event.node), kind, event.node.level, event.node.sourcepos[0][0] - 1));
  }
  return lines;
}

function ourBlocks(text: string): string[] {
  const source = toSource(text);
  return scannedRows(text, scanBlocks(source))
    .filter(({ kind }) => kind !== 'definition')
    .map(({ depth, kind, level, start }) => toLine(depth, kind, level, lineAt(source, start)));
}

function toLine(depth: number, kind: Row['kind'], level: number | null | undefined, line: number): string {
  // commonmark.js counts the definitions in front of a paragraph to its lines, sometimes.
  const where = kind === 'paragraph' || kind === 'heading' ? '' : line;
  return `${'  '.repeat(depth)}${kind} ${level ?? ''} ${where}`;
}

function depthOf({ parent }: Node): number {
  return parent && parent.type !== 'document' ? depthOf(parent) + 1 : 0;
}
