import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { invert } from '../../../src/core/release/invert.ts';
import { applyPlan } from '../../../src/host/release/apply.ts';
import { gatherUndoFacts } from '../../../src/host/release/gather-undo-facts.ts';
import { readLog } from '../../../src/host/release/log.ts';
import { recover } from '../../../src/host/release/recover.ts';
import { contextOf, cutPlan, factsOf, planOf } from '../../support/cut-plan.ts';
import { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';

const OLD = { 'CHANGELOG.md': '# Changelog\n' };
const NEW = { 'CHANGELOG.md': '# Changelog\n\n## 1.1.0\n' };

function repository(...options: readonly string[]): TestRepository {
  const repo = new TestRepository(...options);
  onTestFinished(() => repo.remove());
  repo.commit('first', OLD);
  return repo;
}

describe('a repository with SHA-256', () => {
  it('is released in and taken back like any other', async () => {
    const repo = repository('--object-format=sha256');
    const before = snapshotOf(repo);
    const outcome = await applyPlan(cutPlan(repo, NEW, { format: 'sha256' }), contextOf(repo));
    if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(repo.git('rev-parse', 'v1.1.0^{commit}')).toMatch(/^[0-9a-f]{64}$/);
    expect(repo.git('fsck', '--strict', '--no-dangling')).toBe('');
    const facts = await gatherUndoFacts(contextOf(repo), outcome.record);
    if ('code' in facts) throw new Error(facts.message);
    expect(await applyPlan(invert(outcome.record, facts), contextOf(repo))).toMatchObject({ kind: 'applied' });
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('takes no plan of the other format', async () => {
    const repo = repository('--object-format=sha256');
    const facts = { ...factsOf(repo), objectFormat: 'sha1' as const };
    const outcome = await applyPlan(planOf(facts, []), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'object-format' }] });
  });
});

/** A work tree that is linked to a repository: its `.git` is a file, its refs are elsewhere, its index is its own. */
function linkedWorkTree(repo: TestRepository): string {
  const folder = `${repo.folder}-linked`;
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  repo.git('worktree', 'add', '--quiet', '-b', 'linked', folder);
  return folder;
}

/** Git as it is used in another folder of the same repository. */
function at(repo: TestRepository, folder: string): TestRepository {
  return Object.assign(Object.create(Object.getPrototypeOf(repo)), repo, {
    folder,
    git: (...args: readonly string[]) => repo.git('-C', folder, ...args),
  });
}

describe('a linked work tree', () => {
  it('gets files and index, while the refs and the journal are shared', async () => {
    const repo = repository();
    const folder = linkedWorkTree(repo);
    const before = snapshotOf(repo);
    const outcome = await applyPlan(cutPlan(at(repo, folder), NEW), contextOf(repo, { folder }));
    expect(outcome).toMatchObject({ kind: 'applied', conflicts: [] });
    expect(readFileSync(path.join(folder, 'CHANGELOG.md'), 'utf8')).toBe(NEW['CHANGELOG.md']);
    expect(repo.git('-C', folder, 'status', '--porcelain')).toBe('');
    expect({ ...snapshotOf(repo), refs: '' }).toEqual({ ...before, refs: '' });
    expect(repo.git('rev-parse', 'v1.1.0^{commit}')).toBe(repo.git('rev-parse', 'linked'));
    expect(existsSync(path.join(repo.folder, '.git/release-ledger/log'))).toBe(true);
    expect(await readLog(contextOf(repo))).toMatchObject({ records: [{ state: 'done' }] });
  });

  it('recovers what was interrupted in it, and nobody else does', async () => {
    const repo = repository();
    const folder = linkedWorkTree(repo);
    const outcome = await applyPlan(cutPlan(at(repo, folder), NEW), contextOf(repo, { folder }));
    if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
    writeFileSync(path.join(folder, 'CHANGELOG.md'), OLD['CHANGELOG.md']);
    const journal = path.join(repo.folder, '.git/release-ledger/journal.json');
    writeFileSync(journal, JSON.stringify({ ...outcome.record, state: 'open', endedAt: null }));
    expect(await recover(contextOf(repo))).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'other-work-tree', message: expect.stringContaining(folder) }],
    });
    expect(await recover(contextOf(repo, { folder }))).toMatchObject({ kind: 'recovered', to: 'new', conflicts: [] });
    expect(readFileSync(path.join(folder, 'CHANGELOG.md'), 'utf8')).toBe(NEW['CHANGELOG.md']);
  });
});

describe('a .git that is a file', () => {
  it('leads to where the repository is', async () => {
    const store = `${TestRepository.name}-${process.pid}-${Date.now()}.git`;
    const separate = path.join('..', store);
    const repo = repository(`--separate-git-dir=${separate}`);
    onTestFinished(() => rmSync(path.join(repo.folder, separate), { recursive: true, force: true }));
    expect(await applyPlan(cutPlan(repo, NEW), contextOf(repo))).toMatchObject({ kind: 'applied', conflicts: [] });
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(existsSync(path.join(repo.folder, separate, 'release-ledger/log'))).toBe(true);
  });
});

describe('a folder of the work tree', () => {
  it('stands for its repository', async () => {
    const repo = repository();
    repo.commit('folder', { 'packages/a/x.txt': 'x\n' });
    const outcome = await applyPlan(
      cutPlan(repo, NEW),
      contextOf(repo, { folder: path.join(repo.folder, 'packages/a') }),
    );
    expect(outcome).toMatchObject({ kind: 'applied' });
    expect(repo.git('status', '--porcelain')).toBe('');
  });
});

describe('a detached HEAD', () => {
  it('can be tagged, and stays', async () => {
    const repo = repository();
    repo.git('checkout', '--quiet', '--detach');
    const facts = factsOf(repo);
    const target = { object: facts.headCommit as string };
    const tag = { kind: 'tag', name: 'v1.0.0', target, message: 'One', sign: false } as const;
    expect(await applyPlan(planOf(facts, [tag]), contextOf(repo))).toMatchObject({ kind: 'applied' });
    expect(snapshotOf(repo).head).toBe('HEAD');
  });

  it('can be left for a branch, and come back to', async () => {
    const repo = repository();
    repo.commit('second', NEW);
    repo.git('checkout', '--quiet', '--detach', 'main^');
    const before = snapshotOf(repo);
    const facts = factsOf(repo, ['CHANGELOG.md']);
    const file = { kind: 'file', path: 'CHANGELOG.md', mode: '100644', text: null, uncommitted: false } as const;
    const step = {
      ...file,
      from: facts.files['CHANGELOG.md'] as string,
      object: repo.git('rev-parse', 'main:CHANGELOG.md'),
    };
    const head = { kind: 'head', from: facts.headCommit as string, to: 'refs/heads/main' } as const;
    const outcome = await applyPlan(planOf(facts, [head, step]), contextOf(repo));
    if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
    expect(repo.git('status', '--porcelain', '--branch')).toBe('## main');
    const undo = await gatherUndoFacts(contextOf(repo), outcome.record);
    if ('code' in undo) throw new Error(undo.message);
    expect(await applyPlan(invert(outcome.record, undo), contextOf(repo))).toMatchObject({ kind: 'applied' });
    expect(snapshotOf(repo)).toEqual(before);
  });
});
