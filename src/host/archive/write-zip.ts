import { promisify } from 'node:util';
import { crc32, deflateRaw as deflateRawWith } from 'node:zlib';
import { type ArchiveFile, ArchiveLimitError, type ArchiveWriter, type Sink } from './archive-file.ts';

const deflateRaw = promisify<Uint8Array, { level: number }, Buffer>(deflateRawWith);

const LARGEST = 0xffffffff;
const MOST = 0xffff;
const AT_WORK = 4;
/** PKWARE APPNOTE 6.3: version 2.0 is enough for deflate; bit 11 of the flags says that names are UTF-8. */
const VERSION = 20;
const UTF_8 = 0x800;
const MADE_BY_UNIX = (3 << 8) | VERSION;
const REGULAR_FILE = 0o100000;

/**
 * Writes a ZIP archive (PKWARE APPNOTE 6.3) without its 64-bit extensions: fixed permissions, one time, no extra fields.
 *
 * @param time of every file, in seconds since 1970; ZIP has none before 1980, and only even seconds.
 * @throws ArchiveLimitError for more than 65,535 files, or 4 GB.
 */
export function createZipWriter(sink: Sink, time: number): ArchiveWriter {
  const stamp = toDosTime(time);
  const directory: Buffer[] = [];
  let length = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    length += bytes.length;
    if (length > LARGEST) throw new ArchiveLimitError('a ZIP archive holds 4 GB at most: choose tar.gz');
    await sink(bytes);
  };
  const addOne = async ({ path, isProgram }: ArchiveFile, { bytes, method, sum, size }: Packed): Promise<void> => {
    if (directory.length === MOST)
      throw new ArchiveLimitError('a ZIP archive holds 65,535 files at most: choose tar.gz');
    const name = Buffer.from(path, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(UTF_8, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(stamp, 6);
    common.writeUInt32LE(sum, 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(MADE_BY_UNIX, 4);
    common.copy(record, 6);
    record.writeUInt32LE(((REGULAR_FILE | (isProgram ? 0o755 : 0o644)) << 16) >>> 0, 38);
    record.writeUInt32LE(length, 42);
    directory.push(Buffer.concat([record, name]));
    await write(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, bytes]));
  };
  return {
    add: async (files) => {
      for (let at = 0; at < files.length; at += AT_WORK) {
        const some = files.slice(at, at + AT_WORK);
        const packed = await Promise.all(some.map(pack));
        for (const [index, file] of some.entries()) await addOne(file, packed[index] as Packed);
      }
    },
    end: async () => {
      const start = length;
      const all = Buffer.concat(directory);
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(directory.length, 8);
      end.writeUInt16LE(directory.length, 10);
      end.writeUInt32LE(all.length, 12);
      end.writeUInt32LE(start, 16);
      await write(Buffer.concat([all, end]));
    },
  };
}

interface Packed {
  readonly bytes: Uint8Array;
  readonly method: 0 | 8;
  readonly sum: number;
  readonly size: number;
}

/** Compressed where that helps. */
async function pack({ bytes, path }: ArchiveFile): Promise<Packed> {
  if (bytes.length > LARGEST) throw new ArchiveLimitError(`${path} is larger than 4 GB: choose tar.gz`);
  const sum = crc32(bytes);
  const deflated = bytes.length === 0 ? bytes : await deflateRaw(bytes, { level: 6 });
  const isSmaller = deflated.length < bytes.length;
  return { bytes: isSmaller ? deflated : bytes, method: isSmaller ? 8 : 0, sum, size: bytes.length };
}

/** The date and time of a file in a ZIP archive; of every machine in UTC. */
function toDosTime(seconds: number): number {
  const moment = new Date(Math.max(seconds, Date.UTC(1980, 0, 1) / 1000) * 1000);
  const date =
    (Math.min(moment.getUTCFullYear() - 1980, 127) << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate();
  const time = (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
