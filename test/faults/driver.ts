// The command line at a time that stands still, so that equal operations make equal objects.
//   node driver.mjs WORD…   says these words in the working directory
//   node driver.mjs         says what comes as lines of JSON, one after another: starting a process costs more than most of it
import { createInterface } from 'node:readline';
import { run } from '../../src/cli/main.ts';
import { createNodeHost } from '../../src/cli/node-host.ts';
import { atFixedTime } from './fixed-time.ts';

/** What is to be said, and where. */
export interface Job {
  readonly folder: string;
  readonly argv: readonly string[];
}

/** What came of it. */
export interface Said {
  readonly code: number;
  readonly stderr: string;
}

const HOST = atFixedTime(createNodeHost(new URL('file:///nowhere.mjs')));
const words = process.argv.slice(2);

if (words.length > 0) process.exitCode = await run(words, HOST);
else
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${JSON.stringify(await say(JSON.parse(line)))}\n`);

async function say({ folder, argv }: Job): Promise<Said> {
  let stderr = '';
  const silent = { columns: null, write: () => undefined };
  const heard = {
    columns: null,
    write: (text: string) => {
      stderr += text;
    },
  };
  return { code: await run(argv, { ...HOST, cwd: folder, stdout: silent, stderr: heard }), stderr };
}
