import type { HistoryCommit } from './facts.ts';
import type { LedgerRelease } from './ledger.ts';

const WORD = /\bhot-?fix(?:e[sd])?\b/i;
/** A merge of a hotfix branch as git and the forges write it, or the type of a commit. */
const SUBJECT =
  /^Merge (?:branch|remote-tracking branch|pull request #?\d+ from|branches)\b.*\bhot-?fix[/_-]|^hot-?fix(?:\([^()]*\))?!?:/i;

/**
 * True for a patch release that says that it is a hotfix: in its title, in its tag's message, by a category, or by a branch
 * that was merged for it. Most patch releases are planned ones: that the last number is not 0 says nothing by itself.
 */
export function isHotfix({ version, section, tags }: LedgerRelease, commits: readonly HistoryCommit[]): boolean {
  const [, , patch, ...more] = version.release;
  if (patch === undefined || patch === '0' || more.length > 0 || version.scheme === 'calver') return false;
  return (
    WORD.test(section?.title ?? '') ||
    WORD.test(section?.form.rest ?? '') ||
    (section?.sections ?? []).some(({ name }) => WORD.test(name)) ||
    tags.some(({ message }) => WORD.test(message ?? '')) ||
    commits.some(({ subject }) => SUBJECT.test(subject))
  );
}
