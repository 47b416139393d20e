import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type BundleFindings, checkBundle, isBundleList } from '../core/bundle/check-bundle.ts';
import { readSubjectDigest } from '../core/documents/provenance.ts';
import type { Files } from '../core/ports.ts';
import { type Refusal, refusal } from '../core/refusal.ts';
import { readArchive } from './archive/read-archive.ts';
import { fromSystemError, missing, notAFile } from './file-refusals.ts';
import { hashOf } from './files.ts';

/** An archive is read into memory, packed as it is. */
const SIZE_LIMIT = 1024 * 1024 * 1024;

export interface VerifyRequest {
  /** Absolute. */
  readonly path: string;
  /** For messages. */
  readonly name: string;
  readonly files: Files;
  /** The policy's name for the list of digests; empty for none. */
  readonly list: string;
  readonly signal?: AbortSignal;
}

export interface VerifiedBundle extends BundleFindings {
  readonly digest: string;
  readonly files: number;
}

/**
 * Looks into a bundle without unpacking it: its form, its paths, the digests of its own list, and its digest in the statement
 * beside it, where there is one.
 *
 * @throws the reason of the signal where it is aborted.
 */
export async function verifyBundle({
  path,
  name,
  files,
  list,
  signal,
}: VerifyRequest): Promise<VerifiedBundle | Refusal> {
  const bytes = await readWhole(path, name);
  if ('code' in bytes) return bytes;
  const digest = hashOf(bytes);
  const wanted = (each: string): boolean => isBundleList(each, list);
  const listing = await readArchive(bytes, { wanted, ...(signal ? { signal } : {}) });
  const beside = await checkStatement(path, digest, files);
  if ('broken' in listing)
    return {
      digest,
      files: 0,
      verified: 0,
      problems: [listing.broken, ...beside],
      notChecked: ['digests: it cannot be read'],
    };
  const found = checkBundle(listing, list);
  return { ...found, digest, files: listing.files.length, problems: [...found.problems, ...beside] };
}

async function checkStatement(path: string, digest: string, files: Files): Promise<readonly string[]> {
  const statement = `${path}.intoto.json`;
  const { file, refusal: why } = await files.readText({
    path: statement,
    root: dirname(path),
    name: basename(statement),
  });
  if (!file) return why.code === 'missing' ? [] : [why.message];
  return readSubjectDigest(file.text, basename(path)) === digest
    ? []
    : [`${basename(statement)} is about another file: it does not say the digest ${digest}`];
}

async function readWhole(path: string, name: string): Promise<Buffer | Refusal> {
  try {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return notAFile(name, stats.isDirectory() ? 'a folder' : 'no plain file');
      if (stats.size > SIZE_LIMIT)
        return refusal('too-large', `${name} is larger than 1 GB, which is not read at once`);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? missing(name) : fromSystemError(error, name, 'read');
  }
}
