import path from 'node:path';
import type { FileDigest } from '../../core/manifest/facts.ts';
import type { Files } from '../../core/ports.ts';
import { hashOf } from '../files.ts';
import { type HashFiles, hashFiles } from '../hash.ts';

/** A folder as it is going to be: what is on disk, with planned texts in the place of some files. */
export interface PlannedFolder {
  readonly files: Files;
  readonly hashFiles: HashFiles;
  /** Adds a text. @param name relative to the folder, with `/` */
  readonly add: (name: string, text: string) => void;
}

/** @param texts by paths relative to the folder, with `/` */
export function planFolder(disk: Files, root: string, texts: ReadonlyMap<string, string>): PlannedFolder {
  const planned = new Map(texts);
  const nameOf = (file: string): string => path.relative(root, file).split(path.sep).join('/');
  const files: Files = {
    readText: async (request) => {
      const text = planned.get(nameOf(request.path));
      return text === undefined ? disk.readText(request) : { file: { ...request, text, hash: digestOf(text) } };
    },
    list: async (folder) => {
      const found = await disk.list(folder);
      const below = nameOf(folder);
      const prefix = below === '' ? '' : `${below}/`;
      const known = new Set(found.map(({ name }) => name));
      const added = [...planned.keys()].flatMap((file) => {
        if (!file.startsWith(prefix)) return [];
        const [name = '', ...rest] = file.slice(prefix.length).split('/');
        if (known.has(name)) return [];
        known.add(name);
        return [{ name, kind: rest.length > 0 ? ('folder' as const) : ('file' as const) }];
      });
      return [...found, ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
  const hashPlanned: HashFiles = async (folder, paths, options) => {
    const own = folder === root ? paths.filter((each) => planned.has(each)) : [];
    const digests = await hashFiles(
      folder,
      paths.filter((each) => !own.includes(each)),
      options,
    );
    const added = own.map((each): [string, FileDigest] => [each, { digest: digestOf(planned.get(each) ?? '') }]);
    return new Map([...digests, ...added]);
  };
  return { files, hashFiles: hashPlanned, add: (name, text) => planned.set(name, text) };
}

function digestOf(text: string): string {
  return hashOf(Buffer.from(text, 'utf8'));
}
