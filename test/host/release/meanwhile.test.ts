import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/core/release/plan.ts';
import { applyPlan } from '../../../src/host/release/apply.ts';
import { exitCodeOf } from '../../../src/host/release/outcome.ts';
import { recover } from '../../../src/host/release/recover.ts';
import { contextOf, cutPlan } from '../../support/cut-plan.ts';
import { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';

const NEW = { 'CHANGELOG.md': '# Changelog\n\n## 1.1.0\n', 'package.json': '{ "version": "1.1.0" }\n' };

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('first', { 'CHANGELOG.md': '# Changelog\n', 'package.json': '{ "version": "1.0.0" }\n', 'a.txt': 'a\n' });
});
afterEach(() => repo.remove());

const inGit = (...parts: readonly string[]): string => path.join(repo.folder, '.git', ...parts);
const read = (file: string): string => readFileSync(path.join(repo.folder, file), 'utf8');

/** Refused, with exit code 1, these codes, and not one byte changed. */
async function expectRefused(plan: Plan, codes: readonly string[]): Promise<void> {
  const before = snapshotOf(repo);
  const outcome = await applyPlan(plan, contextOf(repo));
  expect(outcome.kind === 'refused' && outcome.refusals.map(({ code }) => code)).toEqual(codes);
  expect(exitCodeOf(outcome)).toBe(1);
  expect(snapshotOf(repo)).toEqual(before);
  expect(existsSync(inGit('release-ledger/lock'))).toBe(false);
  expect(existsSync(inGit('release-ledger/journal.json'))).toBe(false);
}

describe('what changed since the plan is refused', () => {
  const cases: readonly (readonly [string, readonly string[], () => void])[] = [
    ['F11×S1: the tag is there', ['ref-exists'], () => repo.tag('v1.1.0')],
    ['F12×S3: the branch moved', ['head-moved', 'ref-moved'], () => void repo.commit('more')],
    ['F12×S3: another branch', ['head-moved'], () => void repo.git('checkout', '--quiet', '-b', 'other')],
    ['F12×S3: HEAD is detached', ['head-moved'], () => void repo.git('checkout', '--quiet', '--detach')],
    ['F13×S3: a file was edited', ['file-changed'], () => repo.write('CHANGELOG.md', 'mine\n')],
    ['F13×S3: a file was deleted', ['file-changed'], () => rmSync(path.join(repo.folder, 'CHANGELOG.md'))],
    [
      'a file became a link',
      ['unwritable-file'],
      () => {
        rmSync(path.join(repo.folder, 'CHANGELOG.md'));
        symlinkSync('a.txt', path.join(repo.folder, 'CHANGELOG.md'));
      },
    ],
    [
      'a merge is under way',
      ['under-way'],
      () => writeFileSync(inGit('MERGE_HEAD'), `${repo.git('rev-parse', 'HEAD')}\n`),
    ],
    ['a rebase is under way', ['under-way'], () => mkdirSync(inGit('rebase-merge'))],
    ['a tag in a folder of its name (T038)', ['ref-collides'], () => repo.tag('v1.1.0/x')],
    ['a tag in other letters (T040)', ['ref-collides'], () => repo.tag('V1.1.0')],
  ];
  it.each(cases)('%s', async (_, codes, change) => {
    const plan = cutPlan(repo, NEW);
    change();
    await expectRefused(plan, codes);
  });

  it('F12: the branch is checked out in another work tree', async () => {
    repo.git('branch', 'other');
    const elsewhere = `${repo.folder}-elsewhere`;
    repo.git('worktree', 'add', '--quiet', elsewhere, 'other');
    try {
      const plan = cutPlan(repo, NEW);
      const head = plan.facts.headCommit;
      const steps = plan.steps.map((step) =>
        step.kind === 'ref' ? { ...step, name: 'refs/heads/other', from: head } : step,
      );
      await expectRefused({ ...plan, steps }, ['checked-out-elsewhere']);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('blockers are told, all of them', async () => {
    const blocker = (code: string) => ({ code, message: code, hint: null, place: null });
    await expectRefused({ ...cutPlan(repo, NEW), blockers: [blocker('a'), blocker('b')] }, ['a', 'b']);
  });

  it('F3: it was cancelled before anything was visible', async () => {
    const before = snapshotOf(repo);
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo, { signal: AbortSignal.abort() }));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'cancelled' }] });
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('F3: it was cancelled while the journal was made, and no ref was moved', async () => {
    const before = snapshotOf(repo);
    const journal = path.join(repo.folder, '.git/release-ledger/journal.json');
    const { signal } = new AbortController();
    let wasOpen = false;
    Object.defineProperty(signal, 'aborted', {
      get: () => {
        wasOpen ||= existsSync(journal);
        return wasOpen;
      },
    });
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo, { signal }));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'cancelled' }] });
    expect(wasOpen).toBe(true);
    expect(existsSync(journal)).toBe(false);
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('objects that are not there', async () => {
    const plan = cutPlan(repo, NEW);
    const missing = { object: '1'.repeat(40) };
    const steps = plan.steps.map((step) => (step.kind === 'tag' ? { ...step, target: missing } : step));
    await expectRefused({ ...plan, steps }, ['no-object']);
  });
});

/** A hook that runs in the middle of it. */
function hook(name: string, script: string): void {
  mkdirSync(inGit('hooks'), { recursive: true });
  writeFileSync(inGit('hooks', name), `#!/bin/sh\n${script}\n`);
  chmodSync(inGit('hooks', name), 0o755);
}

describe('hooks', () => {
  it('F14×S5: an objection ends it, and is told', async () => {
    hook('pre-commit', 'echo "no releases on Fridays" >&2; exit 1');
    await expectRefused(cutPlan(repo, NEW), ['hook-failed']);
  });

  it('F2×S5: one that is killed has not agreed', async () => {
    hook('pre-commit', 'kill -9 $$');
    await expectRefused(cutPlan(repo, NEW), ['hook-failed']);
  });

  it('F9×S4: a git that holds the user’s index meanwhile is not in the way', async () => {
    hook('pre-commit', 'touch .git/index.lock');
    hook('commit-msg', 'rm .git/index.lock');
    expect(await applyPlan(cutPlan(repo, NEW), contextOf(repo))).toMatchObject({ kind: 'applied', conflicts: [] });
  });

  it('F14×S5: commit-msg may object', async () => {
    hook('commit-msg', 'grep -q "^JIRA-" "$1" || { echo "no ticket" >&2; exit 1; }');
    await expectRefused(cutPlan(repo, NEW), ['hook-failed']);
  });

  it('F14×S9: the transaction’s own hook may object', async () => {
    hook('reference-transaction', 'test "$1" != prepared || { echo "frozen" >&2; exit 1; }');
    await expectRefused(cutPlan(repo, NEW), ['refs-unmoved']);
  });

  it('F14×S5: what is committed is what the plan shows', async () => {
    hook('pre-commit', 'echo extra > extra.txt && git add extra.txt');
    const before = snapshotOf(repo);
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'hook-changed-files' }] });
    expect({ ...snapshotOf(repo), files: {} }).toEqual({ ...before, files: {} });
  });

  it('F13×S8, F13×S9: a planned file that a hook edits is noticed', async () => {
    hook('pre-commit', 'echo edited >> CHANGELOG.md');
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'file-changed' }] });
    expect(read('CHANGELOG.md')).toBe('# Changelog\nedited\n');
    expect(repo.git('tag')).toBe('');
  });

  it('F12×S8: a branch that moves meanwhile is noticed', async () => {
    hook(
      'pre-commit',
      'env -u GIT_INDEX_FILE git update-ref refs/heads/main $(git commit-tree -p main -m mine "main^{tree}")',
    );
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'head-moved' }, { code: 'ref-moved' }] });
    expect(repo.git('log', '--format=%s', '-1', 'main')).toBe('mine');
    expect(repo.git('tag')).toBe('');
  });

  it('see the release in the index, and leave a message that may be longer', async () => {
    hook('pre-commit', 'git show :CHANGELOG.md > .git/seen');
    hook('commit-msg', 'printf "\\nChange-Id: I1\\n" >> "$1"');
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({
      kind: 'applied',
      record: { ran: [expect.stringMatching(/pre-commit/), expect.stringMatching(/commit-msg/)] },
    });
    expect(read('.git/seen')).toBe(NEW['CHANGELOG.md']);
    expect(repo.git('log', '-1', '--format=%B')).toBe('Release 1.1.0\n\nChange-Id: I1');
  });
});

describe('what somebody does while the refs move stays', () => {
  /** Runs once the refs have moved, before files and index follow. */
  const then = (script: string): void => hook('reference-transaction', `test "$1" = committed || exit 0\n${script}`);

  it('F13×S10: an edited file is left and named', async () => {
    then('echo mine > CHANGELOG.md');
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'applied', conflicts: [{ kind: 'file', name: 'CHANGELOG.md' }] });
    expect(exitCodeOf(outcome)).toBe(3);
    expect(read('CHANGELOG.md')).toBe('mine\n');
    expect(read('package.json')).toBe(NEW['package.json']);
    expect(await recover(contextOf(repo))).toEqual({ kind: 'nothing' });
  });

  it('F13×S11: what is staged is left and named', async () => {
    then(
      'test -e .git/once && exit 0; touch .git/once; git update-index --cacheinfo 100644,$(git rev-parse HEAD:a.txt),CHANGELOG.md',
    );
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'applied', conflicts: [{ kind: 'index', name: 'CHANGELOG.md' }] });
    expect(repo.git('rev-parse', ':CHANGELOG.md')).toBe(repo.git('rev-parse', 'HEAD:a.txt'));
  });

  it('F12×S10: files of another branch are left', async () => {
    repo.git('branch', 'other');
    then('test -e .git/once && exit 0; touch .git/once; git symbolic-ref HEAD refs/heads/other');
    const before = snapshotOf(repo);
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({
      kind: 'applied',
      conflicts: [{ kind: 'head' }, { kind: 'file' }, { kind: 'file' }],
    });
    const { files, index } = snapshotOf(repo);
    expect({ files, index }).toEqual({ files: before.files, index: before.index });
  });

  it('a folder that becomes a link is not followed', async () => {
    repo.commit('folder', { 'docs/a.md': 'a\n' });
    const elsewhere = `${repo.folder}-docs`;
    mkdirSync(elsewhere);
    writeFileSync(path.join(elsewhere, 'a.md'), 'a\n');
    try {
      then(`rm -rf docs && ln -s '${elsewhere}' docs`);
      const outcome = await applyPlan(cutPlan(repo, { 'docs/a.md': 'b\n' }), contextOf(repo));
      expect(outcome).toMatchObject({ kind: 'applied', conflicts: [{ name: 'docs/a.md', reason: 'docs is a link' }] });
      expect(readFileSync(path.join(elsewhere, 'a.md'), 'utf8')).toBe('a\n');
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('F9×S11: an index that another git holds is waited for by recovery', async () => {
    then('touch .git/index.lock');
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'interrupted', reason: { code: 'index-locked' } });
    expect(exitCodeOf(outcome)).toBe(3);
    expect(existsSync(inGit('index.lock'))).toBe(true);
    rmSync(inGit('index.lock'));
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'recovered', to: 'new', conflicts: [] });
    expect(repo.git('status', '--porcelain')).toBe('');
  });
});

describe('the user’s work', () => {
  it('stays where it is: staged, changed and untracked', async () => {
    repo.write('a.txt', 'staged\n');
    repo.git('add', 'a.txt');
    repo.write('a.txt', 'changed\n');
    repo.write('new.txt', 'untracked\n');
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'applied', conflicts: [] });
    expect(repo.git('status', '--porcelain')).toBe('MM a.txt\n?? new.txt');
    expect(repo.git('show', ':a.txt')).toBe('staged');
    expect(repo.git('show', 'HEAD:a.txt')).toBe('a');
  });

  it('keeps what the user told git of a file', async () => {
    repo.commit('more', { 'b.txt': 'b\n' });
    repo.git('update-index', '--skip-worktree', 'a.txt');
    repo.git('update-index', '--assume-unchanged', 'b.txt');
    const marks = (): string => repo.git('ls-files', '-v');
    const before = marks();
    const outcome = await applyPlan(cutPlan(repo, { ...NEW, 'a.txt': 'new\n', 'b.txt': 'new\n' }), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'applied', conflicts: [] });
    expect(marks()).toBe(before);
    expect(before).toMatch(/^S a\.txt\nh b\.txt$/m);
  });

  it('keeps permissions, line endings and byte-order marks', async () => {
    chmodSync(path.join(repo.folder, 'CHANGELOG.md'), 0o600);
    const text = '\ufeff# Changelog\r\n\r\n## 1.1.0\r\n';
    repo.git('config', 'core.autocrlf', 'true');
    repo.write('.git/info/attributes', '* text eol=crlf\n');
    await applyPlan(cutPlan(repo, { 'CHANGELOG.md': text }), contextOf(repo));
    expect(snapshotOf(repo).files['CHANGELOG.md']).toBe(`600 ${Buffer.from(text).toString('latin1')}`);
    expect(repo.git('cat-file', '-s', 'HEAD:CHANGELOG.md')).toBe(String(Buffer.byteLength(text)));
  });
});
