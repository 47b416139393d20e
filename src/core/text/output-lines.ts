/** Well-formed sequences that colour a terminal and do nothing else (ECMA-48, SGR). */
const COLOURS = /\x1b\[[0-9;:]{0,60}m/g;
/** No line that a person is to read is longer; what is, is data. */
const LINE_LIMIT = 2_000;

/**
 * A text without its colours. Nothing else is taken away: every other sequence stays, and so does what only becomes one when a
 * colour is taken out of it, for whoever prints it to make visible.
 */
export function withoutColours(text: string): string {
  return text.replace(COLOURS, '');
}

/** The lines of what a program printed for people, without colours. */
export function toOutputLines(text: string): readonly string[] {
  return withoutColours(text)
    .split(/\r\n?|\n/)
    .filter((line) => line.length <= LINE_LIMIT);
}
