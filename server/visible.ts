/**
 * Characters that a reader cannot see or that rearrange what he sees: C0 and C1 controls, soft hyphen, bidirectional controls,
 * zero-width characters, line and paragraph separators, annotations, tags, noncharacters and lone surrogates.
 *
 * The zero-width joiners are left where writing needs them: inside of emoji, and behind letters of scripts that are not ASCII.
 */
const HIDDEN =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e007f}]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]|(?![\0-\x7f])[\p{L}\p{M}])[\u200c\u200d]/gu;

/** Most texts have nothing else; telling that takes a tenth of looking for what is hidden. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** Writes every hidden character as `\u{202E}`; tabs and line feeds stay. */
export function toVisible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) as number).toString(16).toUpperCase()}}`);
}
