import type { CommitFact } from '../../../src/core/ledger/facts.ts';
import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { isKnown } from '../../../src/core/ledger/ledger.ts';
import { toVisible, toVisibleLine } from '../../../src/core/text/visible.ts';
import type { RowDto, RowFactDto } from '../../../src/protocol/rows.ts';
import { quote, say } from './row-facts.ts';
import { type RowsOf, toRow } from './to-row.ts';

export const PENDING = 'commits';

/** So much of a commit's name is shown beside its subject. */
const SHORT = 7;

interface Pending {
  readonly since: string;
  /** Newest first, without merges: what they bring is among the others. */
  readonly commits: readonly CommitFact[];
  readonly complete: boolean;
}

/** Null where no tag says where what is unreleased begins, and where nothing was committed since. */
function pendingOf({ pending }: GatheredLedger): Pending | null {
  if (!isKnown(pending) || pending.since === null) return null;
  const commits = pending.commits.filter(({ parents }) => parents.length < 2);
  return commits.length === 0 ? null : { since: pending.since.name, commits, complete: pending.complete };
}

/** The row of what was committed since the newest tag, whether the changelog tells of it or not. */
export function listPendingRow(of: RowsOf, ledger: GatheredLedger, expanded: boolean): readonly RowDto[] {
  const pending = pendingOf(ledger);
  if (!pending) return [];
  const { since, commits, complete } = pending;
  const count = commits.length;
  return [
    toRow(of, [PENDING], 'commits', toVisible(since), {
      count,
      marks: complete ? [] : ['partial'],
      hasChildren: true,
      expanded,
    }),
  ];
}

/** The commits below it. */
export function listCommitRows(of: RowsOf, ledger: GatheredLedger): readonly RowDto[] {
  const commits = pendingOf(ledger)?.commits ?? [];
  return commits.map(({ id, subject }) =>
    toRow(of, [PENDING, id], 'commit', toVisibleLine(subject), { detail: id.slice(0, SHORT) }),
  );
}

/** What there is to know of one of them. */
export function describeCommit(ledger: GatheredLedger, name: string | undefined): readonly RowFactDto[] {
  const commit = pendingOf(ledger)?.commits.find(({ id }) => id === name);
  if (!commit) return [];
  const { id, subject, body, authorName, authored } = commit;
  return [
    quote({ kind: 'title', text: subject }),
    say('author', authorName, authored.slice(0, 10)),
    say('commit', id),
    ...(body.trim() === '' ? [] : [quote({ kind: 'code', text: body.trim() })]),
  ];
}
