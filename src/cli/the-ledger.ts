import { type Changelog, checkChangelog, type Policy, parseChangelog } from '../core/index.ts';
import type { GatheredLedger } from '../core/ledger/gather.ts';
import type { Problem } from '../core/rules/problem.ts';
import { checkLedger, type LocatedProblem } from '../core/rules/run-ledger.ts';
import { loadLedger } from '../host/gather-ledger.ts';
import { loadSessionPolicy, requirePolicy, type Session } from './session.ts';
import { readTheChangelog } from './the-changelog.ts';

/** The ledger that a command is about. */
export interface LoadedLedger {
  /** The changelog's name for messages. */
  readonly name: string;
  readonly policy: Policy;
  readonly changelog: Changelog;
  readonly ledger: GatheredLedger;
}

/** The same, and what every check says of it. */
export interface SessionLedger extends LoadedLedger {
  /** The changelog's own problems. */
  readonly problems: readonly Problem[];
  /** Those across sources. */
  readonly across: readonly LocatedProblem[];
  readonly notChecked: readonly { readonly rule: string; readonly reason: string }[];
}

/** Gathers the ledger of the one changelog here; null where that cannot be done, and then the reason was printed. */
export async function loadTheLedger(session: Session): Promise<LoadedLedger | null> {
  const policy = await requirePolicy(session);
  if (!policy) return null;
  const file = await readTheChangelog(session, policy, null);
  if (!file) return null;
  const { host } = session;
  const { root } = await loadSessionPolicy(session);
  const changelog = parseChangelog(file.text, policy.changelog);
  const { ledger } = await loadLedger({
    changelog,
    path: file.path,
    root,
    policy,
    files: host.files,
    openRepository: host.openRepository,
  });
  return { name: file.name, policy, changelog, ledger };
}

/** The same with every check. */
export async function readTheLedger(session: Session): Promise<SessionLedger | null> {
  const loaded = await loadTheLedger(session);
  if (!loaded) return null;
  const { name, policy, changelog, ledger } = loaded;
  const today = session.host.clock.today();
  const own = checkChangelog({ text: changelog.source, path: name, policy, today });
  const across = checkLedger({ ledger, policy, today, releasing: null });
  return {
    ...loaded,
    problems: own.problems,
    across: across.problems,
    notChecked: [...own.notChecked, ...across.notChecked],
  };
}

/** Says once for each reason what could not be checked. */
export function printNotChecked({ err }: Session, notChecked: SessionLedger['notChecked']): void {
  const byReason = new Map<string, number>();
  for (const { reason } of notChecked) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  for (const [reason, count] of byReason)
    err.line(`not checked (${count} ${count === 1 ? 'rule' : 'rules'}): ${reason}`);
}
