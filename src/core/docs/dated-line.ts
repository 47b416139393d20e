import { LONGEST_DATE, matchDate, readWrittenDate } from '../changelog/written-date.ts';
import { lineEnd, type Span } from '../text/source.ts';
import type { MarkdownDocument } from './markdown-document.ts';

/** A line of a document that says when it was written or is to be looked at again. */
export interface DatedLine extends Span {
  readonly kind: 'past' | 'review';
  /** As written: “Next Review”. */
  readonly label: string;
  readonly written: string;
  /** `YYYY-MM-DD`; null where what is written is no day. */
  readonly day: string | null;
}

const LABEL =
  /^[ \t>*_-]{0,12}(last updated|last reviewed|effective date|next review|review due)(?:[*_]{0,2}:[*_]{0,2}|[*_]{1,2}:)[ \t]*/i;

/** The dated lines of a document, in order, in ISO form or with the month's name. What stands in code is none. */
export function datedLines({ source, prose }: MarkdownDocument): readonly DatedLine[] {
  const found: DatedLine[] = [];
  for (let line = 0; line < source.lineCount; line++) {
    const at = line === 0 ? source.contentStart : (source.lineStarts[line] as number);
    const match = LABEL.exec(source.text.slice(at, at + 60));
    if (!match || prose.isCode(at + match[0].length - 1)) continue;
    const from = at + match[0].length;
    const rest = source.text.slice(from, Math.min(lineEnd(source, line), from + LONGEST_DATE * 2));
    const date = matchDate(rest, 0);
    const written = date ?? rest.replace(/[*_\s]+$/, '');
    const reading = date === null ? null : readWrittenDate(date);
    const label = match[1] as string;
    found.push({
      kind: /review/i.test(label) && !/^last/i.test(label) ? 'review' : 'past',
      label,
      written,
      day: reading?.kind === 'day' ? reading.day : null,
      start: written === '' ? at : from,
      end: from + written.length,
    });
  }
  return found;
}
