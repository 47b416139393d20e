import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../../src/host/release/apply.ts';
import { recover } from '../../../src/host/release/recover.ts';
import { contextOf, cutPlan, factsOf, planOf } from '../../support/cut-plan.ts';
import { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NEW = { 'CHANGELOG.md': '# 1.1.0\n' };

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('first', { 'CHANGELOG.md': '# Changelog\n' });
});
afterEach(() => repo.remove());

const REAL = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();

/** An environment whose git does something else for one subcommand; what follows it on the command line has to match, too. */
function withGit(pattern: string, script: string) {
  const folder = temporaryFolder();
  const text = `#!/bin/sh\ncase " $* " in\n  ${pattern}) ${script} ;;\nesac\nexec '${REAL}' "$@"\n`;
  writeFileSync(path.join(folder, 'git'), text, { mode: 0o755 });
  const context = contextOf(repo);
  return { ...context, env: { ...context.env, PATH: `${folder}:/usr/bin:/bin` } };
}

async function expectUnchanged(context: ReturnType<typeof contextOf>, sign = false): Promise<void> {
  const before = snapshotOf(repo);
  expect((await applyPlan(cutPlan(repo, NEW, { sign }), context)).kind).toBe('refused');
  expect(snapshotOf(repo)).toEqual(before);
  expect(existsSync(path.join(repo.folder, '.git/release-ledger/journal.json'))).toBe(false);
}

/** What is done only once the journal is open. */
const later = (script: string): string => `test -e .git/release-ledger/journal.json && { ${script}; }`;
const BROKEN_REF = 'echo "warning: ignoring broken ref refs/tags/v1.1.0" >&2; exit 0';

const SURPRISE = 'echo surprise; exit 0';
const DEATH = 'kill -9 $$';

describe('a git that is not what it should be changes nothing', () => {
  it('F15×S1: there is none', async () => {
    const context = contextOf(repo);
    const outcome = await applyPlan(cutPlan(repo, NEW), {
      ...context,
      env: { ...context.env, PATH: temporaryFolder() },
    });
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'no-git' }] });
  });

  it.each(['git version 2.20.1', 'hello', ''])('F15×S1: it says “%s”', async (version) => {
    const outcome = await applyPlan(cutPlan(repo, NEW), withGit('*" version "*', `echo '${version}'; exit 0`));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'old-git' }] });
  });

  it.each([
    ['F2×S1', '*" rev-parse "*', DEATH],
    ['F2×S1', '*" for-each-ref "*', DEATH],
    ['F15×S4', '*" hash-object "*', SURPRISE],
    ['F15×S4', '*" hash-object "*', 'exit 1'],
    ['F15×S4', '*" read-tree "*', 'exit 1'],
    ['F15×S4', '*" write-tree "*', SURPRISE],
    ['F15×S6', '*" commit-tree "*', SURPRISE],
    ['F15×S6', '*" commit-tree "*', 'exit 1'],
    ['F15×S7', '*" mktag "*', SURPRISE],
    ['F15×S7', '*" mktag "*', 'exit 1'],
    ['F15×S9', '*" update-ref "*', SURPRISE],
    ['F15×S9', '*" update-ref "*', 'exit 1'],
    ['F2×S9', '*" update-ref "*', DEATH],
    // Where the hooks are not found, none would object.
    ['F14×S5', '*" --git-path "*', 'exit 128'],
    ['F6×S1', '*" for-each-ref "*', BROKEN_REF],
  ])('%s: %s does “%s”', async (_, pattern, script) => {
    await expectUnchanged(withGit(pattern, script));
  });
});

describe('a git that fails behind the point of no return', () => {
  it.each([
    ['F15×S11', '*" ls-files "*', 'exit 1'],
    ['F15×S11', '*" update-index -z --index-info "*', 'case "$GIT_INDEX_FILE" in *tmp/index) exit 1;; esac'],
    ['F2×S11', '*" ls-files "*', DEATH],
    // That HEAD cannot be read does not make it detached, and a ref that cannot be read is not one that is missing.
    ['F6×S11', '*" symbolic-ref "*', later('exit 128')],
    ['F6×S9', '*" for-each-ref "*', later(BROKEN_REF)],
  ])('%s: %s leaves a journal, and recovery finishes', async (_, pattern, script) => {
    expect((await applyPlan(cutPlan(repo, NEW), withGit(pattern, script))).kind).toBe('interrupted');
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'recovered', to: 'new', conflicts: [] });
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  it('F6×S9: a history that cannot be read takes nothing back that somebody has built upon', async () => {
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
    repo.commit('on top');
    const journal = path.join(repo.folder, '.git/release-ledger/journal.json');
    writeFileSync(journal, JSON.stringify({ ...outcome.record, state: 'open', endedAt: null }));
    const before = snapshotOf(repo);
    expect((await recover(withGit('*" merge-base "*', 'exit 128'))).kind).toBe('interrupted');
    expect(snapshotOf(repo)).toEqual(before);
    expect(await recover(contextOf(repo))).toMatchObject({ kind: 'recovered', to: 'new' });
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('F15×S13: a push that says nothing is asked for', async () => {
    const remote = new TestRepository('--bare');
    try {
      repo.git('remote', 'add', 'origin', remote.folder);
      const facts = factsOf(repo);
      const refs = [{ name: 'refs/heads/main', object: facts.headCommit, expected: null }];
      const plan = planOf(facts, [{ kind: 'push', remote: 'origin', url: remote.folder, refs }], { operation: 'push' });
      const outcome = await applyPlan(plan, withGit('*" push "*', 'exit 1'));
      expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'push-refused' }] });
    } finally {
      remote.remove();
    }
  });
});
