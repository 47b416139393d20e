import { join, relative, resolve, sep } from 'node:path';
import { isBroken, type Refusal, refusal, tellOnce, toSource } from '../../core/index.ts';
import { toGlob } from '../../core/manifest/paths.ts';
import { matchesGlob } from '../../core/text/matches-glob.ts';
import { roleOf } from '../../host/docs-files.ts';
import { shareRepositories } from '../../host/git/share-repositories.ts';
import { loadPolicy } from '../../host/policy-file.ts';
import { checkDocs } from '../docs/check-docs.ts';
import { type Finding, type Omission, type Report, toFinding } from '../report/report.ts';
import { loadSessionPolicy, rootOf, type Session, type SessionPolicy, toDisplayPath } from '../session.ts';
import { checkTargetLedger } from './check-ledger.ts';
import { checkAllManifests, checkNamedManifests, isManifest, type ManifestFindings } from './check-manifests.ts';
import { type CheckOptions, withRules } from './check-options.ts';
import { type Checks, checkText } from './check-text.ts';
import { fixTargets } from './fix-targets.ts';
import { readFileTargets, readInputTarget, readPolicyTargets, type Target, type Targets } from './targets.ts';

/** What came of `check`. */
export interface CheckRun extends Report {
  /** Why something could not be read or is not the one that is meant; nothing of it was checked. */
  readonly refusals: readonly Refusal[];
  /** Why fixes could not be written; those files are as they were. */
  readonly unwritten: readonly Refusal[];
  readonly isPolicyBroken: boolean;
  /** How many files were written. */
  readonly written: number;
  /** The names of what was checked. */
  readonly checked: readonly string[];
  /** The fixed text of standard input, null where it was not to be fixed. */
  readonly fixedInput: string | null;
}

const NOTHING: CheckRun = {
  findings: [],
  notChecked: [],
  unread: [],
  refusals: [],
  unwritten: [],
  isPolicyBroken: false,
  written: 0,
  checked: [],
  fixedInput: null,
};

/** Checks files, the changelogs of the policy or standard input, and fixes them first where that is asked for. */
export async function runCheck(asked: Session, files: readonly string[], options: CheckOptions): Promise<CheckRun> {
  const openRepository = shareRepositories(asked.host.openRepository);
  const session = { ...asked, host: { ...asked.host, openRepository } };
  const loaded = await loadSessionPolicy(session);
  if (loaded.refusal || isBroken(loaded)) return describeBrokenPolicy(session, loaded);
  const { host, root } = session;
  const policy = withRules(loaded.policy, options.rules);
  const targets = await readTargets(session, files, options, policy.changelog.files);
  const refusals = targets.refusals.map((each) => each.refusal);
  if (options.release && targets.changelogs.length > 1) {
    return { ...NOTHING, unread: toUnread(targets), refusals: [...refusals, severalChangelogs(targets)] };
  }
  const [target] = targets.changelogs;
  const release =
    options.release === null
      ? null
      : await (await import('./read-release.ts')).readRelease(
          session,
          target ?? null,
          { policy, root: loaded.root },
          options.release,
        );
  if (release && 'code' in release) return { ...NOTHING, unread: toUnread(targets), refusals: [...refusals, release] };
  const linter = policy.markdownlint.enabled === 'off' ? null : host.createLinter();
  const checks: Checks = {
    root,
    policyRoot: loaded.root,
    policy,
    today: host.clock.today(),
    release,
    linter,
  };
  try {
    const kinds = await Promise.all(targets.changelogs.map((each) => kindOf(session, each, checks)));
    const named = (kind: TargetKind) => targets.changelogs.filter((_, i) => kinds[i] === kind);
    const checked = await checkTargets(session, { ...targets, changelogs: named('changelog') }, options, checks);
    // Behind the changelogs: manifests are held against what is written there now.
    const all = files.length === 0 && options.stdin === null;
    const manifests = await checkManifests(session, named('manifest'), all, { ...checks, fix: options.fix });
    const docs = await checkDocuments(session, named('document'), all, checks);
    const run = withOthers(withOthers(checked, 'manifest/*', manifests), 'docs/*', docs);
    // A policy file that was named has been checked by itself.
    const told = new Set(run.findings.map(({ file }) => file));
    const findings = [...toPolicyFindings(session, loaded).filter(({ file }) => !told.has(file)), ...run.findings];
    return {
      ...run,
      findings,
      refusals: [...refusals, ...run.refusals],
      unread: [...toUnread(targets), ...run.unread],
    };
  } finally {
    await linter?.close();
  }
}

type TargetKind = 'changelog' | 'manifest' | 'document';

/** What a target is checked as. What comes from standard input is a changelog. */
async function kindOf({ host }: Session, { file, path }: Target, checks: Checks): Promise<TargetKind> {
  if (file === null) return 'changelog';
  if (isManifest(checks, path)) return 'manifest';
  const { policy, policyRoot } = checks;
  const within = toPolicyPath(checks, path);
  if (roleOf(policy, within)) return 'document';
  if (!matchesGlob(within, toGlob(policy.checklists.path))) return 'changelog';
  const { tellRecords } = await import('../../host/records/own-policy.ts');
  const told = await (await tellRecords(host, policyRoot, policy))(within);
  return roleOf(told.policy, within) ? 'document' : 'changelog';
}

function toPolicyPath({ policyRoot }: Checks, path: string): string {
  return relative(policyRoot, path).split(sep).join('/');
}

/** Checks the manifests among the files that are named, or all of them where none is. */
function checkManifests(
  session: Session,
  named: readonly Target[],
  all: boolean,
  checks: Checks & { readonly fix: boolean },
): Promise<ManifestFindings> {
  const names = named.map(({ name }) => name);
  return all ? checkAllManifests(session, checks) : checkNamedManifests(session, names, checks);
}

/** Checks the documents and checklists among the files that are named, or all of them where none is. */
async function checkDocuments(
  session: Session,
  named: readonly Target[],
  all: boolean,
  checks: Checks,
): Promise<FileFindings> {
  const only = all ? null : named.map(({ path }) => toPolicyPath(checks, path));
  const { policy, policyRoot: root } = checks;
  return only?.length === 0 ? NO_FILES : checkDocs(session, { policy, root, only });
}

const NO_FILES: FileFindings = { findings: [], notChecked: [], checked: [], refusals: [] };

/** What came of checking files that are no changelogs. */
interface FileFindings
  extends Pick<CheckRun, 'findings' | 'notChecked' | 'checked'>,
    Partial<Pick<CheckRun, 'unwritten' | 'written'>> {
  readonly refusals: readonly { readonly name: string; readonly refusal: Refusal }[];
}

/** @param rules the pattern of the rules that what cannot be read was not checked by */
function withOthers(run: CheckRun, rules: string, others: FileFindings): CheckRun {
  const unread = others.refusals.map(({ name, refusal: { message } }) => ({
    rule: rules,
    file: name,
    reason: message,
  }));
  return {
    ...run,
    findings: [...run.findings, ...others.findings],
    notChecked: [...run.notChecked, ...others.notChecked],
    unread: [...run.unread, ...unread],
    refusals: [...run.refusals, ...others.refusals.map((each) => each.refusal)],
    unwritten: [...run.unwritten, ...(others.unwritten ?? [])],
    written: run.written + (others.written ?? 0),
    checked: [...run.checked, ...others.checked],
  };
}

async function checkTargets(
  session: Session,
  targets: Targets,
  options: CheckOptions,
  checks: Checks,
): Promise<CheckRun> {
  const policies = await checkPolicies(session, targets.policies);
  const fixes = options.fix ? await fixTargets(session, targets.changelogs, checks) : null;
  const changelogs = fixes?.targets ?? targets.changelogs;
  const findings: Finding[] = [];
  const notChecked: Omission[] = [];
  for (const target of changelogs) {
    const checked = await checkText(target, checks);
    const across = await checkTargetLedger(session, target, checks);
    const own = checked.problems.map((problem) => toFinding(target.name, checked.source, problem));
    const told = tellOnce<Finding>(
      [...own, ...across.findings],
      ({ problem }) => problem,
      ({ file, source }, problem) => toFinding(file, source, problem),
    );
    findings.push(...inOrder(told));
    notChecked.push(
      ...checked.notChecked.map(({ rule, reason }) => ({ rule, file: target.name, reason })),
      ...across.notChecked,
    );
  }
  return {
    ...policies,
    findings: [...policies.findings, ...findings],
    notChecked: [...targets.notChecked, ...notChecked],
    unwritten: fixes?.refusals ?? [],
    written: fixes?.written ?? 0,
    checked: [...changelogs.map(({ name }) => name), ...policies.checked],
    fixedInput: options.fix && options.stdin !== null ? (changelogs[0]?.text ?? null) : null,
  };
}

/** The changelog's findings in the order of its text, then those of the other files. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const files = [...new Set(findings.map(({ file }) => file))];
  return [...findings].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.problem.span.start - b.problem.span.start,
  );
}

function readTargets(
  session: Session,
  files: readonly string[],
  options: CheckOptions,
  patterns: readonly string[],
): Promise<Targets> {
  if (options.stdin !== null) return readInputTarget(session, options.stdin);
  return files.length > 0
    ? readFileTargets(session, files)
    : readPolicyTargets(session, patterns, options.release !== null);
}

/** Checks the policy files that were named, which need not be the one that holds here. */
async function checkPolicies(session: Session, names: readonly string[]): Promise<CheckRun> {
  const findings: Finding[] = [];
  const refused: { name: string; refusal: Refusal }[] = [];
  for (const name of names) {
    const path = resolve(session.root, name);
    const root = rootOf(session.root, path);
    const loaded = await loadPolicy(session.host.files, root, toDisplayPath(root, path));
    if (loaded.refusal) refused.push({ name, refusal: loaded.refusal });
    else findings.push(...toPolicyFindings(session, { ...loaded, root }));
  }
  return {
    ...NOTHING,
    findings,
    unread: refused.map(({ name, refusal: { message } }) => ({ rule: 'policy/*', file: name, reason: message })),
    refusals: refused.map((each) => each.refusal),
    isPolicyBroken: findings.some(({ problem }) => problem.severity === 'error'),
    checked: names,
  };
}

/** A changelog is not judged by a policy that does not say what its author meant. */
function describeBrokenPolicy(session: Session, loaded: SessionPolicy): CheckRun {
  return {
    ...NOTHING,
    findings: toPolicyFindings(session, loaded),
    notChecked: [
      {
        rule: 'changelog/*',
        file: null,
        reason: loaded.refusal ? 'the policy cannot be read' : 'the policy has errors',
      },
    ],
    refusals: loaded.refusal ? [loaded.refusal] : [],
    isPolicyBroken: true,
  };
}

function toPolicyFindings(
  session: Session,
  { files, root }: Pick<SessionPolicy, 'files' | 'root'>,
): readonly Finding[] {
  return files.flatMap(({ path, text, problems }) => {
    const source = toSource(text);
    const name = toDisplayPath(session.root, join(root, path));
    return problems.map((problem) => toFinding(name, source, problem));
  });
}

function toUnread({ refusals }: Targets): readonly Omission[] {
  return refusals.map(({ name, refusal: { message } }) => ({ rule: 'changelog/*', file: name, reason: message }));
}

function severalChangelogs({ changelogs }: Targets): Refusal {
  const names = changelogs.map(({ name }) => name).join(', ');
  return refusal(
    'usage',
    `a version ships from one changelog, and there are several: ${names}`,
    'Name the one that records it',
  );
}
