import { lineAt, lineEnd, type Source, type Span } from '../../src/core/index.ts';
import type { View } from '../view.ts';
import { findAt, touches } from './find.ts';

/** The spans that a growing selection takes in one after the other, each inside of the next; the last one is the document. */
export function growSelection({ source, check: { changelog } }: View, offset: number): readonly Span[] {
  const { release, section, entry } = findAt(changelog, offset);
  const candidates: (Span | null)[] = [
    wordAt(source, offset),
    release?.labelSpan ?? null,
    release?.dateSpan ?? null,
    lineAround(source, offset),
    entry && { start: Math.min(entry.contentStart, entry.end), end: entry.end },
    entry,
    section?.heading.text ?? null,
    section?.heading ?? null,
    section,
    release?.heading.text ?? null,
    release?.heading ?? null,
    release,
    { start: 0, end: source.text.length },
  ];
  const spans = candidates.filter((span): span is Span => touches(span, offset));
  spans.sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Span[] = [];
  for (const { start, end } of spans) {
    const inner = chain.at(-1);
    if (!inner || (start <= inner.start && end >= inner.end && end - start > inner.end - inner.start))
      chain.push({ start, end });
  }
  return chain;
}

const WORD = /[\p{L}\p{N}_.-]/u;

/** Words keep their dots and hyphens: a version is one. */
function wordAt({ text }: Source, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && WORD.test(text[start - 1] as string)) start--;
  while (end < text.length && WORD.test(text[end] as string)) end++;
  return { start, end };
}

/** The line's text without its indentation and trailing white space. */
function lineAround(source: Source, offset: number): Span | null {
  const line = lineAt(source, offset);
  const start = source.lineStarts[line] as number;
  const written = source.text.slice(start, lineEnd(source, line));
  const from = written.length - written.trimStart().length;
  return written.trim() === '' ? null : { start: start + from, end: start + written.trimEnd().length };
}
