/** Sequences that colour a terminal. */
const COLOURS = /\x1b\[[0-9;]{0,20}m/g;
/** No line that a person is to read is longer; what is, is data. */
const LINE_LIMIT = 2_000;

/** The lines of what a program printed for people, without colours. */
export function toOutputLines(text: string): readonly string[] {
  return text
    .replace(COLOURS, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.length <= LINE_LIMIT);
}
