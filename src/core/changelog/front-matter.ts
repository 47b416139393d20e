import type { Span } from '../text/source.ts';

const OPENING = /^\ufeff?---[ \t]*(?:\r\n?|\n)/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m;
/** Nobody's front matter is longer; two rules further apart have text between them. */
const LENGTH_LIMIT = 16_384;

/**
 * The YAML front matter at the very start of a text: from its opening `---` to the end of its closing line, null where there
 * is none. CommonMark does not know front matter and reads its closing line as a heading's underline.
 */
export function findFrontMatter(text: string): Span | null {
  const opening = OPENING.exec(text);
  if (!opening) return null;
  const from = opening[0].length;
  const closing = CLOSING.exec(text.slice(from, from + LENGTH_LIMIT));
  return closing && { start: opening[0].startsWith('-') ? 0 : 1, end: from + closing.index + closing[0].length };
}

/** The value of a plain `key: value` line of the front matter, without quotes; null where the key is not there. */
export function frontMatterValue(text: string, frontMatter: Span, key: string): string | null {
  const lines = text.slice(frontMatter.start, frontMatter.end).split(/\r\n?|\n/);
  const line = lines.find((each) => each.startsWith(`${key}:`));
  const value = line
    ?.slice(key.length + 1)
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  return value ? value : null;
}
