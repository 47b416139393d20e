import type { Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';

/** True where a release's label stands in brackets that are escaped, `\[1.0.0\]`, and so are shown and make no link. */
export function isEscaped(text: string, { labelSpan: { start } }: Release): boolean {
  return text.startsWith('\\[', start - 2);
}

/** Makes escaped brackets real ones. */
export function unescapeBrackets(text: string, { labelSpan: { start, end } }: Release): readonly Edit[] {
  const opening = { start: start - 2, end: start - 1, text: '' };
  return text[end] === '\\' ? [opening, { start: end, end: end + 1, text: '' }] : [opening];
}
