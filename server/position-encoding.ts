import { lineAt, lineEnd, type Position, type Source } from '../src/core/index.ts';

/** What `Position.character` counts (LSP 3.17 "Position"). */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

const ENCODINGS: readonly unknown[] = ['utf-8', 'utf-16', 'utf-32'] satisfies readonly PositionEncoding[];

/** The encoding for a session: the first one of the client's list that we know, UTF-16 where there is none. */
export function choosePositionEncoding(offered: unknown): PositionEncoding {
  const list: readonly unknown[] = Array.isArray(offered) ? offered : [];
  return (list.find((encoding) => ENCODINGS.includes(encoding)) as PositionEncoding | undefined) ?? 'utf-16';
}

/** Converts between offsets of a text and positions in one encoding. */
export interface Positions {
  /** The position of an offset, clamped into the text. An offset inside a surrogate pair belongs to the pair's start. */
  readonly toPosition: (source: Source, offset: number) => Position;
  /** The offset of a position; what lies outside is clamped to the line's end and the text's. */
  readonly toOffset: (source: Source, position: Position) => number;
}

export function createPositions(encoding: PositionEncoding): Positions {
  return encoding === 'utf-16' ? utf16 : createCounting(encoding === 'utf-8' ? utf8Width : utf32Width);
}

const utf16: Positions = {
  toPosition: (source, offset) => {
    const inside = clampOffset(source, offset);
    const line = lineAt(source, inside);
    return { line, character: inside - (source.lineStarts[line] as number) };
  },
  toOffset: (source, position) => {
    const line = toWholeNumber(position.line);
    if (line >= source.lineCount) return source.text.length;
    return Math.min((source.lineStarts[line] as number) + toWholeNumber(position.character), lineEnd(source, line));
  },
};

function createCounting(widthOf: (codePoint: number) => number): Positions {
  // Problems are converted in the order of the text: going on from the place before keeps a file of one line linear.
  let memo: { source: Source; line: number; offset: number; character: number } | null = null;
  return {
    toPosition: (source, offset) => {
      const inside = clampOffset(source, offset);
      const line = lineAt(source, inside);
      let at = source.lineStarts[line] as number;
      let character = 0;
      if (memo && memo.source === source && memo.line === line && memo.offset <= inside)
        ({ offset: at, character } = memo);
      for (;;) {
        const code = source.text.codePointAt(at) as number;
        const next = at + (code > 0xffff ? 2 : 1);
        if (next > inside) break;
        at = next;
        character += widthOf(code);
      }
      memo = { source, line, offset: at, character };
      return { line, character };
    },
    toOffset: (source, position) => {
      const line = toWholeNumber(position.line);
      if (line >= source.lineCount) return source.text.length;
      const wanted = toWholeNumber(position.character);
      const end = lineEnd(source, line);
      let at = source.lineStarts[line] as number;
      for (let character = 0; at < end; ) {
        const code = source.text.codePointAt(at) as number;
        character += widthOf(code);
        if (character > wanted) break;
        at += code > 0xffff ? 2 : 1;
      }
      return at;
    },
  };
}

function utf8Width(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

function utf32Width(): number {
  return 1;
}

function clampOffset(source: Source, offset: number): number {
  return Math.max(0, Math.min(offset, source.text.length));
}

/** Positions come from outside: what is no whole number from 0 on is brought to the nearest one. */
function toWholeNumber(value: number): number {
  return Number.isFinite(value) && value > 0
    ? Math.floor(value)
    : value === Number.POSITIVE_INFINITY
      ? Number.MAX_SAFE_INTEGER
      : 0;
}
