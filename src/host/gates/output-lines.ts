import { StringDecoder } from 'node:string_decoder';

/** A line that is longer is shown in pieces: what never ends a line is shown all the same. */
const LINE_LIMIT = 4_000;

/**
 * Makes lines of what a program writes, as it comes.
 *
 * @returns `write` takes the next bytes, `end` gives out what no line feed has ended
 */
export function createLines(show: (line: string) => void): {
  readonly write: (chunk: Buffer) => void;
  readonly end: () => void;
} {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const add = (text: string): void => {
    const lines = `${rest}${text}`.split(/\r\n|\n|\r(?=[^\n])/);
    rest = lines.pop() ?? '';
    for (const line of lines) show(line);
    while (rest.length > LINE_LIMIT) {
      show(rest.slice(0, LINE_LIMIT));
      rest = rest.slice(LINE_LIMIT);
    }
  };
  return {
    write: (chunk) => add(decoder.write(chunk)),
    end: () => {
      add(decoder.end());
      if (rest !== '') show(rest.replace(/\r$/, ''));
      rest = '';
    },
  };
}
