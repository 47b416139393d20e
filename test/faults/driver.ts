// One operation in a process of its own, so that it can be ended like any other: node driver.mjs <job.json>.
// Prints what came of it as one line of JSON and ends with the code that the command line would end with.
import { readFileSync } from 'node:fs';
import type { Plan } from '../../src/core/release/plan.ts';
import { applyPlan } from '../../src/host/release/apply.ts';
import type { ReleaseContext } from '../../src/host/release/context.ts';
import { exitCodeOf } from '../../src/host/release/outcome.ts';
import { recover } from '../../src/host/release/recover.ts';

interface Job {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Null recovers. */
  readonly plan: Plan | null;
}

const { folder, env, plan } = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Job;
const cancel = new AbortController();
process.on('SIGTERM', () => cancel.abort());
const context: ReleaseContext = {
  folder,
  env,
  trusted: true,
  command: ['release-ledger', plan?.operation ?? 'recover'],
  now: () => new Date('2026-02-01T00:00:00Z'),
  signal: cancel.signal,
};
const outcome = plan === null ? await recover(context) : await applyPlan(plan, context);
process.stdout.write(`${JSON.stringify(outcome)}\n`);
process.exitCode = exitCodeOf(outcome);
