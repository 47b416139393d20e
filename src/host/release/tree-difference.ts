import type { EntryChange } from '../../core/release/journal-record.ts';
import { complaintOf, type WritingGit } from '../git/write.ts';
import { GitFailed } from './git-failed.ts';

const RECORD = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*$/;

/** The paths in which two commits or trees differ, with what stands there in each. @throws GitFailed */
export async function readTreeDifference(git: WritingGit, from: string, to: string): Promise<readonly EntryChange[]> {
  if (from === to) return [];
  const answer = await git.run(['diff-tree', '-r', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', from, to]);
  if (answer.kind === 'failed' || answer.code !== 0)
    throw new GitFailed('Two trees cannot be compared', complaintOf(answer));
  const fields = answer.stdout.toString('utf8').split('\0');
  const changes: EntryChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, fromMode = '', toMode = '', before = '', after = ''] = RECORD.exec(fields[at] as string) ?? [];
    const name = fields[at + 1] as string;
    // A name that is no UTF-8 could not be asked for by what was read.
    if (name.includes('\ufffd'))
      throw new GitFailed('A file of the release has a name that is no UTF-8', name, 'unsupported-name');
    changes.push({ path: name, from: toEntry(fromMode, before), to: toEntry(toMode, after) });
  }
  return changes;
}

function toEntry(mode: string, object: string): EntryChange['from'] {
  return mode === '000000' ? null : { mode, object };
}
