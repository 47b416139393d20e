/** What stands in a folder. Symbolic links, devices and pipes are `other`: they are never followed or opened. */
export interface FolderItem {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** A file's text, or why there is none; `missing` is told apart because it is no defect. */
export type FileText =
  | { readonly text: string; readonly missing?: undefined; readonly problem?: undefined }
  | { readonly text?: undefined; readonly missing: boolean; readonly problem: string };

/** The world outside of the editor's buffers, as far as the server looks at it. It only reads. */
export interface ServerHost {
  /** The regular file at an absolute path, decoded as UTF-8 with its byte-order mark kept. Never throws. */
  readonly readFile: (path: string) => Promise<FileText>;
  /** The items of a folder in any order, empty where it cannot be read. Never throws. */
  readonly readFolder: (path: string) => Promise<readonly FolderItem[]>;
  /** The path without symbolic links, null where nothing stands there. Never throws. */
  readonly realPath: (path: string) => Promise<string | null>;
  /** True where anything stands at the path, whatever it is. */
  readonly exists: (path: string) => Promise<boolean>;
  /** Today's date in UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
}
