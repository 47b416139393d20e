import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Asset } from '../../core/forge/forge.ts';
import { type Refusal, refusal } from '../../core/refusal.ts';

/** Reads a file that goes with a release: its size and its digest. @param shown its name for messages */
export async function readAsset(path: string, shown: string, hint: string): Promise<Asset | Refusal> {
  try {
    const file = await open(path);
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return refusal('no-asset', `${shown} is no file`, hint);
      const hash = createHash('sha256');
      for await (const chunk of file.createReadStream({ autoClose: false })) hash.update(chunk as Buffer);
      return { name: basename(path), path, size: stats.size, digest: hash.digest('hex') };
    } finally {
      await file.close();
    }
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return refusal('no-asset', isAbsent ? `there is no file ${shown}` : `${shown} cannot be read`, hint);
  }
}
