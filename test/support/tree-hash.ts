import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Where our own lock and records are. */
const OURS = '.git/release-ledger';

/** A digest of everything below a folder: names, modes and bytes, git's own files included. @param leftOut relative, with `/` */
export function hashOfTree(root: string, leftOut: readonly string[] = []): string {
  const hash = createHash('sha256');
  const visit = (folder: string): void => {
    for (const name of readdirSync(path.join(root, folder)).sort()) {
      const file = folder === '' ? name : `${folder}/${name}`;
      if (file === OURS || leftOut.includes(file)) continue;
      const full = path.join(root, file);
      const stats = lstatSync(full);
      hash.update(`${file}\0${stats.mode}\0`);
      if (stats.isDirectory()) visit(file);
      else if (stats.isSymbolicLink()) hash.update(readlinkSync(full));
      else if (stats.isFile()) hash.update(readFileSync(full));
    }
  };
  visit('');
  return hash.digest('hex');
}
