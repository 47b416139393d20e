import { dirname } from 'node:path';
import { checkChangelog, type Policy, type Version } from '../core/index.ts';
import { aloneLedger } from '../core/ledger/alone.ts';
import type { GatheredLedger } from '../core/ledger/gather.ts';
import { namesOwner } from '../core/ledger/tag-template.ts';
import type { Problem } from '../core/rules/problem.ts';
import { checkLedger, type LocatedProblem } from '../core/rules/run-ledger.ts';
import { type LoadedLedger, loadLedger } from '../host/gather-ledger.ts';
import { begin, EXIT, printNoVersion, type RequiredPolicy, type Session } from './session.ts';
import { type OpenedChangelog, openChangelog } from './the-changelog.ts';

/** The ledger that a command is about. */
export interface OpenedLedger extends OpenedChangelog, LoadedLedger {
  /** The policy that all releases of the changelog share; `policy` is that of what most of them are of. */
  readonly shared: Policy;
}

/** The same, and what every check says of it. */
export interface CheckedLedger extends OpenedLedger {
  /** The changelog's own problems. */
  readonly problems: readonly Problem[];
  /** Those across sources. */
  readonly across: readonly LocatedProblem[];
  readonly notChecked: readonly { readonly rule: string; readonly reason: string }[];
}

/** Gathers the ledger of the one changelog here; null where that cannot be done, and then the reason was printed. */
export async function openLedger(session: Session, required: RequiredPolicy): Promise<OpenedLedger | null> {
  const opened = await openChangelog(session, required);
  if (!opened) return null;
  const { files, openRepository } = session.host;
  const loaded = await loadLedger({ ...opened, path: opened.file.path, files, openRepository });
  const all = { ...opened, ...loaded, shared: opened.policy };
  const isAlone =
    loaded.ledger.others.length === 0 &&
    dirname(opened.file.path) === opened.root &&
    !namesOwner(opened.policy.tag.name);
  return isAlone ? all : { ...all, policy: await ownOf(session, all) };
}

/** A ledger as if its changelog had one component, and the version of it that somebody names. */
export interface NamedRecords extends OpenedLedger {
  readonly version: Version;
}

/**
 * The release that somebody names by its version or its tag, with the policy of its records; null where that is no version, and
 * then it was printed.
 *
 * @param released true where it has to be a release already (`findRecorded`)
 */
export async function requireNamed(
  session: Session,
  opened: OpenedLedger,
  written: string,
  released: boolean,
): Promise<NamedRecords | null> {
  const { findRecorded } = await import('../core/release/component-facts.ts');
  const { ledger, version } = findRecorded(opened.ledger, written, released);
  if (!version) {
    printNoVersion(session, written);
    return null;
  }
  return { ...(await ofComponent(session, opened, ledger)), version };
}

/** What was opened as if the changelog had one component alone: that of this ledger. */
export async function ofComponent(
  session: Session,
  opened: OpenedLedger,
  ledger: GatheredLedger,
): Promise<OpenedLedger> {
  if (opened.ledger.others.length === 0) return opened;
  const policy =
    ledger === opened.ledger ? opened.policy : await ownOf(session, { ...opened, policy: opened.shared, ledger });
  const alone = aloneLedger(ledger);
  return { ...opened, policy, ledger: alone, changelog: alone.changelog };
}

async function ownOf({ host }: Session, opened: OpenedLedger): Promise<Policy> {
  const { ownPolicy } = await import('../host/records/own-policy.ts');
  return ownPolicy({ ...opened, files: host.files });
}

/** What a command about the ledger begins with; the exit code where that cannot be done, and then the reason was printed. */
export async function beginWithLedger<Format extends string>(
  session: Session,
  formats: readonly [Format, ...Format[]],
): Promise<(OpenedLedger & { readonly format: Format }) | number> {
  const begun = await begin(session, formats);
  if (!begun) return EXIT.usage;
  const opened = await openLedger(session, begun);
  return opened ? { ...opened, format: begun.format } : EXIT.usage;
}

/** The same with every check. */
export async function checkTheLedger(session: Session, required: RequiredPolicy): Promise<CheckedLedger | null> {
  const opened = await openLedger(session, required);
  if (!opened) return null;
  const { policy } = required;
  const { file, changelog, ledger } = opened;
  const today = session.host.clock.today();
  const own = checkChangelog({ text: changelog.source, path: file.name, policy, today });
  const across = checkLedger({ ledger, policy, today, releasing: null });
  return {
    ...opened,
    problems: own.problems,
    across: across.problems,
    notChecked: [...own.notChecked, ...across.notChecked],
  };
}

/** Says once for each reason what could not be checked. */
export function printNotChecked({ err }: Session, notChecked: CheckedLedger['notChecked']): void {
  const byReason = new Map<string, number>();
  for (const { reason } of notChecked) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  for (const [reason, count] of byReason)
    err.line(`not checked (${count} ${count === 1 ? 'rule' : 'rules'}): ${reason}`);
}
