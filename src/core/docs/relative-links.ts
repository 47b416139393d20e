import { BlockKind } from '../markdown/blocks.ts';
import { inlineLinks } from '../markdown/inline-links.ts';
import type { Span } from '../text/source.ts';
import type { MarkdownDocument } from './markdown-document.ts';

/** A link of a document to a file of the project, or to a place in one. */
export interface RelativeLink extends Span {
  /** As written. */
  readonly url: string;
  /** Relative to the policy's folder, with `/`; null for one that leads out of it. The document's own path for `#anchor`. */
  readonly path: string | null;
  /** Decoded; null where there is none. */
  readonly anchor: string | null;
}

/** The links of a document that stay in the project, in order. What stands in code is none. @param path the document's own */
export function relativeLinks({ source, changelog }: MarkdownDocument, path: string): readonly RelativeLink[] {
  const { text } = source;
  const { table, definitions } = changelog.blocks;
  const urls: Span[] = definitions.map(({ url }) => url);
  for (let block = 0; block < table.count; block++) {
    const kind = table.kind[block];
    if (kind !== BlockKind.Paragraph && kind !== BlockKind.Heading) continue;
    for (const { url, kind: form } of inlineLinks(text, table.start[block] as number, table.end[block] as number))
      if (url && form === 'inline') urls.push(url);
  }
  return urls.sort((a, b) => a.start - b.start).flatMap((span) => toRelativeLink(text, span, path) ?? []);
}

function toRelativeLink(text: string, span: Span, from: string): RelativeLink | null {
  const url = text.slice(span.start, span.end);
  // Addresses, and what another program fills in.
  if (url === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url) || /[{}<>]/.test(url)) return null;
  const hash = url.indexOf('#');
  const file = (hash < 0 ? url : url.slice(0, hash)).replace(/\?.*$/s, '');
  const anchor = hash < 0 ? null : decode(url.slice(hash + 1));
  return { ...span, url, path: file === '' ? from : resolveFrom(from, decode(file)), anchor: anchor || null };
}

function resolveFrom(from: string, file: string): string | null {
  // A slash in front is the folder of the project for the forges that show documentation.
  const parts = file.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of file.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\\(?=[!-/:-@[-`{-~])/g, ''));
  } catch {
    return text;
  }
}
