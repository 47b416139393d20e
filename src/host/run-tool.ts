import { fileURLToPath } from 'node:url';
import { type ProcessResult, runProcess } from './process.ts';

/** Runs the command line in a process of its own. @param args arguments of `release-ledger`, a command first */
export type RunTool = (
  args: readonly string[],
  options: { readonly cwd: string; readonly signal?: AbortSignal; readonly env?: Readonly<Record<string, string>> },
) => Promise<ProcessResult>;

/** Packing a large repository takes minutes; what takes longer hangs. */
const TIMEOUT_MS = 15 * 60 * 1000;
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Runs the command line beside this program, for a process that has others to answer meanwhile. Of two ways to write files only
 * one is needed: the command line’s.
 *
 * @param file the script of the command line
 */
export function toolRunner(file: URL, env: Readonly<NodeJS.ProcessEnv>): RunTool {
  return (args, { cwd, signal, env: more }) =>
    runProcess({
      program: process.execPath,
      args: [fileURLToPath(file), '--no-color', ...args],
      cwd,
      // An editor's own program runs scripts only where it is told to.
      env: { ...definedOf(env), ...more, ELECTRON_RUN_AS_NODE: '1' },
      timeout: TIMEOUT_MS,
      outputLimit: OUTPUT_LIMIT,
      ...(signal && { signal }),
    });
}

function definedOf(env: Readonly<NodeJS.ProcessEnv>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter((each): each is [string, string] => each[1] !== undefined));
}
