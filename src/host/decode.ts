import type { FileRefusal } from '../core/ports.ts';
import { refusal } from '../core/refusal.ts';

export type Decoded =
  | { readonly text: string; readonly refusal?: undefined }
  | { readonly text?: undefined; readonly refusal: FileRefusal };

const LF = 10;

/**
 * Decodes the bytes of a file as UTF-8, a byte-order mark kept.
 *
 * @returns a refusal that names the first offending line for anything else: such a text could not be written back byte by byte.
 */
export function decodeText(bytes: Uint8Array, name: string): Decoded {
  const utf16 = utf16Form(bytes);
  if (utf16) {
    const hint = `Save it as UTF-8, for example with: iconv -f ${utf16} -t UTF-8`;
    return { refusal: refusal('utf-16', `${name} is encoded in ${utf16}, expected UTF-8`, hint) };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const message = `${name} is no text: it has a NUL byte in line ${lineOf(bytes, nul)}`;
    return { refusal: refusal('binary', message, 'Name a text file; if this is one, remove its NUL bytes') };
  }
  try {
    return { text: decode(bytes) };
  } catch {
    const message = `${name} is not encoded in UTF-8: line ${firstInvalidLine(bytes)} has bytes that mean nothing in it`;
    const hint = 'Save it as UTF-8; if it is Latin-1, with: iconv -f ISO-8859-1 -t UTF-8';
    return { refusal: refusal('invalid-utf-8', message, hint) };
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** By its byte-order mark; without one, by every other of its first bytes being NUL, as in any Western text. */
function utf16Form(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  const sample = bytes.subarray(0, 64);
  if (sample.length < 8) return null;
  const isNul = (parity: number): boolean => sample.every((byte, index) => (index % 2 === parity) === (byte === 0));
  if (isNul(1)) return 'UTF-16LE';
  return isNul(0) ? 'UTF-16BE' : null;
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(LF); at >= 0 && at < offset; at = bytes.indexOf(LF, at + 1)) line++;
  return line;
}

/** A line feed is never part of a longer sequence, so that lines can be decoded one by one. */
function firstInvalidLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const lf = bytes.indexOf(LF, start);
    const end = lf < 0 ? bytes.length : lf + 1;
    try {
      decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
  }
  return line;
}
