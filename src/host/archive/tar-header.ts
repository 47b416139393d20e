import { ArchiveLimitError } from './archive-file.ts';

export const BLOCK = 512;
const NAME_LENGTH = 100;
const PREFIX_LENGTH = 155;
const EMPTY = Buffer.alloc(0);
const BLANK = Buffer.alloc(BLOCK);
/** Eleven octal digits. */
const LARGEST = 0o77777777777;

interface HeaderFields {
  readonly name: Buffer;
  readonly prefix: Buffer;
  readonly mode: number;
  readonly size: number;
  /** Seconds. */
  readonly time: number;
  readonly type: '0' | 'x';
}

/**
 * The header of a file in an archive of `tar` (POSIX.1-1988 “ustar”; a path that does not fit is written as POSIX.1-2001 “pax”
 * does). Nothing of the machine gets into it: the owner is 0 without a name.
 *
 * @param time in seconds since 1970, UTC.
 */
export function toTarHeader(path: string, size: number, isProgram: boolean, time: number): Buffer {
  if (size > LARGEST) throw new ArchiveLimitError(`${path} is larger than the 8 GB that an archive can hold`);
  const mode = isProgram ? 0o755 : 0o644;
  const split = splitPath(path);
  if (split) return writeHeader({ ...split, mode, size, time, type: '0' });
  const record = toRecord('path', path);
  return Buffer.concat([
    writeHeader({ ...shorten(path, 'PaxHeader'), mode: 0o644, size: record.length, time, type: 'x' }),
    record,
    Buffer.alloc(padding(record.length)),
    writeHeader({ ...shorten(path, ''), mode, size, time, type: '0' }),
  ]);
}

/** How many bytes are missing to a full block. */
export function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** What the fields of a header say instead of a path that does not fit: its beginning, which nobody has to read. */
export function shorten(path: string, folder: string): { readonly name: Buffer; readonly prefix: Buffer } {
  return { name: Buffer.from(path, 'utf8').subarray(0, NAME_LENGTH), prefix: Buffer.from(folder, 'utf8') };
}

/** The path in name and prefix, whichever slash it takes; null where it does not fit, or is not ASCII. */
function splitPath(path: string): { readonly name: Buffer; readonly prefix: Buffer } | null {
  if (!/^[\x20-\x7e]*$/.test(path)) return null;
  const bytes = Buffer.from(path, 'latin1');
  if (bytes.length <= NAME_LENGTH) return { name: bytes, prefix: EMPTY };
  const slash = path.lastIndexOf('/', PREFIX_LENGTH);
  if (slash <= 0 || bytes.length - slash - 1 > NAME_LENGTH) return null;
  return { name: bytes.subarray(slash + 1), prefix: bytes.subarray(0, slash) };
}

/** A record of pax: its own length in decimal, a space, `key=value`, a line feed. */
function toRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`, 'utf8');
}

function writeHeader({ name, prefix, mode, size, time, type }: HeaderFields): Buffer {
  // A copy shares its memory with others; a new block of it for each file would keep the garbage collection busy.
  const header = Buffer.from(BLANK);
  name.copy(header, 0);
  header.write(octal(mode, 7), 100, 'latin1');
  header.write(octal(0, 7), 108, 'latin1');
  header.write(octal(0, 7), 116, 'latin1');
  header.write(octal(size, 11), 124, 'latin1');
  header.write(octal(time, 11), 136, 'latin1');
  header.fill(' ', 148, 156);
  header.write(type, 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(octal(0, 7), 329, 'latin1');
  header.write(octal(0, 7), 337, 'latin1');
  prefix.copy(header, 345);
  header.write(`${octal(sumOf(header), 6)}\0 `, 148, 'latin1');
  return header;
}

/** The sum of all bytes, where those of the checksum itself count as spaces. */
export function sumOf(header: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 0x20 : (header[at] as number);
  return sum;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
