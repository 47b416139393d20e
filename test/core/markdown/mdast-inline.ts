import { fromMarkdown } from 'mdast-util-from-markdown';
import type { InlineLink } from '../../../src/core/markdown/inline-link.ts';
import type { Span } from '../../../src/core/text/source.ts';

type Block = ReturnType<typeof fromMarkdown>['children'][number];

/** Code spans and links of `text`, one line each, in order. */
export interface InlineLines {
  readonly codes: readonly string[];
  readonly links: readonly string[];
}

/** What mdast finds in `text`, which has to be one paragraph, null where it is not; `labels` are the defined ones. */
export function mdastInline(text: string, labels: readonly string[]): InlineLines | null {
  const definitions = labels.map((label) => `[${label}]: /x`).join('\n');
  const [paragraph, ...others] = fromMarkdown(`${text}\n\n${definitions}`).children;
  if (paragraph?.type !== 'paragraph' || others.some(({ type }) => type !== 'definition')) return null;
  const codes: string[] = [];
  const links: [start: number, line: string][] = [];
  const visit = (node: Block) => {
    const { start, end } = spanOf(node);
    if (node.type === 'inlineCode') codes.push(toLine(text, { start, end }));
    const link = kindOf(text, node);
    if (link) links.push([start, `${link} ${toLine(text, { start, end })}`]);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(paragraph);
  return { codes, links: links.sort(([a], [b]) => a - b).map(([, line]) => line) };
}

/**
 * The same lines for what the scanner finds, without two kinds of findings that mdast cannot have: of an image it keeps the
 * plain text only, and it takes no shortcut reference that a `[` follows, though section 6.3 excludes only `[]` and labels.
 */
export function scannedInline(text: string, codes: readonly Span[], links: readonly InlineLink[]): InlineLines {
  const images = links.filter(({ image }) => image);
  const isInImage = ({ start, end }: Span) => images.some((image) => image.start < start && end < image.end);
  const isMissed = ({ kind, end }: InlineLink) => kind === 'shortcut' && text.charAt(end) === '[';
  return {
    codes: codes.filter((span) => !isInImage(span)).map((span) => toLine(text, span)),
    links: links
      .filter((link) => !isInImage(link) && !isMissed(link))
      .map((link) => `${kindOfScanned(text, link)} ${toLine(text, link)}`),
  };
}

function kindOfScanned(text: string, { kind, image, label }: InlineLink): string {
  return `${image ? 'image' : 'link'} ${kind}${label ? ` ${fold(text.slice(label.start, label.end))}` : ''}`;
}

/** The form in which labels are compared (CommonMark 4.7). */
export function fold(label: string): string {
  return label
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase();
}

function kindOf(text: string, node: Block): string | null {
  switch (node.type) {
    case 'link':
      return text.charAt(spanOf(node).start) === '<' ? 'link autolink' : 'link inline';
    case 'image':
      return 'image inline';
    case 'linkReference':
    case 'imageReference':
      return `${node.type === 'linkReference' ? 'link' : 'image'} ${node.referenceType} ${fold(node.label ?? '')}`;
    default:
      return null;
  }
}

function spanOf({ position }: Pick<Block, 'position'>): Span {
  if (position?.start.offset === undefined || position.end.offset === undefined)
    throw new Error('mdast gave no position');
  return { start: position.start.offset, end: position.end.offset };
}

function toLine(text: string, { start, end }: Span): string {
  return `${start}-${end} ${JSON.stringify(text.slice(start, end))}`;
}
