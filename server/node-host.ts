import { constants } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import type { FileText, FolderItem, ServerHost } from './host.ts';

/** 16 MiB: far above every changelog, far below what would stop the editor. */
const SIZE_LIMIT = 16 * 1024 * 1024;

/** The host of a server that runs in Node: the machine's disk and clock. */
export const nodeHost: ServerHost = {
  readFile,
  readFolder: async (path) => {
    try {
      const items = await readdir(path, { withFileTypes: true });
      return items.map((item): FolderItem => {
        if (item.isFile()) return { name: item.name, kind: 'file' };
        return { name: item.name, kind: item.isDirectory() ? 'folder' : 'other' };
      });
    } catch {
      return [];
    }
  },
  realPath: async (path) => {
    try {
      return await realpath(path);
    } catch {
      return null;
    }
  },
  exists: async (path) => {
    try {
      await lstat(path);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'ENOENT';
    }
  },
  today: () => new Date().toISOString().slice(0, 10),
};

async function readFile(path: string): Promise<FileText> {
  let file: Awaited<ReturnType<typeof open>> | undefined;
  try {
    // Not waiting for the other end of a pipe; a link as the last segment is refused here, and what else is no file below.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = await file.stat();
    if (!stats.isFile()) return { missing: false, problem: 'it is no regular file' };
    if (stats.size > SIZE_LIMIT) return { missing: false, problem: `it is larger than ${SIZE_LIMIT / 1024 / 1024} MB` };
    const bytes = await file.readFile();
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    return describeFailure(error);
  } finally {
    await file?.close();
  }
}

function describeFailure(error: unknown): FileText {
  if (error instanceof TypeError) return { missing: false, problem: 'it is not encoded in UTF-8' };
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { missing: true, problem: 'it does not exist' };
  if (code === 'ELOOP') return { missing: false, problem: 'it is a symbolic link' };
  if (code === 'EACCES' || code === 'EPERM') return { missing: false, problem: 'reading it is not permitted' };
  return { missing: false, problem: `it cannot be read (${code ?? String(error)})` };
}
