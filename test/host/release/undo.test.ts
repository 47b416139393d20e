import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invert } from '../../../src/core/release/invert.ts';
import type { JournalRecord } from '../../../src/core/release/journal-record.ts';
import type { FileStep, Plan, Step } from '../../../src/core/release/plan.ts';
import { applyPlan } from '../../../src/host/release/apply.ts';
import { gatherUndoFacts } from '../../../src/host/release/gather-undo-facts.ts';
import { contextOf, cutPlan, factsOf, planOf } from '../../support/cut-plan.ts';
import { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';

async function apply(repo: TestRepository, plan: Plan): Promise<JournalRecord> {
  const outcome = await applyPlan(plan, contextOf(repo));
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  return outcome.record;
}

async function undoPlan(repo: TestRepository, record: JournalRecord): Promise<Plan> {
  const facts = await gatherUndoFacts(contextOf(repo), record);
  if ('code' in facts) throw new Error(facts.message);
  return invert(record, facts);
}

/** One operation, and what the user has not committed while it runs. */
interface Draft {
  readonly files: Readonly<Record<string, string | null>>;
  readonly shape: 'commit' | 'cut' | 'files' | 'tag' | 'branch' | 'switch';
  readonly staged: string;
  readonly unstaged: string;
}

const name = fc.constantFrom('CHANGELOG.md', 'package.json', 'a/b/new.txt', 'docs/ü.md', 'a/c.txt');
const draft: fc.Arbitrary<Draft> = fc.record({
  files: fc.dictionary(name, fc.option(fc.string({ unit: 'grapheme', maxLength: 20 })), { minKeys: 1, maxKeys: 4 }),
  shape: fc.constantFrom('commit', 'cut', 'files', 'tag', 'branch', 'switch'),
  staged: fc.string({ maxLength: 8 }),
  unstaged: fc.string({ maxLength: 8 }),
});

function toPlan(repo: TestRepository, { files, shape }: Draft, count: number): Plan {
  const facts = factsOf(repo, Object.keys(files));
  const head = facts.head as string;
  const base = { object: facts.headCommit as string };
  const branch = `refs/heads/release/${count}`;
  const known = Object.entries(files).filter(([file, text]) => text !== null || facts.files[file] !== null);
  const changes = known.map(([file, text]) => ({ path: file, mode: '100644' as const, text }));
  const written = changes.map(
    (change): FileStep => ({
      kind: 'file',
      ...change,
      from: facts.files[change.path] ?? null,
      uncommitted: shape === 'files',
    }),
  );
  const commit: Step = {
    kind: 'commit',
    id: 'release',
    parents: [base],
    base,
    changes,
    mergedTree: null,
    message: `Release ${count}`,
    sign: false,
  };
  const made = { step: 'release' };
  const tag = (target: { step: string } | { object: string }): Step => ({
    kind: 'tag',
    name: `v${count}`,
    target,
    message: count % 2 === 0 ? 'tagged' : null,
    sign: false,
  });
  const steps: Readonly<Record<Draft['shape'], readonly Step[]>> = {
    commit: [commit, { kind: 'ref', name: head, from: base.object, to: made }, ...written],
    cut: [commit, tag(made), { kind: 'ref', name: head, from: base.object, to: made }, ...written],
    files: written,
    tag: [tag(base)],
    branch: [commit, { kind: 'ref', name: branch, from: null, to: made }],
    switch: [
      commit,
      { kind: 'ref', name: branch, from: null, to: made },
      { kind: 'head', from: head, to: branch },
      ...written,
    ],
  };
  return planOf(facts, steps[shape]);
}

describe('undo', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'restores refs, files and index over generated histories (part %i of 8)',
    async (seed) => {
      const repo = new TestRepository();
      try {
        repo.commit('first', {
          'CHANGELOG.md': '# Changelog\n',
          'package.json': '{}\n',
          'user.txt': 'u\n',
          'other.txt': 'o\n',
        });
        let count = 0;
        for (const each of fc.sample(draft, { numRuns: 26, seed })) {
          repo.write('user.txt', each.staged);
          repo.git('add', 'user.txt');
          repo.write('other.txt', each.unstaged);
          const before = snapshotOf(repo);
          const plan = toPlan(repo, each, ++count);
          const record = await apply(repo, plan);
          expect(record.conflicts).toEqual([]);
          const after = snapshotOf(repo);
          await apply(repo, await undoPlan(repo, record));
          expect(snapshotOf(repo)).toEqual(before);
          // The history grows by every third of them; undoing the undoing is doing it again.
          if (count % 3 > 0) continue;
          await apply(repo, plan);
          expect({ ...snapshotOf(repo), refs: '' }).toEqual({ ...after, refs: '' });
        }
        expect(repo.git('fsck', '--strict', '--no-dangling')).toBe('');
      } finally {
        repo.remove();
      }
    },
    300_000,
  );
});

describe('what stands in the way of undo', () => {
  let repo: TestRepository;
  let record: JournalRecord;
  beforeEach(async () => {
    repo = new TestRepository();
    repo.commit('first', { 'CHANGELOG.md': '# Changelog\n' });
    record = await apply(repo, cutPlan(repo, { 'CHANGELOG.md': '# Changelog\n\n## 1.1.0\n' }));
  });
  afterEach(() => repo.remove());

  const codes = async (): Promise<readonly string[]> => (await undoPlan(repo, record)).blockers.map(({ code }) => code);

  it('is nothing where nothing happened since', async () => {
    expect(await codes()).toEqual([]);
  });

  it('is a commit on top', async () => {
    repo.commit('more');
    expect(await codes()).toEqual(['ref-moved']);
  });

  it('is a file that was changed since, which is left', async () => {
    repo.write('CHANGELOG.md', 'mine\n');
    expect(await codes()).toEqual(['file-changed']);
    const outcome = await applyPlan(await undoPlan(repo, record), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'file-changed' }] });
    expect(readFileSync(path.join(repo.folder, 'CHANGELOG.md'), 'utf8')).toBe('mine\n');
  });

  it('is another branch', async () => {
    repo.git('checkout', '--quiet', '-b', 'elsewhere');
    expect(await codes()).toEqual(['head-moved']);
  });

  it('is that a remote has it', async () => {
    repo.git('update-ref', 'refs/remotes/origin/main', 'main');
    expect(await codes()).toEqual(['pushed', 'pushed']);
  });

  it('is that it was undone already', async () => {
    await apply(repo, await undoPlan(repo, record));
    expect(await codes()).toContain('ref-moved');
  });
});
