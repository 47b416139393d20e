import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../../src/host/release/apply.ts';
import { readLog } from '../../../src/host/release/log.ts';
import { recover } from '../../../src/host/release/recover.ts';
import { contextOf, cutPlan } from '../../support/cut-plan.ts';
import { TestRepository } from '../../support/repository.ts';

const OLD = { 'CHANGELOG.md': '# Changelog\n', 'package.json': '{ "version": "1.0.0" }\n' };
const NEW = {
  'CHANGELOG.md': '# Changelog\n\n## 1.1.0\n',
  'package.json': '{ "version": "1.1.0" }\n',
  'docs/new.md': 'new\n',
};

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('first', OLD);
});
afterEach(() => repo.remove());

const read = (file: string): string => readFileSync(path.join(repo.folder, file), 'utf8');

describe('applyPlan', () => {
  it('commits, tags, and leaves work tree and index as after a commit', async () => {
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo));
    expect(outcome).toMatchObject({ kind: 'applied', conflicts: [] });
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(repo.git('show', '--no-patch', '--format=%s', 'main')).toBe('Release 1.1.0');
    expect(repo.git('rev-parse', 'v1.1.0^{commit}')).toBe(repo.git('rev-parse', 'main'));
    expect(repo.git('cat-file', '-t', 'v1.1.0')).toBe('tag');
    expect(read('docs/new.md')).toBe('new\n');
    expect(repo.git('fsck', '--strict')).toBe('');
    expect(readdirSync(path.join(repo.folder, '.git/release-ledger')).sort()).toEqual(['log', 'tmp']);
    expect(await recover(contextOf(repo))).toEqual({ kind: 'nothing' });
    expect(await readLog(contextOf(repo))).toMatchObject({ open: null, unreadable: [], records: [{ state: 'done' }] });
  });

  it('starts nothing in an untrusted workspace', async () => {
    const outcome = await applyPlan(cutPlan(repo, NEW), contextOf(repo, { trusted: false, env: {} }));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'untrusted' }] });
    expect(existsSync(path.join(repo.folder, '.git/release-ledger'))).toBe(false);
  });
});
