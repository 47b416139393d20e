import type { Clock, Files } from '../src/core/ports.ts';
import type { OpenRepositoryOf } from '../src/host/gather-ledger.ts';
import type { HashFiles } from '../src/host/hash.ts';
import type { MarkdownLinter } from '../src/host/markdown-style.ts';
import type { RunTool } from '../src/host/run-tool.ts';

/** The world outside of the editor's buffers, as far as the server looks at it. It only reads. */
export interface ServerHost {
  readonly files: Files;
  readonly clock: Clock;
  /** Makes the linter of Markdown's style; asked for when it is needed first. */
  readonly createLinter: () => Promise<MarkdownLinter>;
  /** Opens the repository that a folder belongs to; never asked before the workspace is trusted. */
  readonly openRepository: OpenRepositoryOf;
  /** Hashes files without keeping other work waiting. */
  readonly hashFiles: HashFiles;
  /** Runs the command line; never before the workspace is trusted. */
  readonly runTool: RunTool;
  /** What git is started with, for release operations in a trusted workspace. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Our own command line: the absolute paths of the program that runs it, and of its script. */
  readonly commandLine: { readonly program: string; readonly script: string };
  /** True where anything at all stands at an absolute path. */
  readonly isTaken: (path: string) => Promise<boolean>;
}
