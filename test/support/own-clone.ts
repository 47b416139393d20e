import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './sources.ts';

/** Runs git without anybody's configuration. */
export function gitIn(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** A clone of this repository as it is committed, by somebody whom git knows. @param options of `git clone` */
export function cloneOurselves(parent: string, ...options: readonly string[]): string {
  const folder = path.join(parent, 'release-ledger');
  gitIn(parent, 'clone', '--quiet', ...options, ROOT, folder);
  gitIn(folder, 'config', 'user.name', 'Ada');
  gitIn(folder, 'config', 'user.email', 'ada@example.com');
  return folder;
}
