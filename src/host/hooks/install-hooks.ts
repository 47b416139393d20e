import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import {
  HOOK_NAMES,
  type HookName,
  hookScript,
  isOwnScript,
  KEPT,
  type OwnProgram,
} from '../../core/hooks/hook-script.ts';
import { type Refusal, refusal } from '../../core/refusal.ts';
import type { HooksFolder } from './hooks-folder.ts';

export interface HookChange {
  readonly name: HookName;
  readonly file: string;
  readonly did: 'installed' | 'renewed' | 'chained' | 'removed' | 'restored' | 'nothing';
}

/**
 * Installs the hooks. A hook that is there already is kept under another name and run first; at every moment git finds either
 * the old one or the new one.
 */
export async function installHooks(
  { folder, shared }: HooksFolder,
  own: OwnProgram,
): Promise<readonly HookChange[] | Refusal> {
  const taken = await findTaken(folder);
  if (taken) return taken;
  await fs.mkdir(folder, { recursive: true });
  const changes: HookChange[] = [];
  for (const name of HOOK_NAMES) {
    const file = path.join(folder, name);
    const before = await readHook(file);
    const isForeign = before !== null && !isOwnScript(before);
    if (isForeign) await keep(file);
    await write(file, hookScript(name, shared ? null : own));
    changes.push({ name, file, did: isForeign ? 'chained' : before === null ? 'installed' : 'renewed' });
  }
  return changes;
}

/** Takes our hooks away and puts back what was there, byte for byte. */
export async function uninstallHooks({ folder }: HooksFolder): Promise<readonly HookChange[]> {
  const changes: HookChange[] = [];
  for (const name of HOOK_NAMES) {
    const file = path.join(folder, name);
    const text = await readHook(file);
    if (text === null || !isOwnScript(text)) {
      changes.push({ name, file, did: 'nothing' });
      continue;
    }
    const isKept = await exists(`${file}${KEPT}`);
    if (isKept) await fs.rename(`${file}${KEPT}`, file);
    else await fs.unlink(file);
    changes.push({ name, file, did: isKept ? 'restored' : 'removed' });
  }
  return changes;
}

/** Nothing is installed over a hook whose place to be kept is taken. */
async function findTaken(folder: string): Promise<Refusal | null> {
  for (const name of HOOK_NAMES) {
    const file = path.join(folder, name);
    const text = await readHook(file);
    if (text !== null && !isOwnScript(text) && (await exists(`${file}${KEPT}`)))
      return refusal(
        'taken',
        `${file} would be kept as ${name}${KEPT}, which is there already`,
        'Look at both, and take away the one that is not needed',
      );
  }
  return null;
}

/** The text of a hook, through a link as git runs it; null where there is none. */
async function readHook(file: string): Promise<string | null> {
  if (!(await exists(file))) return null;
  return fs.readFile(file, 'latin1').then(
    (text) => Buffer.from(text, 'latin1').toString('utf8'),
    () => '',
  );
}

async function exists(file: string): Promise<boolean> {
  return fs.lstat(file).then(
    () => true,
    () => false,
  );
}

/** A second name for the same file, so that the hook is never missing; where the disk knows none, it is moved. */
async function keep(file: string): Promise<void> {
  await fs.link(file, `${file}${KEPT}`).catch(() => fs.rename(file, `${file}${KEPT}`));
}

async function write(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  await fs.writeFile(temporary, text, { flag: 'wx', mode: 0o755 });
  // The user's mask may have taken the right to run it.
  await fs.chmod(temporary, 0o755);
  await fs.rename(temporary, file);
}
