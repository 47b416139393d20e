import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { releasedRepository } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

/** A repository whose origin is a bare one on this disk that has its main branch. */
function published(): string {
  const remote = join(temporaryFolder(), 'origin.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  repo = releasedRepository();
  repo.git('remote', 'set-url', 'origin', `file://${remote}`);
  repo.git('push', '--quiet', '--set-upstream', 'origin', 'main');
  return remote;
}

const refsOf = (remote: string): string =>
  execFileSync('git', ['-C', remote, 'for-each-ref', '--format=%(refname) %(objectname)'], { encoding: 'utf8' });

describe('what a push does not use', () => {
  it('is said before it, and is what the repository itself names to prove who the user is', async () => {
    repo = releasedRepository();
    expect((await cliIn(repo, ['plan', 'push', '1.0.0'])).stdout).not.toContain('not used');
    repo.git('config', 'core.sshCommand', 'ssh -i deploy-key');
    const { stdout } = await cliIn(repo, ['plan', 'push', '1.0.0']);
    expect(stdout).toContain('core.sshcommand of this repository’s own configuration is not used');
    expect(stdout).toContain('git config --global core.sshcommand');
  });
});

describe('push (000-54, 004-49)', () => {
  it('sends branch and tag together, and no other tag', async () => {
    const remote = published();
    await cliIn(repo, ['cut', '--yes']);
    repo.git('tag', 'private');
    const plan = await cliIn(repo, ['plan', 'push', '1.1.0']);
    expect(plan.stdout).toContain(`push    to origin, file://${remote}`);
    const { code, stderr } = await cliIn(repo, ['push', '1.1.0', '--yes']);
    expect(code, stderr).toBe(0);
    expect(refsOf(remote)).toBe(
      `refs/heads/main ${repo.git('rev-parse', 'main')}\nrefs/tags/v1.1.0 ${repo.git('rev-parse', 'refs/tags/v1.1.0')}\n`,
    );
    const undo = await cliIn(repo, ['undo', '--yes']);
    expect(undo.code, undo.stderr).toBe(1);
  });

  it('follows a cut with --push', async () => {
    const remote = published();
    const { code, stderr } = await cliIn(repo, ['cut', '--push', '--yes']);
    expect(code, stderr).toBe(0);
    expect(refsOf(remote)).toContain('refs/tags/v1.1.0');
  });

  it('sends the main branch once a release branch is finished, wherever HEAD is', async () => {
    const remote = published();
    for (const argv of [['branch', 'start'], ['cut'], ['branch', 'finish'], ['push', '1.1.0']]) {
      const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
      expect(code, stderr).toBe(0);
    }
    expect(refsOf(remote)).toContain(`refs/heads/main ${repo.git('rev-parse', 'main')}`);
    expect(refsOf(remote)).not.toContain('refs/heads/release');
  });

  it('shows the URL behind a replacement, without the password in it', async () => {
    published();
    await cliIn(repo, ['cut', '--yes']);
    repo.git('remote', 'set-url', 'origin', 'team:r.git');
    repo.git('config', 'url.https://user:secret@elsewhere.example/.pushInsteadOf', 'team:');
    const { stdout } = await cliIn(repo, ['plan', 'push', '1.1.0']);
    expect(stdout).toContain('push    to origin, https://elsewhere.example/r.git');
    expect(stdout).not.toContain('secret');
  });

  it('makes the tag of a workflow that failed anew, once it is deleted here and there (001-52, 001-53)', async () => {
    const remote = published();
    await cliIn(repo, ['cut', '--push', '--yes']);
    const failed = repo.git('rev-parse', 'v1.1.0^{commit}');
    const mended = repo.commit('Mend the workflow', { '.github/workflows/release.yml': 'on: push\n' });
    const refused = await cliIn(repo, ['tag', '1.1.0', '--yes']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('the tag v1.1.0 exists')]);
    // What the checklist of the document names, in its order.
    repo.git('tag', '--delete', 'v1.1.0');
    repo.git('push', '--quiet', 'origin', ':refs/tags/v1.1.0');
    for (const command of ['tag', 'push']) {
      const { code, stderr } = await cliIn(repo, [command, '1.1.0', '--yes']);
      expect(code, stderr).toBe(0);
    }
    expect(mended).not.toBe(failed);
    expect(repo.git('rev-parse', 'v1.1.0^{commit}')).toBe(mended);
    expect(refsOf(remote)).toContain(`refs/tags/v1.1.0 ${repo.git('rev-parse', 'refs/tags/v1.1.0')}`);
    expect(refsOf(remote)).toContain(`refs/heads/main ${mended}`);
  });

  it('leaves both sides as they were where the remote refuses', async () => {
    const remote = published();
    await cliIn(repo, ['cut', '--yes']);
    mkdirSync(join(remote, 'hooks'), { recursive: true });
    writeFileSync(join(remote, 'hooks', 'pre-receive'), '#!/bin/sh\necho protected >&2\nexit 1\n', { mode: 0o755 });
    const before = refsOf(remote);
    const { code, stderr } = await cliIn(repo, ['push', '1.1.0', '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('did not take the push');
    expect(refsOf(remote)).toBe(before);
  });
});
