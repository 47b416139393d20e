import { createHash } from 'node:crypto';

/** The id that git gives to bytes as they are, without any filter. */
export function blobId(bytes: Uint8Array, format: 'sha1' | 'sha256'): string {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
