import fc from 'fast-check';

/** Everything that may move a cursor, hide or rearrange text, or be taken for the start of something else. */
export const DANGEROUS =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;

/** Pieces of text, most of them hostile. */
export const NASTY = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\x1b]0;title\x07',
    '\x1b[2J',
    '\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\',
    '\x1b]52;c;ZXZpbA==\x07',
    '\x9b31m',
    '\u202eabc\u202c',
    '\r',
    '\ud800',
    '\u2028',
    '\n::set-output name=x::y',
    '##[add-mask]x',
  ),
);
