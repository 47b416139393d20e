import type { CliHost } from '../../src/cli/host.ts';
import { run } from '../../src/cli/main.ts';
import { createNodeHost } from '../../src/cli/node-host.ts';
import { type OpenRepository, openRepository } from '../../src/host/git/open-repository.ts';
import { capture } from './captured.ts';
import type { TestRepository } from './repository.ts';

/** Operations are told apart by their time, so no two of them have the same. */
let seconds = 0;

/** One for all: each of them listens to this process's own streams. */
const HOST = createNodeHost(new URL('file:///nowhere.mjs'));

/** Opens repositories with git as it is, but without anybody's configuration. */
export function openerFor({ folder: home }: TestRepository) {
  return (folder: string) => openRepository(folder, { ...process.env, HOME: home });
}

/** Runs a command in a repository, with the disk and git as they are. @param wrap may listen to what git is asked */
export async function cliIn(
  repo: TestRepository,
  argv: readonly string[],
  wrap: (opened: OpenRepository) => OpenRepository = (opened) => opened,
  more: Partial<CliHost> = {},
) {
  const { written, streams } = capture();
  const host = {
    ...HOST,
    cwd: repo.folder,
    env: {},
    ...streams,
    clock: { today: () => '2026-06-30' },
    releaseContext: (folder: string, command: readonly string[]) => ({
      folder,
      env: repo.environment(),
      trusted: true,
      command,
      now: () => new Date(Date.parse('2026-06-30T12:00:00Z') + 1000 * seconds++),
    }),
    confirm: null,
    openRepository: async (folder: string) => {
      const opened = await openerFor(repo)(folder);
      return 'notKnown' in opened ? opened : wrap(opened);
    },
    ...more,
  };
  return { code: await run(argv, host), ...written };
}
