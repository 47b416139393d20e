import type { HistoryCommit } from './facts.ts';

/** A commit that was released, and when. */
export interface ReleaseTip {
  /** A full object name. */
  readonly commit: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/**
 * Assigns each commit to the first release that contains it, in one pass over the history.
 *
 * What a release's commit contains, every commit behind it contains, too; of the releases that contain a commit the one with
 * the earliest time is the first. A commit that was released itself is its own first release, whatever clocks say.
 *
 * @param history each commit before its parents
 * @returns the release's place in `tips` for each commit; -1 for commits that no release contains
 */
export function findFirstReleases(history: readonly HistoryCommit[], tips: readonly ReleaseTip[]): Int32Array {
  const own = new Map<string, number>();
  tips.forEach(({ commit, time }, i) => {
    const known = own.get(commit);
    if (known === undefined || time < (tips[known] as ReleaseTip).time) own.set(commit, i);
  });
  const first = new Int32Array(history.length).fill(-1);
  const inherited = new Map<string, number>();
  history.forEach(({ id, parents }, place) => {
    const release = own.get(id) ?? inherited.get(id);
    inherited.delete(id);
    if (release === undefined) return;
    first[place] = release;
    for (const parent of parents) {
      const other = inherited.get(parent);
      if (other === undefined || (tips[release] as ReleaseTip).time < (tips[other] as ReleaseTip).time)
        inherited.set(parent, release);
    }
  });
  return first;
}
