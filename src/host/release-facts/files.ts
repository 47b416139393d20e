import { join } from 'node:path';
import type { Files } from '../../core/ports.ts';
import type { FileState } from '../../core/release/facts.ts';
import type { OpenRepository } from '../git/open-repository.ts';
import { complaintOf, type WritingGit } from '../git/write.ts';
import { blobId } from '../release/blob-id.ts';
import { GitFailed } from '../release/git-failed.ts';

interface IndexEntry {
  readonly mode: FileState['mode'];
  readonly object: string;
  readonly conflicted: boolean;
}

/**
 * Reads files in a commit, in the index and in the work tree: two processes at any number of files.
 *
 * @throws GitFailed where git cannot say what it has: that would pass for a file that is not there.
 */
export async function readFileStates(
  git: WritingGit,
  repository: OpenRepository,
  files: Files,
  commit: string | null,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FileState>> {
  const { root, objectFormat } = repository.place;
  const [index, committed] = await Promise.all([
    readIndex(git, paths),
    commit === null ? [] : repository.filesAt(paths.map((path) => ({ revision: commit, path }))),
  ]);
  const states = new Map<string, FileState>();
  for (const [i, path] of paths.entries()) {
    const { file } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    const entry = index.get(path);
    const old = committed[i];
    if (old?.kind === 'failed') throw new GitFailed(`${path} cannot be read in ${commit}`, old.reason);
    states.set(path, {
      path,
      mode: entry?.mode ?? '100644',
      committed: old?.kind === 'file' ? { object: old.object, text: old.text } : null,
      staged: entry?.object ?? null,
      conflicted: entry?.conflicted ?? false,
      present: file ? { object: blobId(Buffer.from(file.text, 'utf8'), objectFormat), text: file.text } : null,
    });
  }
  return states;
}

async function readIndex(git: WritingGit, paths: readonly string[]): Promise<ReadonlyMap<string, IndexEntry>> {
  const entries = new Map<string, IndexEntry>();
  if (paths.length === 0) return entries;
  const answer = await git.run(['ls-files', '--stage', '-z', ...paths.filter((path) => !path.startsWith('-'))]);
  if (answer.kind === 'failed' || answer.code !== 0)
    throw new GitFailed('The index cannot be read', complaintOf(answer));
  for (const record of answer.stdout.toString('utf8').split('\0')) {
    const [, mode, object = '', stage, path = ''] = /^(\d+) ([0-9a-f]+) (\d)\t([\s\S]*)$/.exec(record) ?? [];
    if (mode === undefined) continue;
    entries.set(path, { mode: mode === '100755' ? mode : '100644', object, conflicted: stage !== '0' });
  }
  return entries;
}
