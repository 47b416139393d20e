import { version } from '../../../package.json';
import { documentRules } from '../../core/index.ts';
import { readVersion } from '../../core/version/read-version.ts';
import { type CheckOptions, readCheckOptions } from '../check/check-options.ts';
import { type CheckRun, runCheck } from '../check/run-check.ts';
import { printDone } from '../printer.ts';
import { printReport, type ReportFormat } from '../report/print.ts';
import { count, countFindings } from '../report/report.ts';
import { chooseFormat, EXIT, printRefusal, type Session } from '../session.ts';

const FORMATS = ['text', 'json', 'sarif', 'github', 'gcc'] as const satisfies readonly ReportFormat[];

/** `check [FILES…]`: all rules over the changelogs and the policy. */
export async function check(
  session: Session,
  files: readonly string[],
  rawOptions: Readonly<Record<string, unknown>>,
): Promise<number> {
  const format = chooseFormat(session, FORMATS);
  if (!format) return EXIT.usage;
  const rules = documentRules();
  const ids = rules.map(({ id }) => id);
  const options = readCheckOptions(rawOptions, files, ids);
  if ('code' in options) {
    printRefusal(session, options);
    return EXIT.usage;
  }
  const run = await runCheck(session, files, options);
  // The fixed text is the data then, and what is left to say goes where it cannot get into it.
  const out = run.fixedInput === null ? session.out : session.err;
  printReport({ ...session, out }, format, run, { version, rules, complete: run.refusals.length === 0 });
  if (run.fixedInput !== null) session.out.exact(run.fixedInput);
  for (const each of [...run.refusals, ...run.unwritten]) printRefusal(session, each);
  return exitCodeOf(session, run, options);
}

function exitCodeOf(session: Session, run: CheckRun, { maxWarnings, release }: CheckOptions): number {
  if (run.isPolicyBroken || run.refusals.length > 0) return EXIT.usage;
  if (run.unwritten.length > 0) return run.written > 0 ? EXIT.partial : EXIT.findings;
  const counts = countFindings(run.findings);
  if (counts.error > 0) return EXIT.findings;
  if (maxWarnings !== null && counts.warning > maxWarnings) {
    const message = `${count(counts.warning, 'warning')}, more than the ${maxWarnings} that --max-warnings allows`;
    printRefusal(session, { message, hint: null });
    return EXIT.findings;
  }
  const [name, ...others] = run.checked;
  if (run.findings.length === 0 && name !== undefined) {
    const subject = others.length === 0 ? name : `${run.checked.length} files`;
    printDone(
      session.err,
      release ? `${subject} is ready for ${readVersion(release)?.raw ?? release}` : `No problems in ${subject}`,
    );
  }
  return EXIT.done;
}
