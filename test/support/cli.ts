import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { CliHost } from '../../src/cli/host.ts';
import { run } from '../../src/cli/main.ts';
import type { MarkdownLinter } from '../../src/host/markdown-style.ts';
import { type MemoryDisk, type MemoryEntry, memoryDisk } from '../../src/host/memory.ts';
import { capture } from './captured.ts';
import { wellKeptRepository } from './well-kept-repository.ts';

export interface CliWorld {
  /** What stands in the working folder `/project`, by relative path; absolute paths stand where they say. */
  readonly files?: Readonly<Record<string, MemoryEntry>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** The width of the terminal that both streams are; none of them is one without it. */
  readonly columns?: number;
  readonly today?: string;
  readonly linter?: MarkdownLinter;
  /** The repository of a folder; without it, one in which every version of the changelog is tagged as it stands there. */
  readonly openRepository?: CliHost['openRepository'];
  /** What somebody else does right before something is written. */
  readonly meanwhile?: (disk: MemoryDisk) => void;
}

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly disk: MemoryDisk;
  /** The files of the working folder whose text is not what it was, with their text now. */
  readonly changed: Readonly<Record<string, string | null>>;
}

const CWD = '/project';
const SILENT: MarkdownLinter = {
  lint: async () => ({ problems: [], notChecked: [] }),
  close: async () => undefined,
};

/** The Markdown files of the working folder, by their paths in it. */
function markdownIn(disk: MemoryDisk): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const path of disk.entries.keys()) {
    const text = path.startsWith(`${CWD}/`) && path.endsWith('.md') ? disk.textOf(path) : null;
    if (text !== null) texts.set(posix.relative(CWD, path), text);
  }
  return texts;
}

/** Runs the command line in memory. */
export async function runCli(argv: readonly string[], world: CliWorld = {}): Promise<CliResult> {
  const initial = Object.entries(world.files ?? {}).map(([path, entry]) => [posix.resolve(CWD, path), entry] as const);
  const disk = memoryDisk(Object.fromEntries(initial));
  const before = new Map([...disk.entries.keys()].map((path) => [path, disk.textOf(path)]));
  const tagged = markdownIn(disk);
  const { written, streams } = capture(world.columns);
  const host: CliHost = {
    cwd: CWD,
    env: world.env ?? {},
    readInput: async () => Buffer.from(world.stdin ?? ''),
    openInput: async function* () {
      yield world.stdin ?? '';
    },
    ...streams,
    isFolder: async (path) => [...disk.entries.keys()].some((each) => each.startsWith(`${path}/`)),
    files: disk.files,
    writer: {
      replace: (file, text) => {
        world.meanwhile?.(disk);
        return disk.writer.replace(file, text);
      },
      create: (request, text) => {
        world.meanwhile?.(disk);
        return disk.writer.create(request, text);
      },
    },
    hashFiles: async (root, paths) =>
      new Map(
        paths.map((path) => {
          const text = disk.textOf(posix.join(root, path));
          const digest = createHash('sha256')
            .update(text ?? '')
            .digest('hex');
          return [path, text === null ? { refusal: 'missing' } : { digest }];
        }),
      ),
    clock: { today: () => world.today ?? '2026-06-30' },
    releaseContext: (folder, command) => ({ folder, env: {}, trusted: false, command, now: () => new Date(0) }),
    confirm: null,
    openRepository: world.openRepository ?? (async () => wellKeptRepository(CWD, tagged)),
    createLinter: () => world.linter ?? SILENT,
    runServer: async () => 0,
  };
  const code = await run(argv, host);
  const changed = [...disk.entries.keys()]
    .filter((path) => disk.textOf(path) !== (before.get(path) ?? null))
    .map((path) => [posix.relative(CWD, path), disk.textOf(path)]);
  return { code, ...written, disk, changed: Object.fromEntries(changed) };
}
