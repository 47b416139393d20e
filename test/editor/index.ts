import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** One test as the runner counts and prints it. */
export interface Outcome {
  readonly title: readonly string[];
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
  readonly error?: string;
}

/** A server that starts, indexes and answers on a busy machine with two cores needs patience, not a tight limit. */
const TIMEOUT_MS = 60_000;

/**
 * VS Code calls this in its extension host. Runs every bundled test file beside this one and writes the outcomes, as JSON, to
 * the file that RELEASE_LEDGER_REPORT names: the console of the host is mixed with the workbench's own messages.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({ ui: 'bdd', timeout: TIMEOUT_MS, reporter: 'spec', color: false });
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, file));
  }
  const outcomes: Outcome[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => outcomes.push(toOutcome(test, 'passed')));
    runner.on('pending', (test) => outcomes.push(toOutcome(test, 'skipped')));
    // A hook that fails is reported here as well: the tests that it prevented must not go unnoticed.
    runner.on('fail', (test, error: Error) => outcomes.push({ ...toOutcome(test, 'failed'), error: describe(error) }));
  });
  const report = process.env.RELEASE_LEDGER_REPORT;
  if (report) writeFileSync(report, JSON.stringify(outcomes));
  if (failures > 0) throw new Error(`${failures} failed`);
}

function toOutcome(test: Mocha.Test, state: Outcome['state']): Outcome {
  return { title: test.titlePath(), state, milliseconds: test.duration ?? 0 };
}

function describe(error: Error): string {
  return error.stack ?? `${error.name}: ${error.message}`;
}
