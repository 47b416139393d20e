import fs from 'node:fs/promises';
import path from 'node:path';
import { type Refusal, refusal } from '../../core/refusal.ts';
import { openGit } from '../git/git.ts';
import { locateGit } from '../git/locate-git.ts';
import { discoverRepository, hintToInit } from '../git/repository.ts';
import { isInside } from '../root.ts';

/** Where git looks for the hooks of a repository. */
export interface HooksFolder {
  /** Absolute; it need not be there yet. */
  readonly folder: string;
  /** True where it is part of the work tree, and so may be everybody's. */
  readonly shared: boolean;
}

/** Finds the folder that `core.hooksPath` names, or git's own; refuses one that other repositories or programs have. */
export async function findHooksFolder(root: string, env: Readonly<NodeJS.ProcessEnv>): Promise<HooksFolder | Refusal> {
  const program = await locateGit(env, [root]);
  if (program === null) return refusal('no-git', 'git was not found on the search path', 'Install git');
  const git = openGit(program, root, env);
  const place = await discoverRepository(git);
  if ('notKnown' in place) return refusal('no-repository', place.notKnown, hintToInit(place, 'Make one: git init'));
  const configured = await configuredPath(git);
  const folder = configured === null ? path.join(place.commonFolder, 'hooks') : path.resolve(place.root, configured);
  const real = await realPathOf(folder);
  const common = await realPathOf(place.commonFolder);
  if (isInside(common, real)) return { folder: real, shared: false };
  if (!isInside(await realPathOf(place.root), real))
    return refusal(
      'foreign-hooks',
      `core.hooksPath is ${folder}, which other repositories may have, too`,
      'Have the hooks there run “release-ledger hook run NAME "$@"”',
    );
  const names = await fs.readdir(real).catch((): string[] => []);
  if (path.basename(real) === '_' || names.includes('husky.sh') || names.includes('h'))
    return refusal(
      'managed-hooks',
      `the hooks in ${folder} are made by Husky`,
      'Add the line “release-ledger hook run pre-commit "$@"” to .husky/pre-commit, and the same for commit-msg and pre-push',
    );
  return { folder: real, shared: true };
}

/** What the configuration says, without what is blanked for our own calls of git. */
async function configuredPath(git: ReturnType<typeof openGit>): Promise<string | null> {
  const answer = await git.plumb(
    ['config', '--null', '--show-scope', '--type=path', '--get-all', 'core.hooksPath'],
    '',
  );
  if (answer.kind === 'failed') return null;
  const words = answer.bytes.toString('utf8').split('\0');
  let value: string | null = null;
  for (let at = 0; at + 1 < words.length; at += 2) if (words[at] !== 'command') value = words[at + 1] ?? null;
  return value === '' ? null : value;
}

/** Follows links as far as something is there. */
async function realPathOf(target: string): Promise<string> {
  try {
    return await fs.realpath(target);
  } catch {
    const parent = path.dirname(target);
    return parent === target ? target : path.join(await realPathOf(parent), path.basename(target));
  }
}
