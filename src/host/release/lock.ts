import { randomBytes } from 'node:crypto';
import { readFile, rename, stat, unlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Refusal, refusal } from '../../core/refusal.ts';
import { toVisibleLine } from '../../core/text/visible.ts';
import { createDurably, nameOnce, temporaryFolderOf } from './durable.ts';

/** The one lock of a repository with all of its work trees. */
export interface Lock {
  readonly release: () => Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** When the process started, by the words of the system; a number that was given out again is told apart by it. */
  readonly started: string | null;
  readonly host: string;
  readonly command: string;
}

/** Locks are taken over from the dead, and another process may be as fast; then it is asked again. */
const ATTEMPTS = 5;
/** Milliseconds. */
const TORN_AFTER = 10_000;

/**
 * Takes the lock; takes it over where the process that holds it is dead.
 *
 * @param folder our folder in `.git`, which is there.
 */
export async function takeLock(folder: string, command: readonly string[]): Promise<Lock | Refusal> {
  const file = path.join(folder, 'lock');
  const own: Holder = {
    pid: process.pid,
    started: await startOf(process.pid),
    host: os.hostname(),
    command: command.join(' ').slice(0, 200),
  };
  // What tells two locks of one process apart.
  const text = `${JSON.stringify({ ...own, nonce: randomBytes(8).toString('hex') })}\n`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await isMade(folder, file, text)) return { release: () => releaseLock(file, text) };
    const found = await readFile(file, 'utf8').catch(() => null);
    if (found === null) continue;
    if (!(await isStale(file, found))) return busy(file, found);
    await takeAway(folder, file, found);
  }
  return busy(file, '');
}

/** Whoever holds the lock empties the folder in which ours is written first; then it is not made. */
function isMade(folder: string, file: string, text: string): Promise<boolean> {
  return createDurably(folder, file, text).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return false;
    throw error;
  });
}

function busy(file: string, text: string): Refusal<'busy'> {
  const holder = toHolder(text);
  const who = holder
    ? `process ${holder.pid} on ${toVisibleLine(holder.host)} (${toVisibleLine(holder.command)})`
    : 'another process';
  return refusal(
    'busy',
    `Another release operation is under way in this repository: ${who}`,
    `Wait for its end; if there is no such process any more, delete ${file}`,
  );
}

function toHolder(text: string): Holder | null {
  try {
    const { pid, started, host, command } = JSON.parse(text) as Record<string, unknown>;
    if (!Number.isSafeInteger(pid) || (pid as number) <= 0 || typeof host !== 'string') return null;
    return {
      pid: pid as number,
      host,
      started: typeof started === 'string' ? started : null,
      command: String(command ?? ''),
    };
  } catch {
    return null;
  }
}

/** Whoever runs on another machine cannot be asked for; he is taken to be alive. */
async function isStale(file: string, text: string): Promise<boolean> {
  const holder = toHolder(text);
  // Locks are written in one piece, but for disks without links, where one is empty for a moment; what stays like that is torn.
  if (holder === null) return Date.now() - ((await stat(file).catch(() => null))?.mtimeMs ?? 0) > TORN_AFTER;
  if (holder.host !== os.hostname()) return false;
  return !(await isAlive(holder));
}

async function isAlive({ pid, started }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = await startOf(pid);
  if (now === 'dead') return false;
  return started === null || now === null || now === started;
}

/**
 * When a process started, and since which start of the machine that counts; `dead` for one that only waits to be buried.
 *
 * @returns null where the system does not tell it: then a process that has the number counts as the one that had it.
 */
async function startOf(pid: number): Promise<string | null> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return /^[ZX]$/.test(fields[0] ?? '') ? 'dead' : `${boot.trim()} ${fields[19]}`;
  } catch {
    return null;
  }
}

/** Moves a lock away before it is deleted: what was moved may be that of somebody who was faster, and then he gets it back. */
async function takeAway(folder: string, file: string, expected: string): Promise<void> {
  const aside = path.join(temporaryFolderOf(folder), `lock-${randomBytes(8).toString('hex')}`);
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8').catch(() => null)) !== expected) await nameOnce(aside, file);
  await unlink(aside).catch(() => undefined);
}

async function releaseLock(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => null)) === text) await unlink(file).catch(() => undefined);
}
