import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invert } from '../../../src/core/release/invert.ts';
import type { Plan, PushStep } from '../../../src/core/release/plan.ts';
import { applyPlan } from '../../../src/host/release/apply.ts';
import { gatherUndoFacts } from '../../../src/host/release/gather-undo-facts.ts';
import { readLog } from '../../../src/host/release/log.ts';
import { exitCodeOf } from '../../../src/host/release/outcome.ts';
import { whyNotSpokenTo } from '../../../src/host/release/push.ts';
import { recover } from '../../../src/host/release/recover.ts';
import { contextOf, cutPlan, factsOf, planOf } from '../../support/cut-plan.ts';
import { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';

let repo: TestRepository;
let remote: TestRepository;
beforeEach(async () => {
  remote = new TestRepository('--bare');
  repo = new TestRepository();
  repo.commit('first', { 'CHANGELOG.md': '# Changelog\n' });
  repo.git('remote', 'add', 'origin', remote.folder);
  repo.git('push', '--quiet', 'origin', 'main');
  repo.git('update-ref', '-d', 'refs/remotes/origin/main');
  await applyPlan(cutPlan(repo, { 'CHANGELOG.md': '# 1.1.0\n' }), contextOf(repo));
});
afterEach(() => {
  repo.remove();
  remote.remove();
});

const remoteRefs = (): string => remote.git('for-each-ref', '--format=%(refname) %(objectname)');

function pushPlan(step: Partial<PushStep> = {}): Plan {
  const old = remote.git('rev-parse', 'main');
  const refs = [
    { name: 'refs/heads/main', object: repo.git('rev-parse', 'main'), expected: old },
    { name: 'refs/tags/v1.1.0', object: repo.git('rev-parse', 'v1.1.0'), expected: null },
  ];
  const push: PushStep = { kind: 'push', remote: 'origin', url: remote.folder, refs, ...step };
  return planOf(factsOf(repo), [push], { operation: 'push', title: 'Push 1.1.0' });
}

function remoteHook(name: string, script: string): void {
  mkdirSync(path.join(remote.folder, 'hooks'), { recursive: true });
  writeFileSync(path.join(remote.folder, 'hooks', name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(remote.folder, 'hooks', name), 0o755);
}

describe('push', () => {
  it('sends branch and tag together, and records it', async () => {
    const outcome = await applyPlan(pushPlan(), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'applied', record: { pushes: [{ remote: 'origin', outcome: 'done' }] } });
    expect(remoteRefs()).toBe(repo.git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/tags'));
  });

  it('is not taken back in silence', async () => {
    const log = await readLog(contextOf(repo));
    await applyPlan(pushPlan(), contextOf(repo));
    if ('code' in log || log.records[0] === undefined) throw new Error('no log');
    const facts = await gatherUndoFacts(contextOf(repo), log.records[0]);
    if ('code' in facts) throw new Error(facts.message);
    expect(invert(log.records[0], facts).blockers.map(({ code }) => code)).toEqual(['pushed', 'pushed']);
  });

  it.each([
    ['F16×S13: a tag is refused', 'update', 'case "$1" in refs/tags/*) echo "tags are protected" >&2; exit 1;; esac'],
    ['F16×S13: a branch is refused', 'update', 'case "$1" in refs/heads/*) exit 1;; esac'],
    ['F16×S13: everything is refused', 'pre-receive', 'exit 1'],
  ])('%s: nothing arrives, it is said, and it can be done again', async (_, name, script) => {
    remoteHook(name, script);
    const before = [remoteRefs(), snapshotOf(repo)];
    const outcome = await applyPlan(pushPlan(), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'push-refused' }] });
    expect(exitCodeOf(outcome)).toBe(1);
    expect([remoteRefs(), snapshotOf(repo)]).toEqual(before);
    expect(await readLog(contextOf(repo))).toMatchObject({
      open: null,
      records: expect.arrayContaining([
        expect.objectContaining({ state: 'aborted', pushes: [expect.objectContaining({ outcome: 'refused' })] }),
      ]),
    });
    rmSync(path.join(remote.folder, 'hooks', name));
    expect(await applyPlan(pushPlan(), contextOf(repo))).toMatchObject({ kind: 'applied' });
  });

  it('F16×S13: a branch that went on is not pushed over', async () => {
    const other = remote.git('commit-tree', '-p', 'main', '-m', 'theirs', 'main^{tree}');
    const plan = pushPlan();
    remote.git('update-ref', 'refs/heads/main', other);
    expect(await applyPlan(plan, contextOf(repo))).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'push-refused' }],
    });
    expect(remoteRefs()).toBe(`refs/heads/main ${other}`);
  });

  it('F14×S13: the user’s own hook may object', async () => {
    mkdirSync(path.join(repo.folder, '.git/hooks'), { recursive: true });
    const hook = path.join(repo.folder, '.git/hooks/pre-push');
    writeFileSync(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const before = remoteRefs();
    expect(await applyPlan(pushPlan(), contextOf(repo))).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'push-refused' }],
    });
    expect(remoteRefs()).toBe(before);
  });

  function localHook(script: string): void {
    mkdirSync(path.join(repo.folder, '.git/hooks'), { recursive: true });
    writeFileSync(path.join(repo.folder, '.git/hooks/pre-push'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  it('F2×S13: a git that is killed has sent nothing', async () => {
    localHook('kill -9 $PPID');
    const before = remoteRefs();
    expect(await applyPlan(pushPlan(), contextOf(repo))).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'push-refused' }],
    });
    expect(remoteRefs()).toBe(before);
  });

  it('F3×S13: what is under way is not cancelled any more', async () => {
    localHook('touch under-way; while [ ! -e cancelled ]; do sleep 0.02; done');
    const cancel = new AbortController();
    const outcome = applyPlan(pushPlan(), contextOf(repo, { signal: cancel.signal }));
    await expect.poll(() => existsSync(path.join(repo.folder, 'under-way')), { timeout: 20_000 }).toBe(true);
    cancel.abort();
    repo.write('cancelled', '');
    expect(await outcome).toMatchObject({ kind: 'applied' });
  });

  it('F9×S13: a ref that is locked at the remote keeps all of them away', async () => {
    mkdirSync(path.join(remote.folder, 'refs/tags'), { recursive: true });
    writeFileSync(path.join(remote.folder, 'refs/tags/v1.1.0.lock'), '');
    const before = remoteRefs();
    expect(await applyPlan(pushPlan(), contextOf(repo))).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'push-refused' }],
    });
    expect(remoteRefs()).toBe(before);
  });

  it('F17×S13: what the remote took although its answer was lost counts as sent', async () => {
    // The refs are there, and then the connection ends.
    remoteHook('post-receive', 'kill -9 $PPID');
    const outcome = await applyPlan(pushPlan(), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'applied', record: { pushes: [{ outcome: 'done' }] } });
  });

  it('F17×S13: where the remote cannot be asked the journal stays open until it can', async () => {
    const hidden = `${remote.folder}-hidden`;
    remoteHook('post-receive', `mv '${remote.folder}' '${hidden}'; kill -9 $PPID`);
    const outcome = await applyPlan(pushPlan(), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'interrupted', reason: { code: 'push-unknown' } });
    expect(exitCodeOf(outcome)).toBe(3);
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'interrupted' });
    repo.git('config', 'remote.origin.url', hidden);
    const plan = await recover(contextOf(repo));
    repo.git('config', 'remote.origin.url', remote.folder);
    rmSync(hidden, { recursive: true });
    expect(plan).toMatchObject({ kind: 'recovered', to: 'new', record: { pushes: [{ outcome: 'done' }] } });
    expect(await recover(contextOf(repo))).toEqual({ kind: 'nothing' });
  });

  it('F1×S13: one that was never sent is found not to have been', async () => {
    const outcome = await applyPlan(pushPlan(), contextOf(repo));
    if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
    remote.git('update-ref', '-d', 'refs/tags/v1.1.0');
    const pending = { remote: 'origin', outcome: 'pending', detail: '' };
    const journal = { ...outcome.record, state: 'open', endedAt: null, pushes: [pending] };
    writeFileSync(path.join(repo.folder, '.git/release-ledger/journal.json'), JSON.stringify(journal));
    expect(await recover(contextOf(repo))).toMatchObject({
      kind: 'recovered',
      to: 'old',
      record: { pushes: [{ outcome: 'refused' }] },
    });
  });

  it('deletes a tag only where it still is the one that was meant', async () => {
    await applyPlan(pushPlan(), contextOf(repo));
    const expected = repo.git('rev-parse', 'v1.1.0');
    const refs = [{ name: 'refs/tags/v1.1.0', object: null, expected }];
    remote.git('update-ref', 'refs/tags/v1.1.0', 'main');
    expect(await applyPlan(pushPlan({ refs }), contextOf(repo))).toMatchObject({ kind: 'refused' });
    remote.git('update-ref', 'refs/tags/v1.1.0', expected);
    expect(await applyPlan(pushPlan({ refs }), contextOf(repo))).toMatchObject({ kind: 'applied' });
    expect(remoteRefs()).not.toContain('refs/tags');
  });
});

describe('where a push goes', () => {
  it.each([
    ['a remote like an option (T042)', { remote: '--upload-pack=evil' }, 'invalid-plan'],
    ['a remote that is a folder (T042)', { remote: './elsewhere' }, 'no-remote'],
    ['a remote that there is not (T042)', { remote: 'upstream' }, 'no-remote'],
    ['a beginning of a remote’s name (T042)', { remote: 'orig' }, 'no-remote'],
    ['another URL than the one that was shown (T024)', { url: 'https://example.com/x.git' }, 'remote-moved'],
  ])('%s is refused', async (_, step, code) => {
    const before = remoteRefs();
    expect(await applyPlan(pushPlan(step), contextOf(repo))).toMatchObject({ kind: 'refused', refusals: [{ code }] });
    expect(remoteRefs()).toBe(before);
  });

  it('a URL that is rewritten to start a program is refused, and nothing runs (T023, T024)', async () => {
    const mark = path.join(repo.folder, 'MARK');
    repo.git('config', `url.ext::sh -c "touch ${mark}" #.pushInsteadOf`, remote.folder);
    repo.git('config', 'protocol.ext.allow', 'always');
    expect(await applyPlan(pushPlan(), contextOf(repo))).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'unsafe-url' }],
    });
    expect(existsSync(mark)).toBe(false);
  });

  it('programs that the repository names for it are not run (T017, T018, T019, T021, T022)', async () => {
    const mark = path.join(repo.folder, 'MARK');
    const script = path.join(repo.folder, 'planted.sh');
    writeFileSync(script, `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
    for (const key of [
      'remote.origin.receivepack',
      'remote.origin.uploadpack',
      'core.sshCommand',
      'core.gitProxy',
      'core.askPass',
    ])
      repo.git('config', key, script);
    repo.git('config', 'credential.helper', `!${script}`);
    expect(await applyPlan(pushPlan(), contextOf(repo))).toMatchObject({ kind: 'applied' });
    repo.git('config', 'remote.origin.url', 'ssh://host.invalid/x.git');
    const outcome = await applyPlan(pushPlan({ url: 'ssh://host.invalid/x.git' }), contextOf(repo));
    expect(outcome.kind).toBe('interrupted');
    expect(outcome).toHaveProperty(
      'reason.message',
      expect.stringContaining('core.sshcommand and core.askpass and credential.helper of this repository’s own'),
    );
    expect(existsSync(mark)).toBe(false);
  });

  it.each([
    ['-oProxyCommand=evil', true],
    ['ssh://-oProxyCommand=evil/x', true],
    ['ssh://ada@-oProxyCommand=evil/x', true],
    ['-oProxyCommand=evil:x', true],
    ['ext::sh -c evil', true],
    ['git://example.com/x', true],
    ['http://example.com/x', true],
    ['https://example.com/x', false],
    ['ssh://git@example.com/x', false],
    ['git@example.com:x/-y.git', false],
    ['/srv/x.git', false],
    ['../x.git', false],
    ['C:\\x.git', false],
  ])('%s (T025)', (url, isRefused) => {
    expect(whyNotSpokenTo(url) !== null).toBe(isRefused);
  });
});
