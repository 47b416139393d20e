import type { NotKnown } from '../../core/ledger/facts.ts';
import { runProcess } from '../process.ts';
import { openGit } from './git.ts';
import { locateGit } from './locate-git.ts';
import { HARDENED_CONFIG, hardenedEnvironment } from './safety.ts';

/** Nobody waits longer for it; a work tree of 100,000 files takes seconds. Milliseconds. */
const TIMEOUT = 60_000;
/** Bytes. */
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Lists the tracked files that are not as HEAD has them, staged or not.
 *
 * Comparing a work tree runs the filters that a repository's configuration names (`filter.lfs.clean`), so each of them is blanked,
 * and what has a filter and is not staged is left out: without it nobody can tell. Submodules are not entered, and the index
 * is not refreshed.
 *
 * @param folder the top of the work tree
 * @returns paths relative to it, with `/`, in order
 */
export async function readUncommitted(
  folder: string,
  env: Readonly<NodeJS.ProcessEnv>,
): Promise<readonly string[] | NotKnown> {
  const program = await locateGit(env, [folder]);
  if (program === null) return { notKnown: 'git was not found on the search path' };
  // It ends with 1, and says nothing, where there are none.
  const listed = await openGit(program, folder, env).text(
    'config',
    '--null',
    '--name-only',
    '--get-regexp',
    '^filter\\.',
  );
  const keys = listed.kind === 'text' ? listed.text.split('\0').filter((key) => key !== '') : [];
  const drivers = new Set(keys.map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))));
  // `-c` ends a key at its first equals sign.
  for (const name of drivers)
    if (/[=\n]/.test(name)) return { notKnown: `the filter “${name}” of git’s configuration cannot be turned off` };
  const blanked = [...drivers].flatMap((name) =>
    ['clean=', 'smudge=', 'process=', 'required=false'].map((setting) => `filter.${name}.${setting}`),
  );
  const ask = async (args: readonly string[], input: string): Promise<readonly string[] | NotKnown> => {
    const result = await runProcess({
      program,
      args: [...HARDENED_CONFIG, ...blanked].flatMap((setting) => ['-c', setting]).concat(args),
      cwd: folder,
      env: hardenedEnvironment(env, [folder]),
      input,
      timeout: TIMEOUT,
      outputLimit: OUTPUT_LIMIT,
    });
    if (result.kind === 'failed') return { notKnown: `git gave no answer: ${result.detail}` };
    if (result.code !== 0) return { notKnown: result.stderr.split('\n')[0] ?? '' };
    return result.stdout.toString('utf8').split('\0').slice(0, -1);
  };
  const states = await ask(
    ['status', '--porcelain', '-z', '--untracked-files=no', '--ignore-submodules=all', '--no-renames'],
    '',
  );
  if ('notKnown' in states) return states;
  const changed = states.map((state) => ({ path: state.slice(3), isStaged: !/^[ ?]/.test(state) }));
  const unstaged = changed.filter(({ isStaged }) => !isStaged).map(({ path }) => path);
  if (unstaged.length === 0) return changed.map(({ path }) => path);
  const attributes = await ask(['check-attr', '--stdin', '-z', 'filter'], unstaged.map((path) => `${path}\0`).join(''));
  if ('notKnown' in attributes) return attributes;
  const filtered = new Set(
    attributes.filter((_, i) => i % 3 === 0 && !/^(?:unspecified|unset)$/.test(attributes[i + 2] ?? '')),
  );
  return changed.flatMap(({ path, isStaged }) => (isStaged || !filtered.has(path) ? [path] : []));
}
