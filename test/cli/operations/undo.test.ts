import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { FIRST_RELEASE, releasedRepository, snapshot, UNRELEASED } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

const CANDIDATE = UNRELEASED.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.1.0-rc.1] - 2026-01-02\n');

interface Case {
  readonly files?: Readonly<Record<string, string>>;
  readonly before?: (repo: TestRepository) => Promise<void> | void;
  readonly argv: readonly string[];
}

const hotfixed = async (r: TestRepository): Promise<void> => {
  await cliIn(r, ['hotfix', 'start', '--yes']);
  r.git('switch', '--quiet', 'hotfix/v1.0.1');
  r.commit('Fix', {
    'CHANGELOG.md': FIRST_RELEASE.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- A crash\n'),
  });
};

const CASES: Readonly<Record<string, Case>> = {
  bump: { argv: ['bump', 'minor'] },
  cut: { argv: ['cut'] },
  'cut with its records': {
    files: {
      'CHANGELOG.md': UNRELEASED,
      'release-ledger.jsonc':
        '{ "manifest": { "path": "releases/{version}/manifest.{ext}", "forms": ["json", "md"], "source": "json" }, "checksums": { "include": ["package.json"] } }',
    },
    argv: ['cut'],
  },
  tag: {
    files: {
      'CHANGELOG.md': UNRELEASED.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.1.0] - 2026-01-02\n'),
      'package.json': '{ "version": "1.1.0" }\n',
    },
    argv: ['tag', '1.1.0'],
  },
  'branch start': { argv: ['branch', 'start', 'minor'] },
  'branch finish': {
    before: async (r) => {
      await cliIn(r, ['branch', 'start', 'minor', '--yes']);
      await cliIn(r, ['cut', '--yes']);
    },
    argv: ['branch', 'finish'],
  },
  'hotfix start': { argv: ['hotfix', 'start'] },
  'hotfix finish': { before: hotfixed, argv: ['hotfix', 'finish'] },
  promote: {
    files: { 'CHANGELOG.md': CANDIDATE, 'package.json': '{ "version": "1.1.0-rc.1" }\n' },
    before: (r) => r.tag('v1.1.0-rc.1', 'x'),
    argv: ['promote', '1.1.0-rc.1'],
  },
  yank: { argv: ['yank', '1.0.0', '--reason', 'It loses data'] },
  rollback: {
    files: { 'CHANGELOG.md': UNRELEASED.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.1.0] - 2026-01-02\n') },
    before: (r) => r.tag('v1.1.0', 'x'),
    argv: ['rollback', '1.1.0'],
  },
};

describe('undo', () => {
  it.each(Object.entries(CASES))('takes %s back: refs, index and files', async (_, { files, before, argv }) => {
    repo = releasedRepository(files);
    await before?.(repo);
    const state = snapshot(repo);
    const done = await cliIn(repo, [...argv, '--yes']);
    expect(done.code, done.stderr).toBe(0);
    expect(snapshot(repo)).not.toBe(state);
    const undone = await cliIn(repo, ['undo', '--yes']);
    expect(undone.code, undone.stderr).toBe(0);
    expect(snapshot(repo)).toBe(state);
  });

  it('is told by the log, and a second one takes back what was before', async () => {
    repo = releasedRepository();
    const first = snapshot(repo);
    await cliIn(repo, ['bump', 'minor', '--yes']);
    await cliIn(repo, ['cut', '--yes']);
    await cliIn(repo, ['undo', '--yes']);
    await cliIn(repo, ['undo', '--yes']);
    expect(snapshot(repo)).toBe(first);
    const { stdout } = await cliIn(repo, ['log', '--format', 'json']);
    const { operations } = JSON.parse(stdout);
    expect(operations.map(({ operation }: { operation: string }) => operation)).toEqual([
      'undo',
      'undo',
      'cut',
      'bump',
    ]);
    const [second, firstUndo, cut, bump] = operations;
    expect([second.undoes, firstUndo.undoes, cut.undoes]).toEqual([bump.id, cut.id, null]);
    expect([cut.undoneBy, bump.undoneBy, second.undoneBy]).toEqual([firstUndo.id, second.id, null]);
    const { stdout: said } = await cliIn(repo, ['log']);
    expect(said).toContain(`undoes ${bump.id}`);
    expect(said).toContain(`undone by ${second.id}`);
    const none = await cliIn(repo, ['undo', '--yes']);
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('there is no operation to take back');
    expect((await cliIn(repo, ['recover'])).stderr).toContain('No operation was interrupted');
  });

  it('can be undone itself, and then the operation stands again', async () => {
    repo = releasedRepository();
    const first = snapshot(repo);
    await cliIn(repo, ['cut', '--yes']);
    const cut = snapshot(repo);
    await cliIn(repo, ['undo', '--yes']);
    const { operations } = JSON.parse((await cliIn(repo, ['log', '--format', 'json'])).stdout);
    const again = await cliIn(repo, ['undo', operations[0].id, '--yes']);
    expect(again.code, again.stderr).toBe(0);
    expect(snapshot(repo)).toBe(cut);
    expect((await cliIn(repo, ['undo', '--yes'])).code).toBe(0);
    expect(snapshot(repo)).toBe(first);
  });

  it('is planned as any other operation', async () => {
    repo = releasedRepository();
    await cliIn(repo, ['cut', '--yes']);
    const state = snapshot(repo);
    const { code, stdout } = await cliIn(repo, ['plan', 'undo']);
    expect(code).toBe(0);
    expect(stdout).toContain('delete  v1.1.0');
    expect(snapshot(repo)).toBe(state);
  });
});
