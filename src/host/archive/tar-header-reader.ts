import { sumOf } from './tar-header.ts';
import { UnreadableArchive } from './unreadable-archive.ts';

/** What the header of an accepted entry says. */
export interface TarHeader {
  readonly path: string;
  readonly rawName: Buffer;
  readonly rawPrefix: Buffer;
  readonly type: '0' | '5' | 'x';
  readonly size: number;
}

const KINDS: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a device',
  '4': 'a device',
  '6': 'a pipe',
  '7': 'a contiguous file',
  S: 'a sparse file',
  L: 'a long name in GNU’s own form',
  K: 'a long link in GNU’s own form',
  g: 'a header for all files',
};

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a header strictly (POSIX.1-1988 “ustar”). @throws UnreadableArchive for everything that is not plain. */
export function readTarHeader(block: Buffer): TarHeader {
  if (block.toString('latin1', 257, 265) !== 'ustar\x0000')
    throw new UnreadableArchive('a header is not in the form of POSIX tar (ustar)');
  if (readOctal(block, 148, 8) !== sumOf(block)) throw new UnreadableArchive('the checksum of a header is wrong');
  const rawName = upToNul(block, 0, 100);
  const rawPrefix = upToNul(block, 345, 155);
  const path = decode(rawPrefix.length === 0 ? rawName : Buffer.concat([rawPrefix, Buffer.from('/'), rawName]));
  const type = block.toString('latin1', 156, 157);
  if (type !== '0' && type !== '5' && type !== 'x')
    throw new UnreadableArchive(
      `“${path}” is ${KINDS[type] ?? 'of an unknown kind'}, expected plain files and folders only`,
    );
  if (upToNul(block, 157, 100).length > 0) throw new UnreadableArchive(`“${path}” says that it is a link`);
  const mode = readOctal(block, 100, 8);
  if ((mode & 0o7000) !== 0)
    throw new UnreadableArchive(`“${path}” would run with the rights of its owner (setuid or setgid)`);
  if ((mode & 0o002) !== 0) throw new UnreadableArchive(`“${path}” could be written by everybody`);
  for (const at of [108, 116]) readOctal(block, at, 8);
  const size = readOctal(block, 124, 12);
  readOctal(block, 136, 12);
  if (type === '5' && size !== 0) throw new UnreadableArchive(`the folder “${path}” has a content`);
  if (type === '0' && path.endsWith('/')) throw new UnreadableArchive(`the file “${path}” has the name of a folder`);
  return { path, rawName, rawPrefix, type, size };
}

/** The path of an extended header of pax. @throws UnreadableArchive where it says anything else, or says it twice. */
export function readPaxPath(record: Buffer): string {
  const match = /^(\d{1,5}) path=([\s\S]*)\n$/.exec(record.toString('latin1'));
  const value = match?.[2] ?? '';
  if (!match || Number(match[1]) !== record.length || value.includes('\n') || value === '' || value.includes('\0'))
    throw new UnreadableArchive(
      'an extended header says more than a long name: sizes, links and owners are not accepted there',
    );
  return decode(Buffer.from(value, 'latin1'));
}

function upToNul(block: Buffer, start: number, length: number): Buffer {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  if (end >= 0 && field.subarray(end).some((byte) => byte !== 0))
    throw new UnreadableArchive('something is hidden behind the end of a name');
  return end < 0 ? field : field.subarray(0, end);
}

/** Digits, and a NUL or space behind them; programs read every other form in ways of their own. */
function readOctal(block: Buffer, start: number, length: number): number {
  const text = block.toString('latin1', start, start + length);
  if (!/^ *[0-7]+[\0 ]*$/.test(text))
    throw new UnreadableArchive('a header has a number in another form than octal digits');
  return Number.parseInt(text.trim(), 8);
}

function decode(bytes: Buffer): string {
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw new UnreadableArchive('a name is not in UTF-8');
  }
}
