import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './sources.ts';

/** Runs git without anybody's configuration. */
export function gitIn(folder: string, ...args: readonly string[]): string {
  return gitOn(undefined, folder, args);
}

function gitOn(date: string | undefined, folder: string, args: readonly string[]): string {
  const env = { ...process.env, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', ...(date && { GIT_COMMITTER_DATE: date }) };
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/**
 * A clone of this repository as it is committed, by somebody whom git knows. What it was cloned from may lack the tags of
 * releases: they are made again, on the commits that brought their records.
 *
 * @param options of `git clone`
 */
export function cloneOurselves(parent: string, ...options: readonly string[]): string {
  const folder = path.join(parent, 'release-ledger');
  gitIn(parent, 'clone', '--quiet', ...options, ROOT, folder);
  gitIn(folder, 'config', 'user.name', 'Ada');
  gitIn(folder, 'config', 'user.email', 'ada@example.com');
  tagReleases(folder);
  return folder;
}

function tagReleases(folder: string): void {
  const tags = new Set(gitIn(folder, 'tag').split('\n'));
  const changelog = gitIn(folder, 'show', 'HEAD:CHANGELOG.md');
  for (const [, version = '', date = ''] of changelog.matchAll(/^## \[(\d[^\]]*)\] - (\S+)$/gm)) {
    if (tags.has(`v${version}`)) continue;
    const list = `releases/checksums-${version}.txt`;
    const commit = gitIn(folder, 'log', '--max-count=1', '--diff-filter=A', '--format=%H', '--', list);
    if (commit === '') continue;
    const message = ['--annotate', '--message', `Release v${version}`];
    gitOn(`${date}T12:00:00Z`, folder, ['tag', ...message, `v${version}`, commit]);
  }
}
