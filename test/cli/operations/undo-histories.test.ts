import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { releasedRepository, snapshot } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';

/** How many histories are generated; 200 say what `npm test` has a sample of. */
const HISTORIES = Number(process.env.RELEASE_LEDGER_HISTORIES ?? 4);

type Words = (latest: string) => readonly string[];

/** What is said on the main branch; the latest release stands for the one that a person would name. */
const ON_MAIN: readonly Words[] = [
  () => ['cut'],
  () => ['bump', 'patch'],
  () => ['cut', 'major'],
  (latest) => ['cut', `${Number(latest.split('.')[0]) + 1}.0.0-rc.1`],
  (latest) => ['promote', latest],
  () => ['bump', 'major'],
  () => ['branch', 'start', 'minor'],
  () => ['hotfix', 'start'],
  (latest) => ['yank', latest, '--reason', 'It loses data'],
  (latest) => ['rollback', latest, '--reason', 'It loses data'],
  (latest) => ['tag', latest],
];

/** What is said on the branch that was started last. */
const ON_BRANCH: readonly Words[] = [() => ['hotfix', 'finish'], () => ['cut'], () => ['branch', 'finish']];

/** One thing that is said, what the user is at meanwhile, and how it goes on. */
interface Draft {
  readonly isOnMain: boolean;
  /** Which of the words of its place. */
  readonly words: number;
  /** Something to release is committed before. */
  readonly works: boolean;
  readonly staged: string;
  readonly unstaged: string;
  /** It is said again once it is taken back, and the history goes on from there. */
  readonly stays: boolean;
}

const text = fc.string({ maxLength: 8 });
const draft: fc.Arbitrary<Draft> = fc.record({
  isOnMain: fc.boolean(),
  words: fc.nat(99),
  works: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 1),
  staged: text,
  unstaged: text,
  stays: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 3),
});

/** What came of it: commands that were done and taken back, and those that were refused. */
interface Count {
  readonly taken: Map<string, number>;
  refused: number;
}

function latestOf(repo: TestRepository): string {
  const tags = repo.git('tag', '--list', 'v*', '--sort=-version:refname').split('\n');
  return tags[0]?.slice(1) ?? '1.0.0';
}

/** @returns what is to be said then */
async function prepare(repo: TestRepository, each: Draft, name: string): Promise<readonly string[]> {
  // What the user has not committed would be in the way of another branch, as it is with git.
  repo.git('reset', '--quiet', '--hard');
  const started = repo
    .git('for-each-ref', '--format=%(refname:short)', '--sort=-creatordate', 'refs/heads')
    .split('\n')
    .find((branch) => branch !== 'main');
  const branch = each.isOnMain ? 'main' : (started ?? 'main');
  repo.git('switch', '--quiet', branch);
  if (each.works) {
    await cliIn(repo, ['add', branch.startsWith('hotfix/') ? 'Fixed' : 'Added', name]);
    repo.commit(name);
  }
  repo.write('staged.txt', each.staged);
  repo.git('add', 'staged.txt');
  repo.write('staged.txt', each.unstaged);
  const all = branch === 'main' ? ON_MAIN : ON_BRANCH;
  return [...(all[each.words % all.length] as Words)(latestOf(repo)), '--yes'];
}

async function play(drafts: readonly Draft[], count: Count): Promise<void> {
  const repo = releasedRepository();
  try {
    repo.commit('Work', { 'staged.txt': '' });
    for (const [index, each] of drafts.entries()) {
      const argv = await prepare(repo, each, `Change ${index}`);
      const before = snapshot(repo);
      const { code, stderr } = await cliIn(repo, argv);
      const said = `${argv.join(' ')}: ${stderr}`;
      expect([0, 1], said).toContain(code);
      if (code === 1 || snapshot(repo) === before) {
        expect(snapshot(repo), said).toBe(before);
        count.refused++;
        continue;
      }
      const undone = await cliIn(repo, ['undo', '--yes']);
      expect(undone.code, `${said}\nundo: ${undone.stderr}`).toBe(0);
      expect(snapshot(repo), said).toBe(before);
      const name = argv.slice(0, /^(?:branch|hotfix)$/.test(argv[0] ?? '') ? 2 : 1).join(' ');
      count.taken.set(name, (count.taken.get(name) ?? 0) + 1);
      if (each.stays) expect((await cliIn(repo, argv)).code, said).toBe(0);
    }
    expect(repo.git('fsck', '--strict', '--no-dangling')).toBe('');
  } finally {
    repo.remove();
  }
}

describe('undo over generated histories', () => {
  it(
    'restores refs, index and files behind every operation that is done, and leaves them where it is refused',
    async () => {
      const count: Count = { taken: new Map(), refused: 0 };
      const histories = fc.sample(fc.array(draft, { minLength: 3, maxLength: 6 }), { numRuns: HISTORIES, seed: 5 });
      for (const drafts of histories) await play(drafts, count);
      const taken = [...count.taken].map(([name, times]) => `${name} ${times}`).join(', ');
      console.log(`${HISTORIES} histories; taken back: ${taken}; refused: ${count.refused}`);
      expect(count.taken.size).toBeGreaterThan(2);
    },
    HISTORIES * 60_000,
  );
});
