/**
 * Breaks Markdown prose into lines of at most `width` characters. Paragraphs are filled; list items and indented lines start
 * lines of their own, and a word that is wider stays whole.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  const finish = (): void => {
    if (current !== '') lines.push(current);
    current = '';
  };
  for (const line of text.trim().split('\n')) {
    if (line.trim() === '') {
      finish();
      lines.push('');
      continue;
    }
    if (/^\s*(?:[-*+]|\d+\.)\s/.test(line) || /^\s{4}/.test(line)) finish();
    for (const word of line.trim().split(/\s+/)) {
      if (current !== '' && current.length + 1 + word.length > width) finish();
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  finish();
  return lines;
}
