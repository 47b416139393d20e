import type { GateRecord } from '../../core/gates/gate-record.ts';
import { type GateResult, ignoredByGates, isBlocking, whyInvalidGates } from '../../core/gates/gate-results.ts';
import { closest, type GatePolicy } from '../../core/index.ts';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import { readGateResults, writeRecord } from '../../host/gates/gate-records.ts';
import { locateProgram } from '../../host/gates/locate-program.ts';
import { runGate } from '../../host/gates/run-gate.ts';
import { readWorkTree, type WorkTree } from '../../host/gates/tree-digest.ts';
import { askForConsent, digestOf, showCommands } from '../gates/consent.ts';
import { printGates, toGateJson } from '../gates/report.ts';
import { chooseVersion, type GateSubject } from '../gates/subject.ts';
import { onInterrupt } from '../interrupt.ts';
import { styled } from '../printer.ts';
import { chooseFormat, EXIT, printNote, printRefusal, requirePolicy, type Session } from '../session.ts';

/** What a run of gates needs to know, once it is clear that it may be one. */
interface GateSetting extends GateSubject {
  readonly root: string;
  readonly wanted: readonly GatePolicy[];
}

/** `gate [NAME…]`: runs the policy's gates once somebody has said yes to their commands, and records what came of them. */
export async function gate(
  session: Session,
  names: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const format = chooseFormat(session, ['text', 'json']);
  if (!format) return EXIT.usage;
  const setting = await readSetting(session, names, options);
  if (!setting) return EXIT.usage;
  if (options.recorded !== true) {
    const code = await runAll(session, setting, options);
    if (code !== EXIT.done) return code;
  }
  const results = await judge(session, setting);
  const { version } = setting;
  if (format === 'json') session.out.json({ version, gates: results.map(toGateJson) });
  else printGates(session.out, version, results);
  return results.some(isBlocking) ? EXIT.findings : EXIT.done;
}

async function readSetting(
  session: Session,
  names: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<GateSetting | null> {
  const required = await requirePolicy(session);
  if (!required) return null;
  const { policy, root } = required;
  const invalid = whyInvalidGates(policy);
  if (invalid !== null || policy.gates.commands.length === 0) {
    printRefusal(session, {
      message: invalid ?? 'the policy has no gates',
      hint: 'They stand in the policy: "gates": { "commands": [{ "name": "tests", "command": ["npm", "test"] }] }',
    });
    return null;
  }
  const wanted = chooseGates(session, policy.gates.commands, names);
  const subject = wanted && (await chooseVersion(session, required, options.release));
  return wanted && subject && { ...subject, root, wanted };
}

function chooseGates(
  session: Session,
  commands: readonly GatePolicy[],
  names: readonly string[],
): readonly GatePolicy[] | null {
  const known = commands.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return names.length === 0 ? commands : commands.filter(({ name }) => names.includes(name));
  const guess = closest(unknown, known);
  printRefusal(session, {
    message: `the policy has no gate “${unknown}”`,
    hint: guess === null ? `Gates: ${known.join(', ')}` : `Did you mean ${guess}?`,
  });
  return null;
}

async function judge({ host }: Session, { policy, root, version, changelog, wanted }: GateSetting) {
  const now = await readWorkTree(root, ignoredByGates(policy), host.env);
  const results = await readGateResults({ files: host.files, root, policy, version, changelog, now });
  return results.filter((result) => wanted.includes(result.gate));
}

async function runAll(
  session: Session,
  setting: GateSetting,
  { yes, allow }: Readonly<Record<string, unknown>>,
): Promise<number> {
  const due = (await judge(session, setting)).filter(({ state }) => state !== 'not-applicable');
  const gates = due.map((each) => each.gate);
  if (gates.length === 0) return EXIT.done;
  const programs = new Map<GatePolicy, string | null>();
  for (const each of gates)
    programs.set(each, await locateProgram(each.command[0] as string, setting.root, session.host.env));
  const digest = digestOf(gates);
  showCommands(session, setting.root, programs, digest);
  const consents = yes === true || (typeof allow === 'string' && allow.toLowerCase() === digest);
  if (!consents && !(await askForConsent(session, digest, allow))) return EXIT.findings;
  return onInterrupt(async (signal) => {
    let before = await readWorkTree(setting.root, ignoredByGates(setting.policy), session.host.env);
    for (const result of due) {
      if (signal.aborted) return EXIT.findings;
      const ran = await runOne(session, setting, result, {
        program: programs.get(result.gate) ?? null,
        before,
        signal,
      });
      if (ran === null) return EXIT.partial;
      before = ran;
    }
    return signal.aborted ? EXIT.findings : EXIT.done;
  });
}

interface Circumstances {
  readonly program: string | null;
  readonly before: WorkTree | NotKnown;
  readonly signal: AbortSignal;
}

/** Runs one gate and records it. @returns the work tree behind it; null where the record could not be written */
async function runOne(
  session: Session,
  { policy, root, version }: GateSetting,
  { gate: each }: GateResult,
  { program, before, signal }: Circumstances,
): Promise<WorkTree | NotKnown | null> {
  const { host, err } = session;
  err.line(styled(`▶ ${each.name}`, 'bold'));
  const common = {
    gate: each.name,
    version,
    command: each.command,
    evidence: each.report === '' ? null : each.report,
    commit: isKnown(before) ? before.commit : null,
  };
  let record: GateRecord;
  let after = before;
  if (program === null) {
    const detail = `there is no program ${each.command[0]} that can be run`;
    const nothing = { passed: null, total: null, percent: null, exitCode: null, startedAt: '', seconds: 0 };
    record = { ...common, ...nothing, state: 'not-run', detail, tree: null, evidence: null };
    printRefusal(session, {
      message: `${each.name}: ${detail}`,
      hint: 'Programs are looked for on the search path, those of the folder by their paths: ./scripts/test',
    });
  } else {
    const show = (line: string): void => err.line(styled('  │ ', 'dim'), line);
    const ran = await runGate({ gate: each, program, root, env: host.env, show, signal });
    after = await readWorkTree(root, ignoredByGates(policy), host.env);
    const isSame = isKnown(before) && isKnown(after) && before.tree === after.tree;
    const { state, ...outcome } = ran.outcome;
    record = {
      ...common,
      ...outcome,
      state: ran.cancelled ? 'not-run' : state,
      exitCode: ran.exitCode,
      startedAt: ran.startedAt,
      seconds: ran.seconds,
      tree: isSame ? before.tree : null,
    };
    if (!isSame && isKnown(before))
      printNote(
        session,
        `${each.name} changed files, so that its result does not hold for them: have its output ignored by git, or name it in gates.ignore`,
      );
  }
  const refusal = await writeRecord(record, { files: host.files, writer: host.writer, root, policy });
  if (!refusal) return after;
  printRefusal(session, refusal);
  return null;
}
