import { version } from '../../../package.json';
import type { Refusal } from '../../core/index.ts';
import { CHANGELOG_RULES, type PolicyFile, RELEASE_RULES, toSource } from '../../core/index.ts';
import type { LoadedPolicy } from '../../host/policy-file.ts';
import { type CheckOptions, readCheckOptions, withRules } from '../check/check-options.ts';
import { type Checks, checkText } from '../check/check-text.ts';
import { fixTargets } from '../check/fix-targets.ts';
import { readFileTargets, readInputTarget, readPolicyTargets, type Targets } from '../check/targets.ts';
import { printDone } from '../printer.ts';
import { printReport, type ReportFormat } from '../report/print.ts';
import { count, countFindings, type Finding, type Omission, toFinding } from '../report/report.ts';
import { chooseFormat, EXIT, loadSessionPolicy, printRefusal, type Session } from '../session.ts';

const FORMATS = ['text', 'json', 'sarif', 'github'] as const satisfies readonly ReportFormat[];

/** `check [FILES…]`: all rules over the changelogs and the policy. */
export async function check(
  session: Session,
  files: readonly string[],
  rawOptions: Record<string, unknown>,
): Promise<number> {
  const format = chooseFormat(session, FORMATS);
  if (!format) return EXIT.usage;
  const rules = [...CHANGELOG_RULES, ...RELEASE_RULES];
  const options = readCheckOptions(
    rawOptions,
    files,
    rules.map(({ id }) => id),
  );
  if ('code' in options) {
    printRefusal(session, options);
    return EXIT.usage;
  }
  const loaded = await loadSessionPolicy(session);
  const run = await runCheck(session, files, options, loaded);
  const complete = run.refusals.length === 0;
  // The fixed text is the data then, and what is left to say goes where it cannot get into it.
  const out = run.fixedInput === null ? session.out : session.err;
  printReport({ ...session, out }, format, run, { version, rules, complete });
  if (run.fixedInput !== null) printFixedInput(session, run.fixedInput);
  for (const each of run.refusals) printRefusal(session, each);
  return exitCodeOf(session, run, options);
}

interface CheckRun {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly Omission[];
  /** Why something could not be read; nothing of it was checked. */
  readonly refusals: readonly Refusal[];
  /** Why fixes could not be written. */
  readonly unwritten: readonly Refusal[];
  readonly isPolicyBroken: boolean;
  /** How many files were written. */
  readonly written: number;
  /** What was checked, for the line that says that all is well. */
  readonly checked: readonly string[];
  readonly fixedInput: string | null;
}

async function runCheck(
  session: Session,
  files: readonly string[],
  options: CheckOptions,
  loaded: LoadedPolicy,
): Promise<CheckRun> {
  const policyFindings = loaded.files.flatMap(toPolicyFindings);
  if (loaded.refusal || policyFindings.length > 0) {
    const reason = loaded.refusal ? 'the policy cannot be read' : 'the policy has errors';
    return {
      ...NOTHING,
      findings: policyFindings,
      notChecked: [{ rule: 'changelog/*', file: null, reason }],
      refusals: loaded.refusal ? [loaded.refusal] : [],
      isPolicyBroken: true,
    };
  }
  const targets = await readTargets(session, files, options, loaded);
  const ambiguous = options.release !== null && targets.changelogs.length > 1;
  if (ambiguous)
    return { ...NOTHING, refusals: [...targets.refusals.map((each) => each.refusal), severalChangelogs(targets)] };
  const { host, root } = session;
  const policy = withRules(loaded.policy, options.rules);
  const linter = policy.markdownlint.enabled === 'off' ? null : host.createLinter();
  const checks: Checks = { root, policy, today: host.clock.today(), release: options.release, linter };
  try {
    return await runChecks(session, targets, options, checks);
  } finally {
    await linter?.close();
  }
}

const NOTHING: CheckRun = {
  findings: [],
  notChecked: [],
  refusals: [],
  unwritten: [],
  isPolicyBroken: false,
  written: 0,
  checked: [],
  fixedInput: null,
};

async function runChecks(session: Session, targets: Targets, options: CheckOptions, checks: Checks): Promise<CheckRun> {
  const fixes = options.fix ? await fixTargets(session, targets.changelogs, checks) : null;
  const changelogs = fixes?.targets ?? targets.changelogs;
  const findings: Finding[] = [];
  const notChecked: Omission[] = [
    ...targets.notChecked,
    ...targets.refusals.map(({ name, refusal }) => ({ rule: 'changelog/*', file: name, reason: refusal.message })),
  ];
  for (const target of changelogs) {
    const checked = await checkText(target, checks);
    findings.push(...checked.problems.map((problem) => toFinding(target.name, checked.source, problem)));
    notChecked.push(...checked.notChecked.map(({ rule, reason }) => ({ rule, file: target.name, reason })));
  }
  return {
    findings,
    notChecked,
    refusals: targets.refusals.map(({ refusal }) => refusal),
    unwritten: fixes?.refusals ?? [],
    isPolicyBroken: false,
    written: fixes?.written ?? 0,
    checked: [...changelogs.map(({ name }) => name), ...targets.policies],
    fixedInput: options.fix && options.stdin !== null ? (changelogs[0]?.text ?? null) : null,
  };
}

async function readTargets(
  session: Session,
  files: readonly string[],
  options: CheckOptions,
  { policy }: LoadedPolicy,
): Promise<Targets> {
  if (options.stdin !== null) return readInputTarget(session, options.stdin);
  return files.length > 0 ? readFileTargets(session, files) : readPolicyTargets(session, policy);
}

function toPolicyFindings({ path, text, problems }: PolicyFile): readonly Finding[] {
  const source = toSource(text);
  return problems.map((problem) => toFinding(path, source, problem));
}

function severalChangelogs({ changelogs }: Targets): Refusal {
  const names = changelogs.map(({ name }) => name).join(', ');
  return {
    code: 'usage',
    message: `a version ships from one changelog, and there are several: ${names}`,
    hint: 'Name the one that records it',
  };
}

/** On a terminal nothing of a text may move the cursor; a program gets every byte of it. */
function printFixedInput({ out }: Session, text: string): void {
  if (out.columns === null) out.exact(text);
  else out.lines(text);
}

function exitCodeOf(session: Session, run: CheckRun, { maxWarnings, release }: CheckOptions): number {
  for (const each of run.unwritten) printRefusal(session, each);
  if (run.isPolicyBroken || run.refusals.length > 0) return EXIT.usage;
  if (run.unwritten.length > 0) return run.written > 0 ? EXIT.partial : EXIT.findings;
  const counts = countFindings(run.findings);
  if (counts.error > 0) return EXIT.findings;
  if (maxWarnings !== null && counts.warning > maxWarnings) {
    printRefusal(session, {
      message: `there are ${count(counts.warning, 'warning')}, at most ${maxWarnings} are allowed (--max-warnings)`,
      hint: null,
    });
    return EXIT.findings;
  }
  if (run.findings.length === 0) printSuccess(session, run.checked, release?.raw ?? null);
  return EXIT.done;
}

function printSuccess({ err }: Session, checked: readonly string[], release: string | null): void {
  const subject = checked.length === 1 ? (checked[0] as string) : `${checked.length} files`;
  printDone(err, release === null ? `No problems in ${subject}` : `${subject} is ready for ${release}`);
}
