import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/host/git/open-repository.ts';
import { cliIn } from '../../support/cli-in.ts';
import { FIRST_RELEASE, releasedRepository, UNRELEASED } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

// A plan is made of what git and the disk say. Where they say nothing, that must not pass for “there is none”.

const REAL = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();

let repo: TestRepository;
beforeEach(async () => {
  repo = releasedRepository();
  await cliIn(repo, ['hotfix', 'start', '--yes']);
  repo.git('switch', '--quiet', 'hotfix/v1.0.1');
  repo.commit('Fix', {
    'CHANGELOG.md': FIRST_RELEASE.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- A crash\n'),
  });
});
afterEach(() => repo.remove());

/** Says something where git does something else for one kind of command. */
async function say(argv: readonly string[], pattern: string, script: string) {
  const folder = temporaryFolder();
  const text = `#!/bin/sh\ncase " $* " in\n  ${pattern}) ${script} ;;\nesac\nexec '${REAL}' "$@"\n`;
  writeFileSync(path.join(folder, 'git'), text);
  chmodSync(path.join(folder, 'git'), 0o755);
  const env = { ...repo.environment(), PATH: `${folder}:/usr/bin:/bin` };
  const releaseContext = (where: string, command: readonly string[]) => ({
    ...{ folder: where, env, trusted: true, command },
    now: () => new Date('2026-06-30T12:00:00Z'),
  });
  return cliIn(repo, argv, undefined, { releaseContext, openRepository: (where) => openRepository(where, env) });
}

describe.skipIf(process.platform === 'win32')('F15: a git that gives no answer makes no plan', () => {
  it.each([
    ['files of a commit', '*" cat-file --batch "*', 'exit 128'],
    ['the index', '*" ls-files "*', 'exit 128'],
    ['the history', '*" merge-base "*', 'exit 128'],
    ['the merge', '*" merge-tree "*', 'exit 129'],
    ['branches', '*" for-each-ref "*" refs/heads "*', 'echo "warning: ignoring broken ref refs/heads/main" >&2'],
  ])('%s', async (_, pattern, script) => {
    const before = snapshotOf(repo);
    const { code, stderr } = await say(['hotfix', 'finish', '--yes'], pattern, script);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error: .*cannot be (?:read|computed)/m),
    });
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('a record of a rollback that cannot be read stands in the way of a release', async () => {
    repo.git('switch', '--quiet', 'main');
    repo.write('releases/rollbacks/ROLLBACK-1.0.0.md', Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
    repo.commit('Record', { 'CHANGELOG.md': UNRELEASED });
    const before = snapshotOf(repo);
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('A rollback cannot be read') });
    expect(snapshotOf(repo)).toEqual(before);
  });
});
