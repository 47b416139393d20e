import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../../src/core/release/journal-record.ts';
import { applyPlan } from '../../../src/host/release/apply.ts';
import { openRelease } from '../../../src/host/release/context.ts';
import { applyIndex } from '../../../src/host/release/index-entries.ts';
import { readLog } from '../../../src/host/release/log.ts';
import { exitCodeOf } from '../../../src/host/release/outcome.ts';
import { recover } from '../../../src/host/release/recover.ts';
import { contextOf, cutPlan } from '../../support/cut-plan.ts';
import { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';

const NEW = { 'CHANGELOG.md': '# Changelog\n\n## 1.1.0\n' };

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('first', { 'CHANGELOG.md': '# Changelog\n' });
});
afterEach(() => repo.remove());

const inGit = (...parts: readonly string[]): string => path.join(repo.folder, '.git', ...parts);
const own = (name: string): string => inGit('release-ledger', name);

function plantOwn(name: string, text: string): void {
  mkdirSync(inGit('release-ledger'), { recursive: true });
  writeFileSync(own(name), text);
}

/** The number of a process that has ended. */
const deadProcess = (): number => spawnSync(process.execPath, ['--version']).pid;

const lockOf = (pid: number, more: object = {}): string =>
  JSON.stringify({ pid, started: null, host: os.hostname(), command: 'release-ledger cut', ...more });

describe('one operation at a time (T129, F9×S1)', () => {
  it('of two at once one waits for nobody, says who is busy, and changes nothing', async () => {
    const plan = cutPlan(repo, NEW);
    const outcomes = await Promise.all([applyPlan(plan, contextOf(repo)), applyPlan(plan, contextOf(repo))]);
    const kinds = outcomes.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['applied', 'refused']);
    const busy = outcomes.find((outcome) => outcome.kind === 'refused');
    expect(busy?.refusals[0]).toMatchObject({
      code: 'busy',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    expect(repo.git('log', '--format=%s', 'main')).toBe('Release 1.1.0\nfirst');
  });

  it('a living process keeps its lock, whatever else has its name', async () => {
    const other = spawn('sleep', ['60']);
    try {
      plantOwn('lock', lockOf(other.pid as number));
      const before = snapshotOf(repo);
      const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
      expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'busy' }] });
      expect(exitCodeOf(outcome)).toBe(1);
      expect(snapshotOf(repo)).toEqual(before);
      expect(existsSync(own('lock'))).toBe(true);
    } finally {
      other.kill();
    }
  });

  it('nobody knows who lives on another machine', async () => {
    plantOwn('lock', lockOf(deadProcess(), { host: 'elsewhere' }));
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'refused', refusals: [{ code: 'busy' }] });
  });
});

describe('a lock of the dead is taken over (F10×S1)', () => {
  it.each([
    ['whose process has ended', () => lockOf(deadProcess())],
    ['whose number another process has now', () => lockOf(process.pid, { started: 'another boot 1' })],
  ])('%s', async (_, text) => {
    plantOwn('lock', text());
    expect(await applyPlan(cutPlan(repo, NEW), contextOf(repo))).toMatchObject({ kind: 'applied' });
    expect(existsSync(own('lock'))).toBe(false);
  });
});

/** A journal as it is while its operation is under way. */
async function interruptedJournal(): Promise<JournalRecord> {
  const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  return { ...outcome.record, state: 'open', endedAt: null };
}

function takeBack(record: JournalRecord): void {
  for (const { name, from, to } of record.refs)
    repo.git('update-ref', ...(from === null ? ['-d', name, to as string] : [name, from]));
  repo.git('reset', '--quiet', '--hard');
}

describe('recovery decides from refs (F1, F2, F10×S9)', () => {
  it('one new: the other follows, and so do files and index', async () => {
    const record = await interruptedJournal();
    const after = snapshotOf(repo);
    takeBack(record);
    repo.git(
      'update-ref',
      'refs/tags/v1.1.0',
      record.refs.find(({ name }) => name === 'refs/tags/v1.1.0')?.to as string,
    );
    plantOwn('journal.json', JSON.stringify(record));
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'recovered', to: 'new', conflicts: [] });
    expect(snapshotOf(repo)).toEqual(after);
  });

  it('none new: nothing happened', async () => {
    const record = await interruptedJournal();
    takeBack(record);
    const before = snapshotOf(repo);
    plantOwn('journal.json', JSON.stringify(record));
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'recovered', to: 'old' });
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('F12×S9: one new and one moved by somebody: the new one goes back, and his stays', async () => {
    const record = await interruptedJournal();
    takeBack(record);
    repo.git(
      'update-ref',
      'refs/tags/v1.1.0',
      record.refs.find(({ name }) => name === 'refs/tags/v1.1.0')?.to as string,
    );
    const mine = repo.commit('mine');
    plantOwn('journal.json', JSON.stringify(record));
    expect(await recover(contextOf(repo))).toMatchObject({
      kind: 'recovered',
      to: 'old',
      conflicts: [{ name: 'refs/heads/main' }],
    });
    expect(repo.git('rev-parse', 'main')).toBe(mine);
    expect(repo.git('tag')).toBe('');
  });

  it('F11×S9: a tag that somebody made meanwhile stays, and nothing else changes', async () => {
    const record = await interruptedJournal();
    takeBack(record);
    repo.tag('v1.1.0');
    plantOwn('journal.json', JSON.stringify(record));
    const before = snapshotOf(repo);
    expect(await recover(contextOf(repo))).toMatchObject({ to: 'old', conflicts: [{ name: 'refs/tags/v1.1.0' }] });
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('F13×S14: a file that was edited before the journal was closed is left', async () => {
    const record = await interruptedJournal();
    repo.write('CHANGELOG.md', 'mine\n');
    plantOwn('journal.json', JSON.stringify(record));
    expect(await recover(contextOf(repo))).toMatchObject({ to: 'new', conflicts: [{ name: 'CHANGELOG.md' }] });
    expect(readFileSync(path.join(repo.folder, 'CHANGELOG.md'), 'utf8')).toBe('mine\n');
  });

  it('F12×S11: the index of another branch is left', async () => {
    const record = await interruptedJournal();
    repo.git('checkout', '--quiet', '-b', 'elsewhere', 'main^');
    plantOwn('journal.json', JSON.stringify(record));
    const before = snapshotOf(repo);
    const release = await openRelease(contextOf(repo));
    if ('code' in release) throw new Error(release.message);
    expect(await applyIndex(release.git, release.folder, record)).toMatchObject([
      { kind: 'index', name: 'CHANGELOG.md' },
    ]);
    expect(await recover(contextOf(repo))).toMatchObject({
      to: 'new',
      conflicts: [{ kind: 'head' }, { kind: 'file' }],
    });
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('F10×S11: the index that we held when we died is let go, and that of another git is not', async () => {
    const record = await interruptedJournal();
    writeFileSync(inGit('index.lock'), `release-ledger ${record.id}\n`);
    plantOwn('journal.json', JSON.stringify(record));
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'recovered', to: 'new' });
    expect(existsSync(inGit('index.lock'))).toBe(false);
  });

  it('F10×S4: what a dead process left of its own index is in nobody’s way', async () => {
    mkdirSync(own('tmp'), { recursive: true });
    writeFileSync(own('tmp/index-release.lock'), '');
    expect(await applyPlan(cutPlan(repo, NEW), contextOf(repo))).toMatchObject({ kind: 'applied' });
    expect(readdirSync(own('tmp'))).not.toContain('index-release.lock');
  });

  it('F9×S9: locks of a git that lives are left, and nothing is moved', async () => {
    const before = snapshotOf(repo);
    // As while a hook of `git commit` takes its time.
    writeFileSync(inGit('HEAD.lock'), '');
    expect(await applyPlan(cutPlan(repo, NEW), contextOf(repo))).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'refs-unmoved' }],
    });
    expect(existsSync(inGit('HEAD.lock'))).toBe(true);
    rmSync(inGit('HEAD.lock'));
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('locks that the dead git left are removed, and those of others are not', async () => {
    const record = await interruptedJournal();
    takeBack(record);
    const main = record.refs.find(({ name }) => name === 'refs/heads/main')?.to as string;
    writeFileSync(inGit('HEAD.lock'), '');
    writeFileSync(inGit('refs/heads/main.lock'), `${main}\n`);
    writeFileSync(inGit('refs/heads/other.lock'), '');
    mkdirSync(inGit('refs/tags'), { recursive: true });
    writeFileSync(inGit('refs/tags/v1.1.0.lock'), `${'1'.repeat(40)}\n`);
    plantOwn('journal.json', JSON.stringify(record));
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'recovered', to: 'old' });
    const locks = readdirSync(inGit(), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lock'));
    expect(locks.sort()).toEqual(['refs/heads/other.lock', 'refs/tags/v1.1.0.lock']);
  });

  it('a user who went on with the new commit has not taken it back', async () => {
    const record = await interruptedJournal();
    repo.commit('on top');
    plantOwn('journal.json', JSON.stringify(record));
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'recovered', to: 'new' });
    expect(repo.git('log', '--format=%s', 'main')).toBe('on top\nRelease 1.1.0\nfirst');
  });
});

type Forgery = readonly [string, (record: JournalRecord) => unknown];

const FORGERIES: readonly Forgery[] = [
  ['torn', (record) => JSON.stringify(record).slice(0, -40)],
  ['empty', () => ''],
  ['no journal', () => ({ hello: 'world' })],
  ['of a newer version', (record) => ({ ...record, formatVersion: 2 })],
  ['with a key that nobody knows', (record) => ({ ...record, also: 1 })],
  ['with __proto__', (record) => JSON.stringify(record).replace('{', '{"__proto__":{"trusted":true},')],
  ['of another machine', (record) => ({ ...record, by: { ...record.by, host: 'elsewhere' } })],
  ['of another folder', (record) => ({ ...record, repository: { ...record.repository, root: '/tmp' } })],
  [
    'with a ref that its plan has not',
    (record) => ({ ...record, refs: [...record.refs, { name: 'refs/heads/x', from: null, to: record.refs[0]?.to }] }),
  ],
  [
    'with another object for a ref',
    (record) => ({ ...record, refs: record.refs.map((ref) => ({ ...ref, to: '1'.repeat(40) })) }),
  ],
  [
    'with a file that its plan has not',
    (record) => ({ ...record, files: [{ path: '.bashrc', from: null, to: record.files[0]?.to }] }),
  ],
  [
    'with other bytes than its plan',
    (record) => ({ ...record, files: record.files.map((file) => ({ ...file, to: file.from })) }),
  ],
  ['with a path out of the work tree', (record) => JSON.stringify(record).replaceAll('CHANGELOG.md', '../outside.md')],
  ['with a path into .git', (record) => JSON.stringify(record).replaceAll('CHANGELOG.md', '.git/config')],
  ['with a ref like an option', (record) => JSON.stringify(record).replaceAll('v1.1.0', '-d')],
  [
    'with a line feed in a ref',
    (record) => JSON.stringify(record).replaceAll('refs/heads/main', 'refs/heads/x\\ndelete refs/heads/main'),
  ],
  ['with HEAD moved elsewhere', (record) => ({ ...record, head: { from: 'refs/heads/main', to: 'refs/heads/x' } })],
  [
    'with blockers',
    (record) => ({
      ...record,
      plan: { ...record.plan, blockers: [{ code: 'x', message: 'x', hint: null, place: null }] },
    }),
  ],
  [
    'with a missing object',
    (record) => JSON.stringify(record).replaceAll(record.refs[0]?.to as string, '2'.repeat(40)),
  ],
];

describe('a journal that somebody planted or broke (T130, F18×S1, F18×S9)', () => {
  it.each(FORGERIES)('%s is refused, and nothing is done', async (_, forge) => {
    const record = await interruptedJournal();
    takeBack(record);
    repo.git(
      'update-ref',
      'refs/tags/v1.1.0',
      record.refs.find(({ name }) => name === 'refs/tags/v1.1.0')?.to as string,
    );
    const forged = forge(record);
    const text = typeof forged === 'string' ? forged : JSON.stringify(forged);
    plantOwn('journal.json', text);
    const before = snapshotOf(repo);
    for (const outcome of [
      await recover(contextOf(repo)),
      await applyPlan(cutPlan(repo, NEW, { tag: 'v2.0.0' }), contextOf(repo)),
    ]) {
      expect(outcome.kind).toBe('refused');
      expect(exitCodeOf(outcome)).toBe(1);
    }
    expect(snapshotOf(repo)).toEqual(before);
    expect(readFileSync(own('journal.json'), 'utf8')).toBe(text);
    expect(existsSync(own('lock'))).toBe(false);
  });

  it('is not followed as a link, and neither is its folder', async () => {
    const elsewhere = `${repo.folder}-journal`;
    mkdirSync(elsewhere);
    try {
      symlinkSync(elsewhere, inGit('release-ledger'));
      expect(await applyPlan(cutPlan(repo, NEW), contextOf(repo))).toMatchObject({
        refusals: [{ code: 'foreign-folder' }],
      });
      expect(readdirSync(elsewhere)).toEqual([]);
      rmSync(inGit('release-ledger'));
      plantOwn('log', '');
      expect(await recover(contextOf(repo))).toMatchObject({ kind: 'refused', refusals: [{ code: 'foreign-folder' }] });
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('shows in the log as what it is (F18×S14)', async () => {
    const { id } = await interruptedJournal();
    writeFileSync(own(`log/${id}.json`), '{}');
    writeFileSync(own('log/other.txt'), '');
    const log = await readLog(contextOf(repo));
    expect(log).toMatchObject({ records: [], open: null, unreadable: [{ code: 'invalid-journal' }] });
  });

  it('starts nothing in an untrusted workspace', async () => {
    plantOwn('journal.json', '{}');
    const untrusted = contextOf(repo, { trusted: false });
    expect(await recover(untrusted)).toMatchObject({ kind: 'refused', refusals: [{ code: 'untrusted' }] });
    expect(await readLog(untrusted)).toMatchObject({ code: 'untrusted' });
    expect(readdirSync(inGit('release-ledger'))).toEqual(['journal.json']);
  });
});
