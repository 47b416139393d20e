import type { UnpackMeter } from './unpack-meter.ts';
import { UnreadableArchive } from './unreadable-archive.ts';

/** A file of a ZIP archive, still packed. */
export interface ZipEntry {
  readonly path: string;
  readonly isFolder: boolean;
  readonly method: number;
  readonly sum: number;
  readonly size: number;
  readonly content: Buffer;
}

const END_LENGTH = 22;
const LOCAL_LENGTH = 30;
const RECORD_LENGTH = 46;
/** Encrypted, data behind the file, patched, strongly encrypted, names hidden. */
const REFUSED_FLAGS = 0x0001 | 0x0008 | 0x0020 | 0x0040 | 0x2000;
/** ZIP64, and names that stand in another place: two ways to say one thing. */
const REFUSED_EXTRAS: ReadonlySet<number> = new Set([0x0001, 0x7075]);
const KIND_MASK = 0o170000;
const FOLDER = 0o040000;
const REGULAR_FILE = 0o100000;

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** The entries of the directory, each held against what stands before its file. @throws UnreadableArchive */
export function* readZipDirectory(bytes: Buffer, meter: UnpackMeter): Generator<ZipEntry> {
  const end = bytes.length - END_LENGTH;
  if (end < 0 || bytes.readUInt32LE(end) !== 0x06054b50 || bytes.readUInt16LE(end + 20) !== 0)
    throw new UnreadableArchive('it is no ZIP archive, or something is appended to it');
  const [disk, disks, here, count] = [4, 6, 8, 10].map((at) => bytes.readUInt16LE(end + at)) as [
    number,
    number,
    number,
    number,
  ];
  const length = bytes.readUInt32LE(end + 12);
  const directory = bytes.readUInt32LE(end + 16);
  if (disk !== 0 || disks !== 0 || here !== count) throw new UnreadableArchive('it is one of several parts');
  if (directory + length !== end) throw new UnreadableArchive('something stands between its directory and its end');
  let at = directory;
  let next = 0;
  for (let index = 0; index < count; index++) {
    meter.countFile();
    if (at + RECORD_LENGTH > end || bytes.readUInt32LE(at) !== 0x02014b50)
      throw new UnreadableArchive('its directory is damaged');
    const { entry, recordEnd, dataEnd } = readRecord(bytes, { at, start: next, end: directory });
    at = recordEnd;
    next = dataEnd;
    yield entry;
  }
  if (at !== end || next !== directory) throw new UnreadableArchive('it holds more than its directory names');
}

interface Place {
  /** Of the record in the directory. */
  readonly at: number;
  /** Where the file has to begin: behind the one before it. */
  readonly start: number;
  /** Where the directory begins. */
  readonly end: number;
}

function readRecord(bytes: Buffer, { at, start, end }: Place) {
  const short = (offset: number): number => bytes.readUInt16LE(at + offset);
  const long = (offset: number): number => bytes.readUInt32LE(at + offset);
  const [nameLength, extraLength, commentLength] = [short(28), short(30), short(32)];
  const nameEnd = at + RECORD_LENGTH + nameLength;
  const recordEnd = nameEnd + extraLength + commentLength;
  if (recordEnd > bytes.length - END_LENGTH) throw new UnreadableArchive('its directory is damaged');
  const name = bytes.subarray(at + RECORD_LENGTH, nameEnd);
  const path = decode(name, short(8));
  checkExtras(bytes.subarray(nameEnd, nameEnd + extraLength), path);
  if ((short(8) & REFUSED_FLAGS) !== 0)
    throw new UnreadableArchive(`“${path}” is encrypted, or written in a form that programs read differently`);
  const method = short(10);
  if (method !== 0 && method !== 8) throw new UnreadableArchive(`“${path}” is packed by an unusual method`);
  const isFolder = path.endsWith('/');
  checkKind(path, isFolder, short(4) >> 8, long(38) >>> 16);
  const packed = long(20);
  if (long(42) !== start) throw new UnreadableArchive(`“${path}” does not stand behind the file before it`);
  if (start + LOCAL_LENGTH + nameLength > end)
    throw new UnreadableArchive('it ends in the middle: a part of it is missing');
  // Version, flags, method, time, date, checksum, sizes and the length of the name stand in both places.
  const local = bytes.subarray(start, start + LOCAL_LENGTH);
  const isSame =
    local.readUInt32LE(0) === 0x04034b50 &&
    local.subarray(4, 28).equals(bytes.subarray(at + 6, at + 30)) &&
    bytes.subarray(start + LOCAL_LENGTH, start + LOCAL_LENGTH + nameLength).equals(name);
  if (!isSame) throw new UnreadableArchive(`what stands before “${path}” is not what the directory says`);
  const contentStart = start + LOCAL_LENGTH + nameLength + local.readUInt16LE(28);
  const dataEnd = contentStart + packed;
  if (dataEnd > end) throw new UnreadableArchive('it ends in the middle: a part of it is missing');
  checkExtras(bytes.subarray(start + LOCAL_LENGTH + nameLength, contentStart), path);
  const content = bytes.subarray(contentStart, dataEnd);
  if (isFolder && long(24) !== 0) throw new UnreadableArchive(`the folder “${path}” has a content`);
  return { entry: { path, isFolder, method, sum: long(16), size: long(24), content }, recordEnd, dataEnd };
}

function checkKind(path: string, isFolder: boolean, system: number, mode: number): void {
  const kind = mode & KIND_MASK;
  if (system !== 3 || mode === 0) return;
  if (kind !== 0 && kind !== (isFolder ? FOLDER : REGULAR_FILE))
    throw new UnreadableArchive(`“${path}” is a link or a device, expected plain files and folders only`);
  if ((mode & 0o7000) !== 0)
    throw new UnreadableArchive(`“${path}” would run with the rights of its owner (setuid or setgid)`);
}

function checkExtras(extras: Buffer, path: string): void {
  for (let at = 0; at < extras.length; at += 4 + extras.readUInt16LE(at + 2)) {
    if (at + 4 > extras.length || REFUSED_EXTRAS.has(extras.readUInt16LE(at)))
      throw new UnreadableArchive(`“${path}” is described in a second place, which programs read differently`);
  }
}

/** Without the flag for UTF-8 a name is in the code page of 1981, of which only ASCII is certain. */
function decode(name: Buffer, flags: number): string {
  try {
    const path = UTF_8.decode(name);
    if ((flags & 0x800) !== 0 || /^[\x20-\x7e]*$/.test(path)) return path;
  } catch {
    // Said below.
  }
  throw new UnreadableArchive('a name is not in UTF-8');
}
