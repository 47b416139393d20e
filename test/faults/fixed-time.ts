import type { CliHost } from '../../src/cli/host.ts';

const TIME = '2026-07-01T00:00:00Z';

/** The world of the command line with a clock that stands. */
export function atFixedTime(host: CliHost): CliHost {
  return {
    ...host,
    clock: { today: () => TIME.slice(0, 10) },
    releaseContext: (folder, command) => ({ ...host.releaseContext(folder, command), now: () => new Date(TIME) }),
  };
}

/** Who writes, and when, in the words of git's environment. */
export function identity(): Record<string, string> {
  const fields = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: TIME };
  const all = Object.entries(fields).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  return Object.fromEntries(all);
}
