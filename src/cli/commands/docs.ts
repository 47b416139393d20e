import { version as toolVersion } from '../../../package.json';
import { documentRules, type Version } from '../../core/index.ts';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { compareVersions, isPrerelease } from '../../core/version/version.ts';
import { readSoleChangelog } from '../../host/sole-changelog.ts';
import { openChecklist } from '../checklists/checklist-session.ts';
import { checkDocs } from '../docs/check-docs.ts';
import { printDone } from '../printer.ts';
import { printReport } from '../report/print.ts';
import { count } from '../report/report.ts';
import { begin, EXIT, printRefusal, type Session } from '../session.ts';

/** `docs`: checks the documentation and the checklists of the policy's folder. */
export async function docs(session: Session): Promise<number> {
  const begun = await begin(session, ['text', 'json', 'sarif', 'github']);
  if (!begun) return EXIT.usage;
  const { policy, root, format } = begun;
  const { findings, notChecked, checked, refusals } = await checkDocs(session, {
    ...{ policy, root, today: session.host.clock.today(), withChecklists: true },
    versions: await releasedVersions(session, policy),
    releaseOf: (version) => factsOf(session, version),
  });
  for (const { refusal } of refusals) printRefusal(session, refusal);
  const unread = refusals.map(({ name, refusal: { message } }) => ({ rule: 'docs/*', file: name, reason: message }));
  const report = { findings, notChecked, unread };
  const rules = documentRules();
  printReport(session, format, report, { version: toolVersion, rules, complete: refusals.length === 0 });
  if (refusals.length > 0) return EXIT.usage;
  if (findings.some(({ problem }) => problem.severity === 'error')) return EXIT.findings;
  printDone(
    session.err,
    `${findings.length === 0 ? 'No problems' : 'No errors'} in ${count(checked.length, 'document')}`,
  );
  return EXIT.done;
}

/** The versions that the changelog has released, highest first; documents are not held against pre-releases. */
async function releasedVersions({ host, root }: Session, policy: Policy): Promise<readonly Version[] | NotKnown> {
  const read = await readSoleChangelog(host.files, root, policy);
  if (!isKnown(read)) return read;
  const versions = read.changelog.releases.flatMap(({ version, yanked }) =>
    version && !yanked && !isPrerelease(version) ? [version] : [],
  );
  return versions.sort((a, b) => compareVersions(b, a));
}

async function factsOf(session: Session, version: Version) {
  const opened = await openChecklist(session, { version: version.raw, type: null, docsErrors: async () => null });
  return opened
    ? { traits: opened.traits, outcomes: opened.outcomes }
    : { notKnown: 'the records of its release cannot be read' };
}
