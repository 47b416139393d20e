import { chmodSync, lstatSync, readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Call } from './actions.ts';

const WRITE = 2;
const SYNC = 4;

/**
 * Takes back what was written to files since each was last made durable, as a disk may whose names are kept in order and whose
 * bytes are not.
 *
 * @param calls those that were made before it happens. @param inodeOf what a file was when it was written
 */
export function losePower(
  repository: string,
  calls: readonly Call[],
  inodeOf: (name: string) => number = (name) => lstatSync(path.join(repository, name)).ino,
): void {
  const durable = new Map<number, number>();
  for (const { kind, file, size } of calls) {
    if (kind === WRITE && !durable.has(file)) durable.set(file, size);
    if (kind === SYNC) durable.delete(file);
  }
  for (const name of readdirSync(repository, { recursive: true, encoding: 'utf8' })) {
    const stats = lstatSync(path.join(repository, name));
    if (!stats.isFile()) continue;
    const size = durable.get(inodeOf(name));
    if (size !== undefined && size < stats.size) truncateWritable(path.join(repository, name), size);
  }
}

/** Objects are read-only. */
function truncateWritable(file: string, size: number): void {
  chmodSync(file, 0o644);
  truncateSync(file, size);
}
