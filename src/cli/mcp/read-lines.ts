import { StringDecoder } from 'node:string_decoder';

/** A line of input; null in the place of one that is longer than the limit. */
export type InputLine = string | null;

/** The lines of a stream, each without its end. A line that is too long is not held, and told as one. */
export async function* readLines(input: AsyncIterable<Uint8Array | string>, limit: number): AsyncGenerator<InputLine> {
  const decoder = new StringDecoder('utf8');
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of input) {
    let rest = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      length += end;
      yield length > limit ? null : [...pieces, rest.slice(0, end)].join('').replace(/\r$/, '');
      rest = rest.slice(end + 1);
      pieces = [];
      length = 0;
    }
    length += rest.length;
    if (length <= limit) pieces.push(rest);
    else pieces = [];
  }
  if (length > 0) yield length > limit ? null : pieces.join('');
}
