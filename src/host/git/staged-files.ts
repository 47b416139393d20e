import type { NotKnown } from '../../core/ledger/facts.ts';
import { runProcess } from '../process.ts';
import { readBlobs } from './blobs.ts';
import { openGit } from './git.ts';
import { locateGit } from './locate-git.ts';
import { HARDENED_CONFIG, hardenedEnvironment } from './safety.ts';

/** What is about to be committed. */
export interface StagedFiles {
  /** The objects of the index by their paths in the work tree, with `/`; of a conflict none. */
  readonly objects: ReadonlyMap<string, string>;
  readonly read: (object: string) => Promise<Buffer | NotKnown>;
}

const TIMEOUT = 60_000;
const OUTPUT_LIMIT = 256 * 1024 * 1024;

/**
 * Reads the index that git has given to a hook: `git commit -a` and `git commit FILE` have one of their own.
 *
 * @param root the top folder of the work tree; a relative `GIT_INDEX_FILE` counts from there.
 */
export async function readStagedFiles(root: string, env: Readonly<NodeJS.ProcessEnv>): Promise<StagedFiles | NotKnown> {
  const program = await locateGit(env, [root]);
  if (program === null) return { notKnown: 'git was not found on the search path' };
  const index = env.GIT_INDEX_FILE;
  const result = await runProcess({
    program,
    args: [...HARDENED_CONFIG.flatMap((setting) => ['-c', setting]), 'ls-files', '--stage', '-z'],
    cwd: root,
    env: { ...hardenedEnvironment(env, [root]), ...(index ? { GIT_INDEX_FILE: index } : {}) },
    timeout: TIMEOUT,
    outputLimit: OUTPUT_LIMIT,
  });
  if (result.kind === 'failed') return { notKnown: result.detail };
  if (result.code !== 0) return { notKnown: result.stderr.split('\n')[0] ?? 'git failed without a message' };
  const objects = new Map<string, string>();
  for (const record of result.stdout.toString('utf8').split('\0')) {
    const [, object, path] = /^100\d{3} ([0-9a-f]+) 0\t([\s\S]+)$/.exec(record) ?? [];
    if (object !== undefined && path !== undefined) objects.set(path, object);
  }
  const git = openGit(program, root, env);
  return {
    objects,
    read: async (object) => {
      const blobs = await readBlobs(git, [object]);
      if ('notKnown' in blobs) return blobs;
      return blobs[0] ?? { notKnown: 'git ended before it answered' };
    },
  };
}
