import { run } from '../../src/cli/main.ts';
import { createNodeHost } from '../../src/cli/node-host.ts';
import { capture } from './captured.ts';

export interface OnDisk {
  /** What the user answers; nobody is there to answer without it. */
  readonly answer?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly today?: string;
}

const HOST = createNodeHost(new URL('file:///nowhere.mjs'));

/** Runs the command line in a folder, with the disk, git and programs as they are. */
export async function cliOnDisk(folder: string, argv: readonly string[], { answer, env = {}, today }: OnDisk = {}) {
  const { written, streams } = capture();
  const questions: string[] = [];
  const host = {
    ...HOST,
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...env },
    ...streams,
    clock: { today: () => today ?? '2026-06-30' },
    confirm:
      answer === undefined
        ? null
        : async (question: string) => {
            questions.push(question);
            return answer;
          },
  };
  const code = await run(argv, host);
  return { code, ...written, questions };
}
