/** The characters that Windows-1252 has where Latin-1 has the controls 0x80 to 0x9F; the undefined ones stay controls. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * Reads a character that was written in UTF-8 and read as Windows-1252 or Latin-1.
 *
 * @returns the character that was meant and how many code units stand for it at `offset`; null where the units there are
 * no UTF-8 sequence of two or three bytes.
 */
export function repairMojibake(
  text: string,
  offset: number,
): { readonly meant: string; readonly length: number } | null {
  const lead = toByte(text.charCodeAt(offset));
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : 0;
  if (length === 0) return null;
  let code = lead & (length === 2 ? 0x1f : 0x0f);
  for (let i = 1; i < length; i++) {
    const byte = toByte(text.charCodeAt(offset + i));
    if (byte < 0x80 || byte > 0xbf) return null;
    code = (code << 6) | (byte & 0x3f);
  }
  const shortest = length === 2 ? 0x80 : 0x800;
  if (code < shortest || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { meant: String.fromCharCode(code), length };
}

/** The byte that is shown as this character, -1 where none is. */
function toByte(code: number): number {
  if (code <= 0xff) return code;
  const index = WINDOWS_1252.indexOf(String.fromCharCode(code));
  return index < 0 ? -1 : 0x80 + index;
}
