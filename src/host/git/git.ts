import { simpleGit } from 'simple-git';
import { type ProcessResult, runProcess } from '../process.ts';
import { whyNotReading } from './reading-only.ts';
import { HARDENED_CONFIG, hardenedEnvironment } from './safety.ts';

/** Why git gave no answer, in words for a person. */
export interface GitFailure {
  readonly kind: 'failed';
  readonly reason: string;
}

export type GitText = { readonly kind: 'text'; readonly text: string } | GitFailure;
export type GitBytes = { readonly kind: 'bytes'; readonly bytes: Buffer } | GitFailure;

/** Git in one folder, with everything that it could start blanked. */
export interface Git {
  readonly folder: string;
  /** The answer of one command as text. */
  readonly text: (...args: readonly string[]) => Promise<GitText>;
  /** The answer of a command that reads its questions from standard input, as bytes. */
  readonly plumb: (args: readonly string[], input: string) => Promise<GitBytes>;
}

/** No read of a repository takes this long; a process that does has stopped answering. Milliseconds. */
const TIMEOUT = 60_000;
/** Answers are held in memory. Bytes. */
const OUTPUT_LIMIT = 256 * 1024 * 1024;

/** The settings that are blanked are among those that simple-git refuses to have set at all; to blank them is what it is asked here. */
const BLANKING_ALLOWED = {
  allowUnsafeAskPass: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeCustomBinary: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeEditor: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeSubmodule: true,
} as const;

/**
 * Opens git in a folder.
 *
 * @param program the absolute path of git (`locateGit`).
 */
export function openGit(program: string, folder: string, env: Readonly<NodeJS.ProcessEnv>): Git {
  const environment = hardenedEnvironment(env, [folder]);
  const driver = simpleGit({
    baseDir: folder,
    binary: program,
    config: [...HARDENED_CONFIG],
    maxConcurrentProcesses: 4,
    timeout: { block: TIMEOUT },
    unsafe: BLANKING_ALLOWED,
    allowEnvironment: Object.keys(environment).filter((name) => name.startsWith('GIT_')),
  }).env(environment);
  const config = HARDENED_CONFIG.flatMap((setting) => ['-c', setting]);
  return {
    folder,
    text: async (...args) => {
      const refused = whyNotReading(args);
      if (refused !== null) return { kind: 'failed', reason: refused };
      try {
        return { kind: 'text', text: await driver.raw(...args) };
      } catch (error) {
        return { kind: 'failed', reason: explain(error instanceof Error ? error.message : String(error)) };
      }
    },
    plumb: async (args, input) => {
      const refused = whyNotReading(args);
      if (refused !== null) return { kind: 'failed', reason: refused };
      return toBytes(
        await runProcess({
          program,
          args: [...config, ...args],
          cwd: folder,
          env: environment,
          input,
          timeout: TIMEOUT,
          outputLimit: OUTPUT_LIMIT,
        }),
      );
    },
  };
}

function toBytes(result: ProcessResult): GitBytes {
  if (result.kind === 'failed') return { kind: 'failed', reason: `git gave no answer: ${result.detail}` };
  if (result.code === 0) return { kind: 'bytes', bytes: result.stdout };
  return { kind: 'failed', reason: explain(result.stderr) };
}

/** Git's own first line of complaint; what it may mean to the user is added where it is known. */
function explain(message: string): string {
  const line = message.split(/\r?\n/).find((each) => each.trim() !== '') ?? 'git failed without a message';
  const plain = line.replace(/^(?:fatal|error): /, '').trim();
  return /detected dubious ownership/.test(plain)
    ? `${plain}: the folder belongs to another user; run “git config --global --add safe.directory <folder>” if you trust it`
    : plain;
}
