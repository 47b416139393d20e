import type { FileRefusal } from '../core/ports.ts';
import { refusal } from '../core/refusal.ts';

/** The largest file that is read, in bytes: three times the largest changelog worth testing with. */
export const SIZE_LIMIT = 32 * 1024 * 1024;

export const missing = (name: string): FileRefusal =>
  refusal('missing', `${name} does not exist`, 'Check the spelling; paths are relative to the working directory');

export const directory = (name: string): FileRefusal =>
  refusal('directory', `${name} is a directory, expected a file`, `Name the file in it, such as ${join(name)}`);

export const notAFile = (name: string, kind: string): FileRefusal =>
  refusal('not-a-file', `${name} is ${kind}, expected a regular file`, 'Name a regular file');

export const tooLarge = (name: string, bytes: number | null): FileRefusal =>
  refusal(
    'too-large',
    `${name} is larger than ${megabytes(SIZE_LIMIT)}${bytes === null ? '' : ` (${megabytes(bytes)})`}`,
    'Move its oldest releases into a file of their own and link the two',
  );

export const outside = (name: string, root: string): FileRefusal =>
  refusal('outside', `${name} leads out of ${root} through a symbolic link`, 'Name the file that the link leads to');

export const insideGit = (name: string): FileRefusal =>
  refusal('unwritable', `${name} lies in .git, where git alone writes`, 'Name a file of the work tree');

export const changed = (name: string): FileRefusal =>
  refusal(
    'changed',
    `${name} was changed by somebody else since it was read, and is left as it is now`,
    'Run the command again',
  );

export const exists = (name: string): FileRefusal =>
  refusal(
    'exists',
    `${name} is there already, and is left as it is`,
    'Delete or rename it first, if it is to be made anew',
  );

/** Turns what the operating system said while a file was read or written into a refusal. */
export function fromSystemError(error: unknown, name: string, operation: 'read' | 'written'): FileRefusal {
  const { code = '', message = String(error) } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing(name);
  if (code === 'EISDIR') return directory(name);
  if (code === 'EEXIST') return exists(name);
  const refused = operation === 'read' ? 'unreadable' : 'unwritable';
  if (code === 'EACCES' || code === 'EPERM') {
    return refusal(refused, `${name} cannot be ${operation}: permission denied`, 'Check its permissions and its owner');
  }
  if (code === 'EROFS') {
    return refusal(refused, `${name} cannot be written: the disk is read-only`, 'Mount it writable, or work on a copy');
  }
  if (code === 'ELOOP') {
    return refusal(refused, `${name} cannot be ${operation}: its symbolic links go in a circle`, 'Remove the links');
  }
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return refusal('failed', `${name} cannot be written: no room is left (${code})`, 'Make room and run it again');
  }
  return refusal('failed', `${name} cannot be ${operation}: ${code || message}`, null);
}

function megabytes(bytes: number): string {
  return `${Number((bytes / 1024 / 1024).toFixed(1))} MB`;
}

function join(folder: string): string {
  return `${folder.replace(/[/\\]+$/, '')}/CHANGELOG.md`;
}
