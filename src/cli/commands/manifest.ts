import { version } from '../../../package.json';
import { documentRules } from '../../core/index.ts';
import { checkAllManifests, checkNamedManifests } from '../check/check-manifests.ts';
import { printDone } from '../printer.ts';
import { printReport, type ReportFormat } from '../report/print.ts';
import { count, countFindings } from '../report/report.ts';
import { begin, EXIT, printRefusal, type Session } from '../session.ts';

const FORMATS = ['text', 'json', 'sarif', 'github', 'gcc'] as const satisfies readonly ReportFormat[];

/**
 * `manifest verify [FILE…]`: every rule over the manifests, with the digests of the files that they list; without FILES over
 * all that the policy's folder has.
 */
export async function verifyManifests(session: Session, names: readonly string[]): Promise<number> {
  const begun = await begin(session, FORMATS);
  if (!begun) return EXIT.usage;
  const { policy, root: policyRoot, format } = begun;
  const run = { policy, policyRoot, today: session.host.clock.today() };
  const { findings, notChecked, checked, refusals } =
    names.length > 0 ? await checkNamedManifests(session, names, run) : await checkAllManifests(session, run);
  const unread = refusals.map(({ name, refusal }) => ({ rule: 'manifest/*', file: name, reason: refusal.message }));
  const report = { findings, notChecked, unread };
  printReport(session, format, report, { version, rules: documentRules(), complete: refusals.length === 0 });
  for (const { refusal } of refusals) printRefusal(session, refusal);
  if (refusals.length > 0) return EXIT.usage;
  if (checked.length === 0 && findings.length === 0) {
    printRefusal(session, {
      message: `there is no manifest in ${policyRoot}`,
      hint: 'Name one, or say in the policy where they stand (manifest.path)',
    });
    return EXIT.findings;
  }
  if (countFindings(findings).error > 0) return EXIT.findings;
  if (findings.length === 0) printDone(session.err, `No problems in ${count(checked.length, 'manifest')}`);
  return EXIT.done;
}
