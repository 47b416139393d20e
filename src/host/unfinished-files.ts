import { createHash, randomBytes } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import os from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Which machine a process is of: several may write into one folder of a network. */
const MACHINE = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);

/** A new name beside a file for its bytes until they are whole; it cannot be guessed, and says whose it is. */
export function unfinishedNameOf(target: string): string {
  const process = toHex(globalThis.process.pid);
  return join(dirname(target), `.${basename(target)}.${MACHINE}${process}${randomBytes(8).toString('hex')}.tmp`);
}

function toHex(pid: number): string {
  return pid.toString(16).padStart(8, '0');
}

/** Deletes what processes of this machine that were killed have left beside a file; what cannot be deleted stays. */
export async function removeUnfinished(target: string): Promise<void> {
  const start = `.${basename(target)}.${MACHINE}`;
  for (const name of await readdir(dirname(target))) {
    const [, pid] = name.startsWith(start)
      ? (/^([0-9a-f]{8})[0-9a-f]{16}\.tmp$/.exec(name.slice(start.length)) ?? [])
      : [];
    if (pid === undefined || isAlive(Number.parseInt(pid, 16))) continue;
    await unlink(join(dirname(target), name)).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
