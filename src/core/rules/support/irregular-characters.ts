import { Char } from '../../markdown/characters.ts';

/**
 * Code units that a text shows nothing for, or that change how others are shown: control characters but for tab, line feed,
 * carriage return and form feed; soft hyphen; marks and fillers without width; bidirectional controls; line and paragraph
 * separators; surrogates, of which the lone ones are meant; the replacement character.
 */
const IRREGULAR =
  /[\0-\x08\x0b\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffd]/g;

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
  for (const { index } of text.matchAll(IRREGULAR)) {
    if (isRegular(text, index)) continue;
    if (index > 0 || text.charCodeAt(0) !== BYTE_ORDER_MARK) offsets.push(index);
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
