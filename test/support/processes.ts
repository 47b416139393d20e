import { readdirSync, readFileSync } from 'node:fs';

/** A running program of this machine. */
export interface RunningProgram {
  readonly id: number;
  readonly command: readonly string[];
}

/** The programs that a process started, and those that they started. Linux alone has them to read. */
export function programsBelow(ancestor: number): readonly RunningProgram[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const below = (parent: number): readonly RunningProgram[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.id)]);
  return below(ancestor);
}

/** Empty where the process has ended meanwhile. */
function readProcess(name: string): readonly (RunningProgram & { readonly parent: number })[] {
  try {
    const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
    const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      .split('\0')
      .filter((part) => part !== '');
    return [{ id: Number(name), parent, command }];
  } catch {
    return [];
  }
}

/** Resolves once no process has the id any more. */
export async function ended(id: number): Promise<void> {
  for (;;) {
    try {
      process.kill(id, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
