import fs from 'node:fs/promises';
import path from 'node:path';
import type { GateOutcome, GateRun } from '../../core/gates/gate-run.ts';
import { judgeRun } from '../../core/gates/judge-run.ts';
import type { GatePolicy } from '../../core/policy/policy.ts';
import { withoutColours } from '../../core/text/output-lines.ts';
import { decodeText } from '../decode.ts';
import { type ProcessResult, runProcess } from '../process.ts';
import { isInside } from '../root.ts';
import { gateEnvironment, secretRemover } from './gate-environment.ts';
import { createLines } from './output-lines.ts';

export interface GateRequest {
  readonly gate: GatePolicy;
  /** The absolute path of its program (`locateProgram`). */
  readonly program: string;
  /** The folder of the policy, in which it runs. */
  readonly root: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Is told what it prints, line by line, secrets taken out. */
  readonly show: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface FinishedGate {
  readonly outcome: GateOutcome;
  readonly exitCode: number | null;
  readonly startedAt: string;
  readonly seconds: number;
  /** True where somebody ended it before it had a result. */
  readonly cancelled: boolean;
}

/** Bytes of both streams together: who reads more than this reads nothing of it. */
const OUTPUT_LIMIT = 16 * 1024 * 1024;
/** Bytes of a report; larger ones are no reports of a gate. */
const REPORT_LIMIT = 64 * 1024 * 1024;
/** What a gate leaves running may still write for this long, in milliseconds. */
const LEAVE_TIME = 2_000;

/**
 * Runs a gate to its end: without a shell, in a process group of its own, with closed input, a time-out and a limit for its
 * output; what it leaves running in its group is ended with it. Never rejects.
 */
export async function runGate({ gate, program, root, env, show, signal }: GateRequest): Promise<FinishedGate> {
  const started = Date.now();
  const before = await stampOf(root, gate);
  const clean = secretRemover(env);
  // A secret is one, too, where colours stand between its letters.
  const lines = createLines((line) => show(clean(withoutColours(line))));
  const result = await runProcess({
    program,
    args: gate.command.slice(1),
    cwd: root,
    env: gateEnvironment(env, root, gate.environment),
    timeout: gate.timeout * 1000,
    outputLimit: OUTPUT_LIMIT,
    onOutput: (chunk) => lines.write(chunk),
    leaveTime: LEAVE_TIME,
    ...(signal ? { signal } : {}),
  });
  lines.end();
  const run = await toRun(result, gate, root, before);
  return {
    outcome: judgeRun(gate, run),
    exitCode: run.exitCode,
    startedAt: new Date(started).toISOString().replace(/\.\d+Z$/, 'Z'),
    seconds: Math.round((Date.now() - started) / 100) / 10,
    cancelled: result.kind === 'failed' && result.reason === 'cancelled',
  };
}

async function toRun(result: ProcessResult, gate: GatePolicy, root: string, before: string): Promise<GateRun> {
  if (result.kind === 'failed') return { exitCode: null, ended: describeEnd(result), output: '', report: null };
  const report = gate.report === '' ? null : await readReport(root, gate, before);
  return { exitCode: result.code, ended: null, output: result.stdout.toString('utf8'), report };
}

function describeEnd({ reason, detail }: ProcessResult & { readonly kind: 'failed' }): string {
  switch (reason) {
    case 'timeout':
      return `it was ended: ${detail}`;
    case 'too-much-output':
      return `it was ended: it printed ${detail}`;
    case 'cancelled':
      return detail;
    default:
      return `it did not run to its end: ${detail}`;
  }
}

/** What tells one writing of the report from another; empty where it is not there. */
async function stampOf(root: string, { report }: GatePolicy): Promise<string> {
  if (report === '') return '';
  const stats = await fs.stat(path.resolve(root, report)).catch(() => null);
  return stats ? `${stats.ino} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.size}` : '';
}

/** A report of an earlier run says nothing of this one. */
async function readReport(root: string, gate: GatePolicy, before: string): Promise<NonNullable<GateRun['report']>> {
  const { report } = gate;
  const now = await stampOf(root, gate);
  if (now === '' || now === before) return { missing: `its report ${report} was not written` };
  try {
    const file = await fs.realpath(path.resolve(root, report));
    if (!isInside(await fs.realpath(root), file)) return { missing: `its report ${report} lies outside of the folder` };
    const stats = await fs.stat(file);
    if (!stats.isFile() || stats.size > REPORT_LIMIT)
      return { missing: `its report ${report} is no file of a report’s size` };
    const { text, refusal } = decodeText(await fs.readFile(file), report);
    return refusal ? { missing: refusal.message } : { text };
  } catch {
    return { missing: `its report ${report} cannot be read` };
  }
}
