import { join } from 'node:path';
import { toGlob } from '../../core/manifest/paths.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import type { OpenRollback } from '../../core/release/facts.ts';
import { findOpenFix } from '../../core/release/rollback-record.ts';
import { expandGlob } from '../glob.ts';
import { GitFailed } from '../release/git-failed.ts';

/**
 * The records of rollbacks whose fix nobody has verified yet.
 *
 * @param prefix the policy's folder in the repository. @throws GitFailed where one of them cannot be read
 */
export async function readOpenRollbacks(
  files: Files,
  root: string,
  { rollback }: Policy,
  prefix: string,
): Promise<readonly OpenRollback[]> {
  const { paths } = await expandGlob(files, root, toGlob(rollback.record));
  const open: OpenRollback[] = [];
  for (const path of paths) {
    const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    // What stands in the way of a release would be overlooked.
    if (refusal && refusal.code !== 'missing') throw new GitFailed('A rollback cannot be read', refusal.message);
    const found = file ? findOpenFix(file.text) : null;
    if (found) open.push({ path: prefix + path, ...found });
  }
  return open;
}
