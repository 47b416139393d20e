import { afterEach, describe, expect, it } from 'vitest';
import { readTagsBeside } from '../../../src/host/git/tags-beside.ts';
import { TestRepository } from '../../support/repository.ts';

const made: TestRepository[] = [];
afterEach(() => {
  for (const repo of made.splice(0)) repo.remove();
});

function repository(): TestRepository {
  const repo = new TestRepository();
  made.push(repo);
  repo.commit('first');
  repo.tag('v1.0.0');
  repo.git('checkout', '--quiet', '-b', 'maintenance');
  repo.commit('fix');
  repo.tag('v1.0.1', 'Release v1.0.1');
  repo.git('checkout', '--quiet', 'main');
  repo.commit('second');
  repo.tag('v1.1.0');
  return repo;
}

describe('readTagsBeside', () => {
  it('names the tags that a branch does not contain (004-14)', async () => {
    const git = await repository().open();
    expect(await readTagsBeside(git, 'main')).toEqual(['v1.0.1']);
    expect(await readTagsBeside(git, 'maintenance')).toEqual(['v1.1.0']);
  });

  it('counts what a remote’s branch of that name contains', async () => {
    const repo = repository();
    repo.git('update-ref', 'refs/remotes/origin/main', 'v1.0.1');
    expect(await readTagsBeside(await repo.open(), 'main')).toEqual([]);
  });

  it('says that the branch is missing', async () => {
    const git = await repository().open();
    expect(await readTagsBeside(git, 'trunk')).toEqual({ notKnown: 'there is no branch trunk' });
  });
});
