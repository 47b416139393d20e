import { createHash } from 'node:crypto';
import type { GatePolicy } from '../../core/index.ts';
import { styled } from '../printer.ts';
import { printRefusal, type Session } from '../session.ts';

/**
 * The digest of what is about to run: of every command with all that decides how it runs. Who allows a digest allows these
 * commands and no others.
 */
export function digestOf(gates: readonly GatePolicy[]): string {
  const runs = gates.map(({ name, command, environment, report, timeout }) => [
    name,
    command,
    environment,
    report,
    timeout,
  ]);
  return createHash('sha256').update(JSON.stringify(runs)).digest('hex');
}

/** Shows the commands before any of them runs: each argument as it is, and the very program that will be started. */
export function showCommands(
  { err }: Session,
  root: string,
  programs: ReadonlyMap<GatePolicy, string | null>,
  digest: string,
): void {
  err.line(styled(`Commands of the policy, to run in ${root}:`, 'bold'));
  for (const [{ name, command, environment, timeout }, program] of programs) {
    err.line(`  ${name}  `, styled(command.map(toArgument).join(' '), 'cyan'));
    const passed = environment.length === 0 ? '' : `, with ${environment.join(', ')} of your environment`;
    err.line(styled(`    ${program ?? 'no such program'}, ended after ${timeout} s${passed}`, 'dim'));
  }
  err.line(styled(`  sha256 ${digest}`, 'dim'));
}

/** No shell reads it; the quotes show where an argument begins and ends. */
function toArgument(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

/** Asks on the terminal; without one, says how else to consent. */
export async function askForConsent(session: Session, digest: string, allowed: unknown): Promise<boolean> {
  if (typeof allowed === 'string') {
    printRefusal(session, {
      message: `the commands are not those that --allow ${allowed} names`,
      hint: `Look at them; if they are to run, allow ${digest}`,
    });
    return false;
  }
  if (session.host.confirm) return session.host.confirm('Run them?');
  printRefusal(session, {
    message: 'nobody has said that these commands may run',
    hint: `Run it again with --yes, or with --allow ${digest}, which allows these very commands`,
  });
  return false;
}
