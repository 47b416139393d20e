import type { Span } from '../text/source.ts';
import type { MarkdownDocument } from './markdown-document.ts';

/** A line that says something of the document itself: `**Owner**: Platform Engineering`. */
export interface NamedLine {
  readonly name: string;
  readonly nameSpan: Span;
  /** Trimmed; empty where nothing stands behind the name. */
  readonly value: string;
  readonly valueSpan: Span;
}

const LINE =
  /^[ \t>]{0,8}(?:[-*][ \t]+)?(\*{0,2}|_{0,2})([A-Z][A-Za-z]{0,30}(?: [A-Za-z]{1,30}){0,4})(?::\1|\1:)(.*)$/gm;

/** The lines of a document that are of the form `Name: value`, the name in bold or not. What stands in code is none. */
export function namedLines({ source: { text }, prose }: MarkdownDocument): readonly NamedLine[] {
  return [...text.matchAll(LINE)].flatMap((match) => {
    const [whole, , name = '', rest = ''] = match;
    const nameStart = match.index + whole.indexOf(name);
    if (prose.isCode(nameStart)) return [];
    const start = match.index + whole.length - rest.trimStart().length;
    const value = rest.trim();
    return {
      name,
      nameSpan: { start: nameStart, end: nameStart + name.length },
      value,
      valueSpan: { start, end: start + value.length },
    };
  });
}
