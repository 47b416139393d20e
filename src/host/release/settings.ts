import { complaintOf, type WritingGit } from '../git/write.ts';
import { GitFailed } from './git-failed.ts';

/** One line of git's configuration, and whose it is. */
export interface Setting {
  readonly scope: string;
  /** In lower case but for the part in the middle, as git writes it. */
  readonly key: string;
  readonly value: string;
}

/** Git's whole configuration in the order in which it counts, without what we set ourselves. @throws GitFailed */
export async function readSettings(git: WritingGit): Promise<readonly Setting[]> {
  const answer = await git.run(['config', '--list', '--null', '--show-scope']);
  if (answer.kind === 'failed' || answer.code !== 0)
    throw new GitFailed('The configuration of git cannot be read', complaintOf(answer));
  const fields = answer.stdout.toString('utf8').split('\0');
  const settings: Setting[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const scope = fields[at] as string;
    const entry = fields[at + 1] as string;
    const line = entry.indexOf('\n');
    const key = line < 0 ? entry : entry.slice(0, line);
    if (scope !== 'command') settings.push({ scope, key, value: line < 0 ? 'true' : entry.slice(line + 1) });
  }
  return settings;
}
