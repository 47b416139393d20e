import { fromMarkdown } from 'mdast-util-from-markdown';
import { lineAt, lineEndWithEol, positionAt, type Source, type Span } from '../text/source.ts';
import { Char, isSpace } from './characters.ts';

/** A piece of a document as mdast. Its positions are those of the document. */
export type Mdast = ReturnType<typeof fromMarkdown>;

type Node = Mdast | Mdast['children'][number];
type Point = NonNullable<Node['position']>['start'];

/**
 * The longest piece that is parsed. The parser takes time with the square of the length of some inputs: half a second at
 * this length for the worst of them, a few milliseconds for ordinary entries.
 */
const MAX_LENGTH = 6_000;

/**
 * Reads the content of one block, an entry's from `contentStart` to `end` for one, with remark's parser.
 *
 * For rendering only, and to be imported lazily: it is a thousand times slower than `scanBlocks`. What the containers around
 * `span` take of its lines is taken away, so that the content reads as it does in its place. Content that is longer than
 * anybody writes by hand is one text.
 */
export function parseInline(source: Source, span: Span): Mdast {
  if (span.end - span.start > MAX_LENGTH) return plainText(source, span);
  const firstLine = lineAt(source, span.start);
  const lineStart = firstLine === 0 ? source.contentStart : source.lineStarts[firstLine];
  const prefix = source.text.slice(lineStart, span.start);
  const starts: number[] = [];
  let content = '';
  for (let line = firstLine, at = span.start; at < span.end; at = lineEndWithEol(source, line++)) {
    const end = Math.min(lineEndWithEol(source, line), span.end);
    const start = line === firstLine ? at : skipContainers(source.text, at, end, prefix);
    starts.push(start);
    content += source.text.slice(start, end);
  }
  // Where the content ends with a line ending, the root ends on the line behind it.
  starts.push(span.end);
  // The parser takes a byte-order mark away and counts its columns without it.
  if (content.startsWith('\ufeff')) starts[0] = span.start + 1;
  const root = fromMarkdown(content);
  movePoints(root, ({ line, column }) => toPoint(source, (starts[line - 1] as number) + column - 1));
  return root;
}

function plainText(source: Source, { start, end }: Span): Mdast {
  const position = { start: toPoint(source, start), end: toPoint(source, end) };
  const text = { type: 'text' as const, value: source.text.slice(start, end), position };
  return { type: 'root', children: [{ type: 'paragraph', children: [text], position }], position };
}

/**
 * The offset behind what containers take of the line from `start` to `end`: as much white space as `prefix`, what stands in
 * front of their content on its first line, is wide, and as many `>` as are in it. Lazy lines have less.
 */
function skipContainers(text: string, start: number, end: number, prefix: string): number {
  const width = columnsOf(prefix);
  let quotes = prefix.split('>').length - 1;
  let at = start;
  for (let column = 0; at < end && column < width; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.GreaterThan ? quotes-- === 0 : !isSpace(code)) break;
    column = code === Char.Tab ? nextTabStop(column) : column + 1;
    if (column > width) break;
  }
  return at;
}

function columnsOf(prefix: string): number {
  let column = 0;
  for (const character of prefix) column = character === '\t' ? nextTabStop(column) : column + 1;
  return column;
}

function nextTabStop(column: number): number {
  return (column & ~3) + 4;
}

function movePoints(root: Mdast, move: (point: Point) => Point): void {
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.position) node.position = { start: move(node.position.start), end: move(node.position.end) };
    if ('children' in node) open.push(...node.children);
  }
}

function toPoint(source: Source, offset: number): Point {
  const { line, character } = positionAt(source, offset);
  return { line: line + 1, column: character + 1, offset };
}
