import type { Span } from '../../src/core/index.ts';
import type { View } from '../view.ts';
import { allLinks } from './links.ts';

export interface LinkTarget {
  readonly span: Span;
  readonly url: string;
}

/** Nothing else is made clickable: `javascript:`, `file:` and `command:` act on the reader's machine. */
const WEB = /^https?:\/\/[^\s\0-\x1f\x7f]+$/i;

/** The web addresses of link definitions, inline links and autolinks. */
export function documentLinks({ check: { changelog } }: View): readonly LinkTarget[] {
  const { text } = changelog.source;
  const urls = [
    ...changelog.definitions.map(({ url }) => url),
    ...allLinks(changelog, '](').flatMap(({ url }) => url ?? []),
    ...allLinks(changelog, '<http').flatMap(({ kind, url }) => (kind === 'autolink' && url ? url : [])),
  ];
  const seen = new Set<number>();
  return urls
    .map((span) => ({ span, url: text.slice(span.start, span.end) }))
    .filter(({ span, url }) => WEB.test(url) && isParsable(url) && !seen.has(span.start) && seen.add(span.start))
    .sort((a, b) => a.span.start - b.span.start);
}

function isParsable(url: string): boolean {
  return URL.canParse(url);
}
