import type { GatePolicy } from '../policy/policy.ts';
import { type GateOutcome, type GateRun, plainOutcome } from './gate-run.ts';
import { readCounts } from './parsers/counts.ts';
import { readCoverage } from './parsers/coverage.ts';
import { readExitCode } from './parsers/exit-code.ts';
import { readJunit } from './parsers/junit.ts';
import { readSarif } from './parsers/sarif.ts';

type Judged = Pick<GatePolicy, 'parser' | 'exit' | 'minimum' | 'severity'>;

/**
 * Says whether a gate passed. What cannot be read has not passed: a report that is missing or broken fails its gate, whatever
 * the exit code says.
 */
export function judgeRun(gate: Judged, run: GateRun): GateOutcome {
  const { exitCode } = run;
  if (exitCode === null) return plainOutcome('failed', run.ended ?? 'it did not end by itself');
  if (gate.parser === 'exit-code') return readExitCode(exitCode);
  if (run.report !== null && 'missing' in run.report) return plainOutcome('failed', run.report.missing);
  const outcome = readReport(gate, run.report?.text ?? run.output);
  if (exitCode === 0 || gate.exit === 'any' || outcome.state === 'failed') return outcome;
  return { ...outcome, state: 'failed', detail: `${outcome.detail}, but it ended with ${exitCode}` };
}

function readReport({ parser, minimum, severity }: Judged, text: string): GateOutcome {
  switch (parser) {
    case 'counts':
      return readCounts(text);
    case 'junit':
      return readJunit(text);
    case 'coverage':
      return readCoverage(text, minimum);
    default:
      return readSarif(text, severity);
  }
}
