import { findRevision, type Revision } from '../ledger/find-revision.ts';
import { isKnown, type Ledger, newestTagged } from '../ledger/ledger.ts';
import { type Refusal, refusal } from '../refusal.ts';

/** Two states of a project that are compared. */
export interface RevisionRange {
  readonly from: Revision;
  /** Null for the files as they are now. */
  readonly to: Revision | null;
}

export type RangeRefusal = Refusal<'malformed-range' | 'unknown-revision' | 'no-tag'>;

/**
 * Reads `FROM..TO`, each a version, a tag or `HEAD`; without TO the files as they are now, without a range since the newest
 * tag. Names are only looked up among those that the repository has; none of them is given to git.
 */
export function readRange(ledger: Ledger, written: string | null): RevisionRange | RangeRefusal {
  if (written === null) {
    const newest = newestTagged(ledger)?.tags.find(({ commit }) => commit !== null);
    if (newest?.commit) return { from: { name: newest.name, commit: newest.commit }, to: null };
    const reason = isKnown(ledger.repository) ? 'no tag names a version' : ledger.repository.notKnown;
    return refusal('no-tag', reason, 'Name what to compare: FROM..TO');
  }
  const parts = written.split('..');
  const [from = '', to = ''] = parts;
  if (parts.length !== 2 || from === '' || to.startsWith('.')) {
    return refusal(
      'malformed-range',
      `“${written}” is no range`,
      'Write FROM..TO, or FROM.. for what has changed since',
    );
  }
  const first = findRevision(ledger, from);
  const last = to === '' ? null : findRevision(ledger, to);
  if (first === null) return unknown(from);
  return last === null && to !== '' ? unknown(to) : { from: first, to: last };
}

function unknown(name: string): RangeRefusal {
  const hint = 'Run “release-ledger status” to see the versions and their tags';
  return refusal('unknown-revision', `no tag is or names “${name}”`, hint);
}
