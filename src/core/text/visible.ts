/**
 * What a reader cannot see, or what rearranges what he sees: C0 and C1 controls but for tab and line feed, soft hyphen,
 * bidirectional controls, zero-width characters, line and paragraph separators, annotations, tags, noncharacters and lone
 * surrogates.
 *
 * The zero-width joiners are left alone where writing needs them: inside of emoji, and behind letters that are not ASCII.
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

/** The same for what has to stay on one line. */
export function toVisibleLine(text: string): string {
  return toVisible(text).replace(/\n/g, '\\u{A}').replace(/\t/g, ' ');
}

/**
 * Writes a value as JSON, two spaces deep. Hidden characters stand in it as JSON's own escapes, so that the output holds none
 * and the value that a program reads from it is still exactly the one that was meant.
 */
export function toVisibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(HIDDEN, (character) => (character === '\n' ? character : toJsonEscape(character)))
    .replaceAll('##[', '#\\u0023[');
}

function toJsonEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
