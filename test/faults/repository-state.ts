import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Everything of a repository that an operation or a person changes, in words that can be compared. */
export type Snapshot = string;

/** How git is asked: its own program, and an environment in which nothing is of this machine. */
export interface PlainGit {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

function ask({ program, env }: PlainGit, folder: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { cwd: folder, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** @param workTree a linked work tree below the repository; what it has of its own counts, too */
export function takeSnapshot(git: PlainGit, repository: string, workTree?: string): Snapshot {
  const linked = workTree === undefined ? [] : [workTree];
  const places = ['', ...linked.map((name) => `worktrees/${name}`)];
  return [
    ...places.map((place) => readFileSync(path.join(repository, '.git', place, 'HEAD'), 'utf8')),
    ...refsOf(path.join(repository, '.git')),
    ...['.', ...linked].map((folder) => ask(git, path.join(repository, folder), 'ls-files', '--stage')),
    ...filesBelow(repository, ''),
  ].join('\n');
}

/** Read without git, which is one process less; loose refs stand above packed ones. */
function refsOf(gitFolder: string): readonly string[] {
  const refs = new Map<string, string>();
  const packed = path.join(gitFolder, 'packed-refs');
  for (const line of existsSync(packed) ? readFileSync(packed, 'utf8').split('\n') : []) {
    const [, object, name] = /^([0-9a-f]+) (refs\/.*)$/.exec(line) ?? [];
    if (name !== undefined && object !== undefined) refs.set(name, object);
  }
  for (const name of readdirSync(path.join(gitFolder, 'refs'), { recursive: true, encoding: 'utf8' })) {
    const file = path.join(gitFolder, 'refs', name);
    if (lstatSync(file).isFile() && !name.endsWith('.lock'))
      refs.set(`refs/${name}`, readFileSync(file, 'utf8').trim());
  }
  return [...refs].map(([name, object]) => `${name} ${object}`).sort();
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(path.join(root, folder))
    .sort()
    .flatMap((name): readonly string[] => {
      const file = path.join(folder, name);
      const stats = lstatSync(path.join(root, file));
      // That of a linked work tree is a file, which says where the repository is.
      if (name === '.git') return [];
      if (stats.isDirectory()) return filesBelow(root, file);
      if (stats.isSymbolicLink()) return [`${file} -> ${readlinkSync(path.join(root, file))}`];
      const digest = createHash('sha256')
        .update(readFileSync(path.join(root, file)))
        .digest('hex');
      return [`${file} ${(stats.mode & 0o777).toString(8)} ${digest}`];
    });
}

/** True while an operation waits to be brought to its end. */
export function isJournalOpen(repository: string): boolean {
  return existsSync(path.join(repository, '.git/release-ledger/journal.json'));
}

/** What nobody may leave behind: locks, an open journal, unfinished files; and what git finds wrong. */
export function findLeftovers(git: PlainGit, repository: string): readonly string[] {
  const folder = path.join(repository, '.git');
  const locks = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lock'));
  const own = ['lock', 'journal.json'].filter((name) => existsSync(path.join(folder, 'release-ledger', name)));
  const unfinished = existsSync(path.join(folder, 'release-ledger/tmp'))
    ? readdirSync(path.join(folder, 'release-ledger/tmp')).map((name) => `tmp/${name}`)
    : [];
  return [...locks, ...own, ...unfinished, ...complaintsOf(git, repository)];
}

function complaintsOf(git: PlainGit, repository: string): readonly string[] {
  try {
    const said = ask(git, repository, 'fsck', '--strict', '--no-dangling', '--no-progress');
    return said === '' ? [] : [`fsck: ${said}`];
  } catch (error) {
    return [`fsck: ${String((error as { stderr?: unknown }).stderr ?? error)}`];
  }
}
