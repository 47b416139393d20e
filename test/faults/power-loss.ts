import { chmodSync, lstatSync, readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Call } from './actions.ts';

const WRITE = 2;
const SYNC = 4;

/**
 * Takes back what was written to files since each was last made durable, as a disk may whose names are kept in order and whose
 * bytes are not. The call at which it happens was not made any more.
 */
export function losePower(repository: string, calls: readonly Call[]): void {
  const durable = new Map<number, number>();
  for (const { kind, file, size } of calls.slice(0, -1)) {
    if (kind === WRITE && !durable.has(file)) durable.set(file, size);
    if (kind === SYNC) durable.delete(file);
  }
  for (const name of readdirSync(repository, { recursive: true, encoding: 'utf8' })) {
    const stats = lstatSync(path.join(repository, name));
    const size = durable.get(stats.ino);
    if (stats.isFile() && size !== undefined && size < stats.size) truncateWritable(path.join(repository, name), size);
  }
}

/** Objects are read-only. */
function truncateWritable(file: string, size: number): void {
  chmodSync(file, 0o644);
  truncateSync(file, size);
}
