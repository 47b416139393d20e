import { basename, isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { RepositoryPlace } from '../src/host/git/repository.ts';
import type { ClientSupport } from './client-support.ts';
import { GIT_STATE, GIT_STATE_FOLDERS } from './git-state.ts';
import type { Workspace } from './workspace.ts';

/** What is watched in each folder of a repository. */
const PATTERNS = [`{${GIT_STATE.join(',')}}`, ...GIT_STATE_FOLDERS.map((folder) => `${folder}/**`)];

/**
 * Asks the client to watch the refs of repositories whose folders lie where no pattern of the workspace reaches: a linked work
 * tree's, a submodule's, or one above the folder that is open.
 *
 * @returns a function that takes a repository; each of its folders is asked for once.
 */
export function createFollowRepositories(
  connection: Connection,
  support: ClientSupport,
  workspace: Pick<Workspace, 'folders'>,
): (place: RepositoryPlace) => void {
  const followed = new Set<string>();
  return ({ gitFolder, commonFolder }) => {
    if (!support.watchRegistration || !support.relativePatterns) return;
    const fresh = [...new Set([gitFolder, commonFolder])].filter(
      (folder) => !followed.has(folder) && !isWatched(folder, workspace),
    );
    if (fresh.length === 0) return;
    for (const folder of fresh) followed.add(folder);
    const watchers = fresh.flatMap((folder) => {
      const baseUri = pathToFileURL(folder).href;
      return PATTERNS.map((pattern) => ({ globPattern: { baseUri, pattern } }));
    });
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
  };
}

/** True for a `.git` in the workspace. */
function isWatched(folder: string, { folders }: Pick<Workspace, 'folders'>): boolean {
  if (basename(folder) !== '.git') return false;
  return folders.some(({ path }) => {
    const inside = path === null ? '..' : relative(path, folder);
    return !inside.startsWith('..') && !isAbsolute(inside);
  });
}
