import type { Manifest } from '../../manifest/model.ts';
import { lineAt, lineEnd, type Span } from '../../text/source.ts';

/** The first line of a manifest that says something, where what is missing in all of it is reported. */
export function firstLineOf({ source, body }: Manifest): Span {
  const start = source.text.slice(body.start).search(/\S/);
  if (start < 0) return { start: body.start, end: body.start };
  const at = body.start + start;
  return { start: at, end: source.text[at] === '{' ? at + 1 : lineEnd(source, lineAt(source, at)) };
}
