import { lineAt, type Source } from '../src/core/index.ts';

const LF = 10;
const CR = 13;

/**
 * Replaces `start`..`end` of a text. Equal to `toSource` of the new text, but only the lines of the change are scanned, so that
 * a keystroke in a large document costs a copy of its line starts.
 */
export function spliceSource(source: Source, start: number, end: number, inserted: string): Source {
  const text = source.text.slice(0, start) + inserted + source.text.slice(end);
  const delta = inserted.length - (end - start);
  // Whether a line starts at a place depends on the two characters around it: what lies before `start` or behind `end` stays.
  const kept = start === 0 ? 0 : lineAt(source, start - 1) + 1;
  const shiftedFrom = lineAt(source, end) + 1;
  const found = lineStartsWithin(text, start, start + inserted.length);
  const tail = source.lineCount - shiftedFrom;
  const starts = new Int32Array(kept + found.length + tail);
  starts.set(source.lineStarts.subarray(0, kept));
  starts.set(found, kept);
  for (let i = 0, to = kept + found.length; i < tail; i++) {
    starts[to + i] = (source.lineStarts[shiftedFrom + i] as number) + delta;
  }
  return {
    text,
    lineStarts: starts,
    lineCount: starts.length,
    contentStart: text.charCodeAt(0) === 0xfeff ? 1 : 0,
    eol: firstEol(text, starts),
  };
}

/** The places in `from`..`to`, both included, at which a line starts. */
function lineStartsWithin(text: string, from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (let at = from; at <= to; at++) {
    if (at === 0) found.push(0);
    else {
      const before = text.charCodeAt(at - 1);
      if (before === LF || (before === CR && text.charCodeAt(at) !== LF)) found.push(at);
    }
  }
  return found;
}

function firstEol(text: string, starts: Int32Array): Source['eol'] {
  const second = starts[1];
  if (second === undefined) return '\n';
  if (text.charCodeAt(second - 1) === CR) return '\r';
  return text.charCodeAt(second - 2) === CR ? '\r\n' : '\n';
}
