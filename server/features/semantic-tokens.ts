import { findBreakingMarker } from '../../src/core/changelog/breaking.ts';
import { VULNERABILITY } from '../../src/core/changelog/identifiers.ts';
import type { Entry, Span } from '../../src/core/index.ts';
import type { View } from '../view.ts';
import { overlaps } from './find.ts';

export type TokenKind = 'version' | 'date' | 'yanked' | 'breaking' | 'identifier';

/**
 * A stretch of one line that means something in a changelog. A category is none: one type would lie over the colours that the
 * grammar gives to each of them.
 */
export interface Token extends Span {
  readonly kind: TokenKind;
}

/** The tokens of the document or of a range of it, in order; none reaches into another or over the end of a line. */
export function semanticTokens({ source: { text }, check: { changelog } }: View, range: Span | null): readonly Token[] {
  const tokens: Token[] = [];
  const add = (kind: TokenKind, span: Span | null): void => {
    if (span && span.end > span.start) tokens.push({ kind, start: span.start, end: span.end });
  };
  for (const release of changelog.releases) {
    if (range && !overlaps(release, range)) continue;
    add('version', release.labelSpan);
    add('date', release.dateSpan);
    add('yanked', release.yankedSpan);
    for (const entry of release.looseEntries) addEntry(text, entry, add);
    for (const section of release.sections) {
      if (range && !overlaps(section, range)) continue;
      for (const entry of section.entries) addEntry(text, entry, add);
    }
  }
  tokens.sort((a, b) => a.start - b.start);
  let end = 0;
  return tokens.filter((token) => {
    const fits = token.start >= end && (!range || overlaps(token, range)) && isOnOneLine(text, token);
    if (fits) end = token.end;
    return fits;
  });
}

function isOnOneLine(text: string, { start, end }: Span): boolean {
  return !/[\r\n]/.test(text.slice(start, end));
}

function addEntry(text: string, entry: Entry, add: (kind: TokenKind, span: Span) => void): void {
  const marker = findBreakingMarker(text, entry);
  if (marker) {
    const { length } = text.slice(marker.start, marker.end).trimEnd();
    add('breaking', { start: marker.start, end: marker.start + length });
  }
  for (const { index, 0: found } of text.slice(entry.contentStart, entry.end).matchAll(VULNERABILITY)) {
    add('identifier', { start: entry.contentStart + index, end: entry.contentStart + index + found.length });
  }
}
