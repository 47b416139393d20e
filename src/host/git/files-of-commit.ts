import { join, relative, sep } from 'node:path';
import type { NotKnown } from '../../core/ledger/facts.ts';
import type { FileRequest, Files, FolderEntry, Reading } from '../../core/ports.ts';
import { refusal } from '../../core/refusal.ts';
import { missing } from '../file-refusals.ts';
import type { OpenRepository } from './open-repository.ts';

/**
 * The files of a commit in the place of those on disk, for whoever reads files by their paths.
 *
 * @param commit a full object name
 */
export async function filesOfCommit(repository: OpenRepository, commit: string): Promise<Files | NotKnown> {
  const paths = await repository.pathsAt(commit);
  if ('notKnown' in paths) return paths;
  const { root } = repository.place;
  const inTree = (path: string): string => relative(root, path).split(sep).join('/');
  return {
    readText: async (request: FileRequest): Promise<Reading> => {
      const [file] = await repository.filesAt([{ revision: commit, path: inTree(request.path) }]);
      if (file?.kind === 'file') return { file: { ...request, text: file.text, hash: file.object } };
      return {
        refusal:
          file?.kind === 'failed'
            ? refusal('unreadable', `${request.name} cannot be read: ${file.reason}`)
            : missing(request.name),
      };
    },
    list: async (folder) => {
      const prefix = inTree(join(folder, '.')) === '' ? '' : `${inTree(join(folder, '.'))}/`;
      const entries = new Map<string, FolderEntry['kind']>();
      for (const { path } of paths) {
        if (!path.startsWith(prefix)) continue;
        const [name = '', ...rest] = path.slice(prefix.length).split('/');
        entries.set(name, rest.length > 0 ? 'folder' : 'file');
      }
      return [...entries].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
