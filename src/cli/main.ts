import { CommanderError } from 'commander';
import type { CliHost } from './host.ts';
import { createPrinter, type Printer, styled } from './printer.ts';
import { createProgram } from './program.ts';
import { renameVersionOption } from './record-commands.ts';
import { EXIT } from './session.ts';

/**
 * Runs the command line.
 *
 * @param argv the arguments behind the program's name
 * @returns the exit code: 0 done · 1 findings or refusals, nothing was changed · 2 wrong usage or broken policy · 3 failed part-way
 */
export async function run(argv: readonly string[], host: CliHost): Promise<number> {
  const inWorkflow = host.env.GITHUB_ACTIONS === 'true';
  const print = (output: CliHost['stdout']): Printer =>
    createPrinter(output, { colors: usesColors(argv, host.env, output.columns !== null), inWorkflow });
  const out = print(host.stdout);
  const err = print(host.stderr);
  let code: number = EXIT.done;
  const program = createProgram({ host, out, err }, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...renameVersionOption(argv)], { from: 'user' });
    return code;
  } catch (error) {
    // Its message is printed already; help and version end this way, too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    err.line(styled('error:', 'bold', 'red'), ` this is a defect of release-ledger: ${String(error)}`);
    if (error instanceof Error && error.stack !== undefined) err.lines(error.stack);
    return EXIT.partial;
  }
}

/** `--color` and `--no-color` decide; then NO_COLOR, FORCE_COLOR, CI; then whether a terminal shows it. */
function usesColors(argv: readonly string[], env: CliHost['env'], isTerminal: boolean): boolean {
  const end = argv.indexOf('--');
  const flags = argv
    .slice(0, end < 0 ? argv.length : end)
    .filter((each) => each === '--color' || each === '--no-color');
  const last = flags.at(-1);
  if (last !== undefined) return last === '--color';
  if (isSet(env.NO_COLOR)) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTerminal && !isSet(env.CI) && env.TERM !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
