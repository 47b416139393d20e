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
export function takeSnapshot(repository: string, workTree?: string): Snapshot {
  const isLong = /objectformat = sha256/i.test(readFileSync(path.join(repository, '.git/config'), 'utf8'));
  const nameLength = isLong ? 32 : 20;
  const linked = workTree === undefined ? [] : [workTree];
  const places = ['', ...linked.map((name) => `worktrees/${name}`)];
  return [
    ...places.map((place) => readFileSync(path.join(repository, '.git', place, 'HEAD'), 'utf8')),
    ...refsOf(path.join(repository, '.git')),
    ...places.flatMap((place) => entriesOf(path.join(repository, '.git', place, 'index'), nameLength)),
    ...filesBelow(repository, ''),
  ].join('\n');
}

/** Bytes of an entry in front of the name of its object, behind it, and behind that where there are further flags. */
const ENTRY = { mode: 24, name: 40, flags: 2, further: 2 };

/** The entries of an index as gitformat-index(5) has them in versions 2 and 3: each with its mode, object, stage and path. */
function entriesOf(file: string, nameLength: number): readonly string[] {
  const bytes = readFileSync(file);
  const entries: string[] = [];
  let at = 12;
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    const object = bytes.toString('hex', at + ENTRY.name, at + ENTRY.name + nameLength);
    const flags = bytes.readUInt16BE(at + ENTRY.name + nameLength);
    const start = at + ENTRY.name + nameLength + ENTRY.flags + ((flags & 0x4000) === 0 ? 0 : ENTRY.further);
    const end = bytes.indexOf(0, start);
    const mode = bytes.readUInt32BE(at + ENTRY.mode).toString(8);
    entries.push(`${mode} ${object} ${(flags >> 12) & 3}\t${bytes.toString('utf8', start, end)}`);
    // Entries end with one to eight bytes of zero, at a multiple of eight.
    at += Math.ceil((end + 1 - at) / 8) * 8;
  }
  return entries;
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
