import { describe, expect, it } from 'vitest';
import type { FileState, ReleaseFacts } from '../../../src/core/release/facts.ts';
import type { Blocker } from '../../../src/core/release/plan.ts';
import { checkBranchHead, checkFiles, checkOnBranch, checkRollbacks } from '../../../src/core/release/readiness.ts';
import { idOf, releaseFacts } from '../../support/release-facts.ts';

const told = (blockers: readonly Blocker[]): readonly string[] =>
  blockers.map(({ message, place }) => (place ? `${place.path}:${place.line} ${message}` : message));
const facts = (over: Partial<ReleaseFacts>) => releaseFacts({ changelog: '# Changelog\n', over });
const blob = (text: string) => ({ object: idOf(text), text });

describe('a file that an operation changes', () => {
  const clean: FileState = {
    ...{ path: 'a.txt', mode: '100644', conflicted: false },
    ...{ committed: blob('A\n'), staged: idOf('A\n'), present: blob('A\n') },
  };

  it.each<[name: string, state: Partial<FileState>, says: string | null]>([
    ['is as it is committed', {}, null],
    ['has other line endings', { present: blob('A\r\n') }, null],
    ['is nowhere', { committed: null, staged: null, present: null }, null],
    ['is new', { committed: null, staged: null }, 'a.txt is not committed'],
    ['is staged and new', { committed: null }, 'a.txt is not committed'],
    ['is staged and gone', { committed: null, present: null }, 'a.txt is not committed'],
    ['was changed', { present: blob('B\n') }, 'a.txt has changes that are not committed'],
    ['was changed and staged', { staged: idOf('B\n'), present: blob('B\n') }, 'a.txt has staged changes'],
    ['was staged and taken back', { staged: idOf('B\n') }, 'a.txt has staged changes'],
    ['was staged as deleted', { staged: null }, 'a.txt has staged changes'],
    ['was deleted', { present: null }, 'a.txt is deleted in the work tree'],
    ['has conflicts', { conflicted: true, staged: null }, 'a.txt has conflicts'],
  ])('%s', async (_, state, says) => {
    const files = new Map([['a.txt', { ...clean, ...state }]]);
    const expected = says === null ? [] : [`a.txt:1 ${says}`];
    expect(told(checkFiles(await facts({ files }), ['a.txt', 'a.txt', 'unknown.txt']))).toEqual(expected);
  });
});

describe('the branch of an operation', () => {
  const upstream = (behind: number, ahead: number) => ({ ref: 'refs/remotes/origin/main', behind, ahead });

  it.each<[over: Partial<ReleaseFacts>, says: readonly string[], mend: RegExp | null]>([
    [{}, [], null],
    [{ upstream: upstream(0, 2) }, [], null],
    [{ upstream: upstream(1, 0) }, ['the branch is 1 commit behind origin/main'], /--ff-only$/],
    [{ upstream: upstream(2, 1) }, ['the branch is 2 commits behind origin/main'], /--rebase$/],
    [{ head: { ref: null, commit: idOf('head') } }, ['HEAD is on no branch'], /git switch main$/],
    [{ ongoing: 'revert' }, ['a revert is in progress'], /git revert --abort/],
    [{ identified: false }, ['git does not know who commits'], /user\.email/],
    [{ head: { ref: 'refs/heads/main', commit: null } }, ['nothing is committed yet'], /git commit$/],
  ])('%j', async (over, says, mend) => {
    const blockers = checkBranchHead(await facts(over));
    expect(told(blockers)).toEqual(says);
    for (const { hint } of blockers) expect(hint).toMatch(mend ?? /^$/);
  });

  it.each([
    ['refs/heads/main', []],
    ['refs/heads/other', ['it starts there, and this is other']],
    [null, []],
  ])('may be one of those that are meant: %s', async (ref, says) => {
    const head = { ref, commit: idOf('head') };
    expect(told(checkOnBranch(await facts({ head }), ['refs/heads/main', 'refs/heads/x'], 'it starts there'))).toEqual(
      says,
    );
  });
});

describe('a rollback whose fix is open', () => {
  it.each([
    [null, 'r.md:8 1.1.0 was rolled back, and its fix is not verified', 'check “Fix verified” in r.md, and'],
    ['main', '1.1.0 was rolled back, and its fix is not verified', 'check “Fix verified” in r.md on main, and'],
  ])('is named where it stands: %s', async (branch, says, mend) => {
    const blockers = checkRollbacks(
      await facts({ openRollbacks: [{ path: 'r.md', branch, version: '1.1.0', line: 7 }] }),
    );
    expect(told(blockers)).toEqual([says]);
    expect(blockers[0]?.hint).toContain(mend);
  });
});
