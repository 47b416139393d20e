import type { Clock, Files, FileWriter } from '../core/index.ts';
import type { OpenRepositoryOf } from '../host/gather-ledger.ts';
import type { HashFiles } from '../host/hash.ts';
import type { MarkdownLinter } from '../host/markdown-style.ts';
import type { ReleaseContext } from '../host/release/context.ts';
import type { Output } from './printer.ts';

/** Everything outside of the command line: tests have it in memory. */
export interface CliHost {
  /** The absolute path of the working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads standard input to its end, or until there is more of it than `limit` bytes. */
  readonly readInput: (limit: number) => Promise<Uint8Array>;
  /** Standard input as it comes. */
  readonly openInput: () => AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** True where a folder stands at an absolute path. */
  readonly isFolder: (path: string) => Promise<boolean>;
  readonly files: Files;
  readonly writer: FileWriter;
  readonly hashFiles: HashFiles;
  readonly clock: Clock;
  /** Makes the Markdown style layer; it is asked for only when it is needed. */
  readonly createLinter: () => MarkdownLinter;
  /** Opens the repository that a folder belongs to. */
  readonly openRepository: OpenRepositoryOf;
  /** Who asks for a release operation in a folder. @param command the command line that its record keeps */
  readonly releaseContext: (folder: string, command: readonly string[]) => ReleaseContext;
  /** Asks a question on the terminal; null where there is none to ask on. */
  readonly confirm: ((question: string) => Promise<boolean>) | null;
  /** Tells when somebody stops the program (Ctrl+C), from when it is asked for; without it the program ends at once. */
  readonly interruption?: () => AbortSignal;
  /** Runs the language server over standard input and output; resolves when it has ended, with its exit code. */
  readonly runServer: () => Promise<number>;
}
