/**
 * Replaces what stands between `<!-- NAME:start -->` and `<!-- NAME:end -->`.
 *
 * @throws Error where the text has no such pair: the file has lost the place that is to be filled.
 */
export function betweenMarkers(text: string, name: string, content: string): string {
  const open = `<!-- ${name}:start -->`;
  const close = `<!-- ${name}:end -->`;
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  if (start < 0 || end < start) throw new Error(`Expected ${open} and ${close}`);
  return `${text.slice(0, start + open.length)}\n\n${content.trim()}\n\n${text.slice(end)}`;
}
