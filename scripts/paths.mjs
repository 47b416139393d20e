import os from 'node:os';
import path from 'node:path';

/** The root of the checkout. */
export const root = path.dirname(import.meta.dirname);

/** What the build writes; everything that is shipped beside the static files. */
export const dist = path.join(root, 'dist');

/** What the scripts may keep between two runs; safe to delete at any time. */
export const scratch = path.join(root, '.cache');

/** Where the VS Code that is fetched from npm is kept, for every checkout of this user; safe to delete at any time. */
export const hostCache = path.join(process.env.RELEASE_LEDGER_CACHE ?? userCache(), 'host');

function userCache() {
  const home = os.homedir();
  const caches =
    process.platform === 'darwin'
      ? path.join(home, 'Library/Caches')
      : process.platform === 'win32'
        ? (process.env.LOCALAPPDATA ?? path.join(home, 'AppData/Local'))
        : (process.env.XDG_CACHE_HOME ?? path.join(home, '.cache'));
  return path.join(caches, 'release-ledger');
}
