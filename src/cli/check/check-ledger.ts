import { parseChangelog } from '../../core/changelog/parse.ts';
import { toSource } from '../../core/index.ts';
import { listVersionFiles } from '../../core/ledger/components.ts';
import { checkLedger } from '../../core/rules/run-ledger.ts';
import { loadLedger, versionFilePath } from '../../host/gather-ledger.ts';
import { type Finding, type Omission, toFinding } from '../report/report.ts';
import { type Session, toDisplayPath } from '../session.ts';
import type { Checks } from './check-text.ts';
import type { Target } from './targets.ts';

export interface LedgerFindings {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly Omission[];
}

const NOTHING: LedgerFindings = { findings: [], notChecked: [] };

/**
 * Compares a changelog with the tags of its repository and with the version files. Text from standard input is compared with
 * nothing: what it will be saved as is not known.
 */
export async function checkTargetLedger(
  { host, root }: Session,
  target: Target,
  checks: Checks,
): Promise<LedgerFindings> {
  if (target.file === null) return NOTHING;
  const { policy, today } = checks;
  const changelog = parseChangelog(target.text, policy.changelog);
  const { ledger } = await loadLedger({
    changelog,
    path: target.path,
    root: checks.policyRoot,
    policy,
    files: host.files,
    openRepository: host.openRepository,
  });
  const { problems, notChecked } = checkLedger({ ledger, policy, today, releasing: checks.release?.raw ?? null });
  const sources = new Map(listVersionFiles(ledger).map(({ path, text }) => [path, toSource(text)]));
  return {
    findings: problems.map((problem) => {
      if (problem.file === null) return toFinding(target.name, changelog.source, problem);
      const name = toDisplayPath(root, versionFilePath(checks.policyRoot, problem.file));
      return toFinding(name, sources.get(problem.file) ?? changelog.source, problem);
    }),
    notChecked: notChecked.map(({ rule, reason }) => ({ rule, file: target.name, reason })),
  };
}
