import { withoutColours } from '../../core/text/output-lines.ts';
import { type ProcessResult, runProcess } from '../process.ts';
import type { RepositoryPlace } from './repository.ts';
import { HARDENED_CONFIG, hardenedEnvironment } from './safety.ts';
import { whyNotWriting } from './writing-only.ts';

/** What git may start beside itself. `hooks`, `signing` and `network` are asked for by name, one call at a time. */
export type GitRole = 'plumbing' | 'hooks' | 'signing' | 'network';

export interface WriteOptions {
  readonly role?: GitRole;
  readonly input?: string | Uint8Array;
  /** Another index than the user’s. */
  readonly index?: string;
  /** Ends git and what it has started; what it did is to be looked up then. */
  readonly signal?: AbortSignal;
  /** Further configuration, each as `key=value`; it wins over all other. */
  readonly config?: readonly string[];
}

export type WriteAnswer =
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: Buffer; readonly stderr: string }
  /** Git did not come to its end: what it did is to be looked up. */
  | { readonly kind: 'failed'; readonly reason: string };

/** How git is started: for those who talk to it while it runs. */
export interface GitCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The only door through which git changes anything. */
export interface WritingGit {
  readonly place: RepositoryPlace;
  readonly run: (args: readonly string[], options?: WriteOptions) => Promise<WriteAnswer>;
  readonly command: (args: readonly string[], options?: WriteOptions) => GitCommand;
}

/** Hooks and remotes take their time; what takes longer than this has stopped answering. Milliseconds. */
const TIMEOUT = { plumbing: 120_000, signing: 300_000, hooks: 600_000, network: 600_000 } as const;
const OUTPUT_LIMIT = 256 * 1024 * 1024;

/** What is written is on the disk before git ends, and nothing is tidied up meanwhile. */
const DURABLE = ['core.fsync=all', 'core.fsyncMethod=fsync', 'gc.auto=0', 'i18n.commitEncoding=UTF-8'];

/** Settings that are not blanked for a role, because running what they name is what is asked for. */
const GRANTED: Readonly<Record<GitRole, RegExp>> = {
  plumbing: /^$/,
  hooks: /^core\.hooksPath=/,
  signing: /^$/,
  network: /^(?:core\.hooksPath|protocol\.allow)=/,
};

/** Variables that a role needs beside those that every git gets. */
const PASSED_ON: Readonly<Record<GitRole, readonly string[]>> = {
  plumbing: [],
  hooks: [],
  signing: ['GNUPGHOME', 'GPG_TTY', 'SSH_AUTH_SOCK', 'DISPLAY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR'],
  network: ['SSH_AUTH_SOCK', 'XDG_RUNTIME_DIR', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'],
};

/** Who writes, as a terminal or a build machine says it. */
const IDENTITY = [
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_AUTHOR_DATE',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
  'GIT_COMMITTER_DATE',
  'EMAIL',
] as const;

/**
 * Opens git for writing at the top of a work tree.
 *
 * @param program the absolute path of git (`locateGit`).
 */
export function openWritingGit(program: string, place: RepositoryPlace, env: Readonly<NodeJS.ProcessEnv>): WritingGit {
  const command = (
    args: readonly string[],
    { role = 'plumbing', index, config = [] }: WriteOptions = {},
  ): GitCommand => {
    const blanked = HARDENED_CONFIG.filter((setting) => !GRANTED[role].test(setting));
    return {
      program,
      args: [...[...blanked, ...DURABLE, ...config].flatMap((setting) => ['-c', setting]), ...args],
      cwd: place.root,
      env: {
        ...hardenedEnvironment(env, [place.root]),
        ...pick(env, [...IDENTITY, ...PASSED_ON[role]]),
        ...(role === 'network' ? { GIT_ALLOW_PROTOCOL: 'https:ssh:file' } : {}),
        ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
      },
    };
  };
  return {
    place,
    command,
    run: async (args, options = {}) => {
      const refused = whyNotWriting(args);
      if (refused !== null) return { kind: 'failed', reason: refused };
      const { role = 'plumbing', input, signal } = options;
      const started = command(args, options);
      return toAnswer(
        await runProcess({
          ...started,
          ...(input === undefined ? {} : { input }),
          ...(signal && { signal }),
          timeout: TIMEOUT[role],
          outputLimit: OUTPUT_LIMIT,
        }),
      );
    },
  };
}

function pick(env: Readonly<NodeJS.ProcessEnv>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

function toAnswer(result: ProcessResult): WriteAnswer {
  return result.kind === 'ended' ? result : { kind: 'failed', reason: result.detail };
}

/** The first line of complaint of git, or of what it ran, without colours. */
export function complaintOf(answer: WriteAnswer): string {
  if (answer.kind === 'failed') return answer.reason;
  const line = withoutColours(answer.stderr)
    .split(/\r?\n/)
    .find((each) => each.trim() !== '');
  return line?.replace(/^(?:fatal|error): /, '').trim() ?? `git ended with ${answer.code} and no message`;
}
