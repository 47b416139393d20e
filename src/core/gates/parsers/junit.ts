import { countedOutcome, type GateOutcome, plainOutcome } from '../gate-run.ts';
import { xmlTags } from '../xml-tags.ts';

/**
 * Reads a report in the XML of JUnit by its test cases: the totals of suites are written differently by every runner. Skipped
 * tests did not run.
 */
export function readJunit(text: string): GateOutcome {
  let isReport = false;
  let total = 0;
  let failed = 0;
  let inCase: 'none' | 'passed' | 'failed' | 'skipped' = 'none';
  const close = (): void => {
    if (inCase === 'failed') failed += 1;
    if (inCase === 'passed' || inCase === 'failed') total += 1;
    inCase = 'none';
  };
  for (const { kind, name } of xmlTags(text)) {
    if (name === 'testsuite' || name === 'testsuites') isReport = true;
    if (name === 'testcase') {
      close();
      if (kind !== 'close') inCase = 'passed';
      if (kind === 'empty') close();
    } else if (inCase !== 'none' && kind !== 'close') {
      if (name === 'failure' || name === 'error') inCase = 'failed';
      else if (name === 'skipped' && inCase === 'passed') inCase = 'skipped';
    }
  }
  // A report that breaks off within a test case is no whole report.
  if (inCase !== 'none') return plainOutcome('failed', 'its report breaks off within a test');
  return isReport ? countedOutcome(total - failed, total) : plainOutcome('failed', 'its report is none of JUnit');
}
