import { Char } from '../../markdown/characters.ts';
import type { LocalSearch } from '../text-index.ts';

/**
 * Code units that a text shows nothing for, or that change how others are shown: control characters but for tab, line feed,
 * carriage return and form feed; soft hyphen; marks and fillers without width; bidirectional controls; line and paragraph
 * separators; surrogates, of which the lone ones are meant; the replacement character. First and last of each range.
 */
const IRREGULAR: readonly (readonly [number, number])[] = [
  [0x0000, 0x0008],
  [0x000b, 0x000b],
  [0x000e, 0x001f],
  [0x007f, 0x007f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffd],
];

/** A table, since looking up each code unit of a text takes a sixth of the time of matching it. */
const IS_IRREGULAR = toTable(IRREGULAR);

function toTable(ranges: typeof IRREGULAR): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const [first, last] of ranges) table.fill(1, first, last + 1);
  return table;
}

/** Nothing of these is in most texts. V8 stores those in one byte a character and sees that from the pattern at once. */
const WIDE = /[\u0100-\uffff]/;

const NARROW: readonly string[] = narrowCharacters();

function narrowCharacters(): readonly string[] {
  const characters: string[] = ['\x7f', '\xad'];
  for (let code = 0; code < 0x20; code++) {
    if (code !== Char.Tab && code !== Char.LineFeed && code !== Char.CarriageReturn && code !== 0x0c) {
      characters.push(String.fromCharCode(code));
    }
  }
  return characters;
}

/**
 * The offsets of the irregular characters of a text, in order; a byte-order mark at its start is none.
 *
 * One pass over a text with characters beyond Latin-1. Of others each candidate is searched by itself, which takes a
 * quarter of the time: `indexOf` of one character is `memchr`.
 */
export function findIrregularCharacters(text: string): readonly number[] {
  return WIDE.test(text) ? findInWide(text) : findInNarrow(text);
}

function findInNarrow(text: string): readonly number[] {
  const offsets: number[] = [];
  for (const character of NARROW) {
    for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) offsets.push(at);
  }
  return offsets.sort((a, b) => a - b);
}

function findInWide(text: string): readonly number[] {
  const offsets: number[] = [];
  for (let at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0; at < text.length; at++) {
    if (IS_IRREGULAR[text.charCodeAt(at)] === 1 && !isRegular(text, at)) offsets.push(at);
  }
  return offsets;
}

const BYTE_ORDER_MARK = 0xfeff;
/** The first half of every code point from U+E0000 to U+E03FF. */
const PLANE_14 = 0xdb40;

/** True for half of a surrogate pair, unless the pair is one of the invisible tags and variation selectors of plane 14. */
function isRegular(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (isHighSurrogate(code)) return code !== PLANE_14 && isLowSurrogate(text.charCodeAt(offset + 1));
  return isLowSurrogate(code) && isHighSurrogate(text.charCodeAt(offset - 1));
}

/** Whether a surrogate is one of a pair depends on its neighbour. */
export const IRREGULAR_CHARACTERS: LocalSearch = { reach: 1, search: findIrregularCharacters };

export function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

export function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The code point at an offset as `U+202E`. */
export function codePointName(text: string, offset: number): string {
  const code = text.codePointAt(offset) as number;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
