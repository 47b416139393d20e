import { relative, sep } from 'node:path';
import type { RepositoryPlace } from '../src/host/git/repository.ts';

/** What git changes when it commits, tags, fetches, checks out or is configured: refs, and what says which of them counts. */
export const GIT_STATE = ['HEAD', 'packed-refs', 'shallow', 'config'] as const;
export const GIT_STATE_FOLDERS = ['refs', 'reftable'] as const;

const STATE = new RegExp(`^(?:${GIT_STATE.join('|')}|(?:${GIT_STATE_FOLDERS.join('|')})/.+)$`);
const IN_ANY = new RegExp(`/\\.git/(?:${GIT_STATE.join('|')}|(?:${GIT_STATE_FOLDERS.join('|')})/.+)$`);

/** True for a file that holds state of the repository: in its own folder, or in the one that linked work trees share. */
export function isGitState(
  { gitFolder, commonFolder }: Pick<RepositoryPlace, 'gitFolder' | 'commonFolder'>,
  path: string,
): boolean {
  return [gitFolder, commonFolder].some((folder) => {
    const inside = relative(folder, path).split(sep).join('/');
    return STATE.test(inside) && !isLock(inside);
  });
}

/** The same by the path alone, for a repository that is not known yet. */
export function looksLikeGitState(path: string): boolean {
  const portable = path.split(sep).join('/');
  return IN_ANY.test(portable) && !isLock(portable);
}

/** Git writes beside a file and renames; the lock says nothing. */
function isLock(path: string): boolean {
  return path.endsWith('.lock');
}
