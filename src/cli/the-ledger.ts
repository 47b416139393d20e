import { dirname } from 'node:path';
import { checkChangelog } from '../core/index.ts';
import type { Problem } from '../core/rules/problem.ts';
import { checkLedger, type LocatedProblem } from '../core/rules/run-ledger.ts';
import { type LoadedLedger, loadLedger } from '../host/gather-ledger.ts';
import { begin, EXIT, type RequiredPolicy, type Session } from './session.ts';
import { type OpenedChangelog, openChangelog } from './the-changelog.ts';

/** The ledger that a command is about. */
export interface OpenedLedger extends OpenedChangelog, LoadedLedger {}

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
  if (loaded.ledger.others.length === 0 && dirname(opened.file.path) === opened.root) return { ...opened, ...loaded };
  const { ownPolicy } = await import('../host/records/own-policy.ts');
  return { ...opened, ...loaded, policy: await ownPolicy({ ...opened, ...loaded, files }) };
}

/** What a command about the ledger begins with; the exit code where that cannot be done, and then the reason was printed. */
export async function beginWithLedger<Format extends string>(
  session: Session,
  formats: readonly [Format, ...Format[]],
): Promise<(OpenedLedger & { readonly format: Format }) | number> {
  const begun = await begin(session, formats);
  if (!begun) return EXIT.usage;
  const opened = await openLedger(session, begun);
  return opened ? { ...opened, format: begun.format } : EXIT.findings;
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
