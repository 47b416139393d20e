import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { readWorkFiles } from '../git/work-files.ts';
import { matchesGlob } from '../glob.ts';
import { hashFiles } from '../hash.ts';

/** What gates run over: the commit that is checked out, and the digest of every file as it is. */
export interface WorkTree {
  readonly commit: string | null;
  /** `sha256:` with 64 hexadecimal digits. */
  readonly tree: string;
}

/**
 * The digest of the files of a work tree: of each one's path and content, tracked or not, ignored ones left out.
 *
 * @param root the folder of the policy; its globs are relative to it.
 * @param ignore paths or globs of what makes no difference, such as the records of releases.
 */
export async function readWorkTree(
  root: string,
  ignore: readonly string[],
  env: Readonly<NodeJS.ProcessEnv>,
): Promise<WorkTree | NotKnown> {
  const files = await readWorkFiles(root, env);
  if ('notKnown' in files) return files;
  const from = await fs.realpath(root).catch(() => root);
  const counting = files.paths.filter((each) => {
    const own = path.relative(from, path.join(files.root, each)).split(path.sep).join('/');
    return !ignore.some((pattern) => matchesGlob(own, pattern));
  });
  const digests = await hashFiles(files.root, counting);
  const sum = createHash('sha256');
  for (const each of counting) {
    const digest = digests.get(each)?.digest;
    sum.update(`${each}\0${digest ?? (await describeOther(path.join(files.root, each)))}\0`);
  }
  return { commit: files.commit, tree: `sha256:${sum.digest('hex')}` };
}

/** What is no plain file: a link by where it leads; a submodule, and what cannot be read, by that alone. */
async function describeOther(file: string): Promise<string> {
  try {
    return `link ${await fs.readlink(file)}`;
  } catch (error) {
    return `other ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'there'}`;
  }
}
