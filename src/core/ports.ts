import type { Refusal } from './refusal.ts';

/** Which file is meant, how far it may lead, and what the user calls it. */
export interface FileRequest {
  /** Absolute, as the machine writes it. */
  readonly path: string;
  /** The absolute path of the folder that the file has to lie in once every symbolic link is followed. */
  readonly root: string;
  /** The name for messages: mostly the path as the user wrote it. */
  readonly name: string;
}

/** A text as it was read, with all that is needed to write over these very bytes and no others. */
export interface TextFile extends FileRequest {
  /** Decoded from UTF-8; a byte-order mark is kept as its first character. */
  readonly text: string;
  /** The SHA-256 of the bytes, in lower-case hexadecimal digits. */
  readonly hash: string;
}

export type FileRefusalCode =
  | 'missing'
  | 'unreadable'
  | 'directory'
  | 'not-a-file'
  | 'too-large'
  | 'binary'
  | 'utf-16'
  | 'invalid-utf-8'
  | 'outside'
  | 'changed'
  | 'exists'
  | 'unwritable'
  | 'failed';

export type FileRefusal = Refusal<FileRefusalCode>;

/** Exactly one of the two is there. */
export type Reading =
  | { readonly file: TextFile; readonly refusal?: undefined }
  | { readonly file?: undefined; readonly refusal: FileRefusal };

export interface FolderEntry {
  readonly name: string;
  /** `link` is a symbolic link, whatever it leads to; `other` a pipe, socket or device. */
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Reads what stands in folders. Never throws. */
export interface Files {
  readonly readText: (request: FileRequest) => Promise<Reading>;
  /** The entries of a folder in the order of their names; empty where it cannot be read. */
  readonly list: (folder: string) => Promise<readonly FolderEntry[]>;
}

/** Writes whole files, each of them completely or not at all. Never throws. */
export interface FileWriter {
  /**
   * Replaces the text of a file that was read before.
   *
   * @returns null once the new bytes are durable; a refusal, and the file as it was, where it has changed since it was read,
   * leads out of its root or cannot be written.
   */
  readonly replace: (file: TextFile, text: string) => Promise<FileRefusal | null>;
  /** Makes a file that is not there yet; refuses where anything of its name is. */
  readonly create: (request: FileRequest, text: string) => Promise<FileRefusal | null>;
}

export interface Clock {
  /** Today's date in UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
}
