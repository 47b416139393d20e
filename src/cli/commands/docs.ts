import { version as toolVersion } from '../../../package.json';
import { documentRules } from '../../core/index.ts';
import { withDocs } from '../../host/docs-files.ts';
import { checkDocs } from '../docs/check-docs.ts';
import { printDone } from '../printer.ts';
import { printReport } from '../report/print.ts';
import { count } from '../report/report.ts';
import { begin, EXIT, printNote, printRefusal, type Session } from '../session.ts';

/** `docs`: checks the documentation and the checklists of the policy's folder. */
export async function docs(session: Session): Promise<number> {
  const begun = await begin(session, ['text', 'json', 'sarif', 'github', 'gcc']);
  if (!begun) return EXIT.usage;
  const { policy, root, format } = begun;
  const run = { policy: withDocs(policy), root, only: null };
  const { findings, notChecked, checked, refusals } = await checkDocs(session, run);
  for (const { refusal } of refusals) printRefusal(session, refusal);
  const unread = refusals.map(({ name, refusal: { message } }) => ({ rule: 'docs/*', file: name, reason: message }));
  const report = { findings, notChecked, unread };
  const rules = documentRules();
  printReport(session, format, report, { version: toolVersion, rules, complete: refusals.length === 0 });
  if (refusals.length > 0) return EXIT.usage;
  if (findings.some(({ problem }) => problem.severity === 'error')) return EXIT.findings;
  if (checked.length === 0) {
    printNote(
      session,
      'nothing was checked: there is no document and no checklist where the policy has them (docs.files)',
    );
    return EXIT.done;
  }
  printDone(
    session.err,
    `${findings.length === 0 ? 'No problems' : 'No errors'} in ${count(checked.length, 'document')}`,
  );
  return EXIT.done;
}
