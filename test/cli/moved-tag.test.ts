import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { releasedRepository } from '../support/released-repository.ts';
import type { TestRepository } from '../support/repository.ts';

let repo: TestRepository;
beforeEach(async () => {
  repo = releasedRepository();
  const { code, stderr } = await cliIn(repo, ['cut', '1.1.0', '--yes']);
  expect([code, stderr]).toEqual([0, expect.stringContaining('Cut 1.1.0')]);
});
afterEach(() => repo.remove());

async function movedTags(...files: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await cliIn(repo, ['--format', 'json', 'check', ...files]);
  const { problems } = JSON.parse(stdout) as { problems: readonly { rule: string; line: number; message: string }[] };
  return problems.filter(({ rule }) => rule === 'ledger/moved-tag').map(({ line, message }) => `${line}: ${message}`);
}

const short = (revision: string): string => repo.git('rev-parse', revision).slice(0, 10);

describe('a tag that was moved after release', () => {
  it('is told at the heading of its release, with what it named when it was made', async () => {
    expect(await movedTags()).toEqual([]);
    const made = short('v1.1.0^{commit}');
    repo.commit('Forgotten', { 'forgotten.txt': 'x' });
    repo.git('tag', '--force', '--annotate', '--message', 'Release v1.1.0', 'v1.1.0');
    const told = `Unexpected commit ${short('HEAD')} of the tag v1.1.0, expected ${made}, which it named when it was made on 2026-06-30`;
    expect(await movedTags()).toEqual([`7: ${told}`]);
  });

  it('is told where another tag took its place on the same commit', async () => {
    const object = short('v1.1.0');
    repo.git('tag', '--force', 'v1.1.0', 'v1.1.0^{commit}');
    expect(await movedTags()).toEqual([
      `7: Unexpected tag v1.1.0, expected the object ${object} that was made on 2026-06-30: it was made anew on the same commit`,
    ]);
  });

  it('is put back by what the rule and the log say', async () => {
    const before = repo.git('rev-parse', 'v1.1.0');
    repo.git('tag', '--force', 'v1.1.0', 'HEAD~1');
    expect(await movedTags()).toHaveLength(1);
    const [object = ''] = /(?<=refs\/tags\/v1\.1\.0 {2}none → )\w+/.exec((await cliIn(repo, ['log'])).stdout) ?? [];
    expect((await cliIn(repo, ['explain', 'ledger/moved-tag'])).stdout).toContain(
      'git update-ref refs/tags/NAME OBJECT',
    );
    repo.git('update-ref', 'refs/tags/v1.1.0', object);
    expect(repo.git('rev-parse', 'v1.1.0')).toBe(before);
    expect(await movedTags()).toEqual([]);
  });

  it('is not told of a tag that nobody has a record of, nor of one that was taken back and made again', async () => {
    repo.git('tag', '--force', 'v1.0.0', 'HEAD');
    expect(await movedTags()).toEqual([]);
    expect((await cliIn(repo, ['undo', '--yes'])).code).toBe(0);
    repo.commit('Another thing', { 'other.txt': 'x' });
    repo.git('tag', '--annotate', '--message', 'By hand', 'v1.1.0');
    expect(await movedTags()).toEqual([]);
  });

  it('is told in a linked work tree, and by no record that is none', async () => {
    const { folder } = repo;
    repo.git('tag', '--force', 'v1.1.0', 'HEAD~1');
    repo.git('worktree', 'add', '--quiet', '--detach', 'linked', 'main');
    expect((await movedTags('linked/CHANGELOG.md')).map((each) => each.slice(0, 2))).toEqual(['7:']);
    const { readdirSync, writeFileSync } = await import('node:fs');
    for (const name of readdirSync(`${folder}/.git/release-ledger/log`))
      writeFileSync(`${folder}/.git/release-ledger/log/${name}`, '{ "refs": [{ "name": "refs/tags/v1.1.0" }] }');
    expect(await movedTags()).toEqual([]);
  });
});
